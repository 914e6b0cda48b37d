// The box that a query is written in: a field with the offers of completion under it, and below, unless somebody else shows
// them, the chips of what was understood and the problems. It searches nothing.

import { Search, X } from 'lucide-react'
import { type ReactElement, type ReactNode, useId, useRef } from 'react'
import { cx } from '../ui/cx.ts'
import { OfferList } from './offer-list.tsx'
import { QueryChips } from './query-chips.tsx'
import type { QueryScope } from './use-known.ts'
import { useOffers } from './use-offers.ts'

type Props = {
  readonly value: string
  readonly onChange: (query: string) => void
  /** Enter, with what the box holds. */
  readonly onSubmit: (query: string) => void
  readonly label: string
  readonly placeholder: string
  readonly scope: QueryScope
  /** The field's own id, for whoever has to focus it. */
  readonly id?: string
  /** Under the field; true unless said otherwise. */
  readonly chips?: boolean
  /** An act that Enter does here, first among the offers: “Search events for …”. */
  readonly act?: string | null
  /** At the field's end while it is empty and not in use. */
  readonly hint?: ReactNode
  readonly className?: string
}

/** The box. Escape closes the offers, then empties the field, then leaves it. */
export function QueryBox({
  value,
  onChange,
  onSubmit,
  label,
  placeholder,
  scope,
  id,
  chips = true,
  act = null,
  hint,
  className,
}: Props): ReactElement {
  const listId = useId()
  const field = useRef<HTMLInputElement>(null)
  const offers = useOffers({ value, onChange, onSubmit, scope, act, field })
  return (
    <div className={cx('flex min-w-0 flex-col gap-2', className)}>
      <div className="relative">
        <Search
          aria-hidden="true"
          size={14}
          className="pointer-events-none absolute top-2 left-2.5 text-ink-3"
        />
        <input
          ref={field}
          id={id}
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded={offers.open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={offers.active === null ? undefined : `${listId}-${offers.active}`}
          placeholder={placeholder}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={value}
          onChange={(event) => offers.typed(event.target.value)}
          onSelect={offers.moved}
          onFocus={offers.entered}
          onBlur={offers.left}
          onKeyDown={offers.onKeyDown}
          className="peer h-7.5 w-full rounded-md bg-hover pr-8 pl-8 text-ink ring-1 ring-line ring-inset hover:bg-press focus:bg-surface"
        />
        {value !== '' && (
          <button
            type="button"
            aria-label="Empty the search"
            onClick={() => {
              onChange('')
              field.current?.focus()
            }}
            className="absolute top-1 right-1 inline-flex size-5.5 items-center justify-center rounded-sm text-ink-3 hover:bg-press hover:text-ink"
          >
            <X aria-hidden="true" size={13} />
          </button>
        )}
        {value === '' && hint !== undefined && (
          <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center peer-focus:hidden">
            {hint}
          </span>
        )}
        {offers.open && (
          <OfferList id={listId} offers={offers.list} active={offers.active} onTake={offers.take} />
        )}
      </div>
      {chips && <QueryChips value={value} onChange={onChange} />}
    </div>
  )
}
