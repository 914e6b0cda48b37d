// The field for a query: with suggestions below it and, unless `chips` is off, its parts as chips and its problems. It does
// not search.

import { Search, X } from 'lucide-react'
import { type ReactElement, type ReactNode, useId, useRef } from 'react'
import { cx } from '../ui/cx.ts'
import { QueryChips, QueryProblems } from './query-chips.tsx'
import { SuggestionList } from './suggestion-list.tsx'
import type { QueryScope } from './use-completion-data.ts'
import { useSuggestions } from './use-suggestions.ts'

type Props = {
  readonly value: string
  readonly onChange: (query: string) => void
  /** Enter, with the text of the field. */
  readonly onSubmit: (query: string) => void
  readonly label: string
  readonly placeholder: string
  readonly scope: QueryScope
  /** The id of the field. */
  readonly id?: string
  /** Whether chips and problems are shown; true by default. */
  readonly chips?: boolean
  /** The label of what Enter does here, first among the suggestions: “Search events for …”. */
  readonly enterLabel?: string | null
  /** At the end of the field while it is empty and has no focus. */
  readonly hint?: ReactNode
  readonly className?: string
}

/** The field. Escape closes the suggestions, then empties the field, then leaves it. */
export function QueryBox({
  value,
  onChange,
  onSubmit,
  label,
  placeholder,
  scope,
  id,
  chips = true,
  enterLabel = null,
  hint,
  className,
}: Props): ReactElement {
  const listId = useId()
  const field = useRef<HTMLInputElement>(null)
  const suggestions = useSuggestions({ value, onChange, onSubmit, scope, enterLabel, field })
  return (
    <div className={cx('flex min-w-0 flex-col gap-2', className)}>
      <div className="@container/query relative">
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
          aria-expanded={suggestions.open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={suggestions.active === null ? undefined : `${listId}-${suggestions.active}`}
          placeholder={placeholder}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={value}
          onChange={(event) => suggestions.typed(event.target.value)}
          onSelect={suggestions.moved}
          onFocus={suggestions.entered}
          onBlur={suggestions.left}
          onKeyDown={suggestions.onKeyDown}
          className="peer h-7.5 w-full truncate rounded-md bg-hover pr-8 pl-8 text-ink ring-1 ring-line ring-inset hover:bg-press focus:bg-surface"
        />
        {value !== '' && (
          <button
            type="button"
            aria-label="Empty the search"
            onClick={() => {
              onChange('')
              field.current?.focus()
            }}
            className="absolute top-0.75 right-0.75 inline-flex size-6 items-center justify-center rounded-sm text-ink-3 hover:bg-press hover:text-ink"
          >
            <X aria-hidden="true" size={13} />
          </button>
        )}
        {value === '' && hint !== undefined && (
          <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center peer-focus:hidden @max-[270px]/query:hidden">
            {hint}
          </span>
        )}
        {suggestions.open && (
          <SuggestionList
            id={listId}
            suggestions={suggestions.list}
            problems={<QueryProblems value={value} />}
            active={suggestions.active}
            onTake={suggestions.take}
          />
        )}
      </div>
      {chips && <QueryChips value={value} onChange={onChange} />}
    </div>
  )
}
