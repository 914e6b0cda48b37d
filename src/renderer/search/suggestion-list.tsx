// The suggestions below a query field, as a listbox: the field keeps the focus and names the active one.

import { CornerDownLeft } from 'lucide-react'
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react'
import { cx } from '../ui/cx.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import type { Suggestion } from './use-suggestions.ts'

type Props = {
  readonly id: string
  readonly suggestions: readonly Suggestion[]
  /** What is wrong with the query, over the list: under it nothing would be seen. */
  readonly problems: ReactNode
  readonly active: number | null
  readonly onTake: (index: number) => void
}

/** The list. */
export function SuggestionList({ id, suggestions, problems, active, onTake }: Props): ReactElement {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active !== null) list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div className="absolute top-full right-0 left-0 z-30 mt-1 min-w-72 animate-rise rounded-lg bg-overlay shadow-pop">
      <div className="px-3 pt-2 empty:hidden">{problems}</div>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label="Suggestions"
        className="max-h-80 overflow-y-auto p-1"
      >
        {suggestions.map((suggestion, i) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names an suggestion
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          <div
            key={suggestion.type === 'enter' ? 'enter' : suggestion.option.insert}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            // The field would lose the focus before the click arrived.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onTake(i)}
            className={cx(
              'flex h-7 items-center gap-3 rounded-md px-2 text-small',
              i === active ? 'bg-press text-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
            )}
          >
            {suggestion.type === 'enter' ? (
              <>
                <span className="min-w-0 flex-1 truncate text-ink">
                  <UntrustedText text={suggestion.label} />
                </span>
                <CornerDownLeft aria-hidden="true" size={13} className="shrink-0 text-ink-3" />
              </>
            ) : (
              <>
                <code className="min-w-0 shrink-0 truncate">
                  <UntrustedText text={suggestion.option.label} />
                </code>
                <span className="ml-auto min-w-0 truncate text-ink-3">
                  <UntrustedText text={suggestion.option.hint} />
                </span>
              </>
            )}
          </div>
        ))}
      </div>
    </div>
  )
}
