// The search page before anything is searched for: recent searches and saved views beside the help for the query.

import { Bookmark, History, X } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { useStore } from 'zustand'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Section } from '../ui/section.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

type Props = { readonly onSearch: (query: string) => void }

/** The page's content; `onSearch` is given what was chosen. */
export function SearchStart({ onSearch }: Props): ReactElement {
  return (
    <div className="@container/start min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid max-w-6xl gap-x-12 gap-y-9 px-5 pt-6 pb-12 @min-[760px]/start:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <div className="flex min-w-0 flex-col gap-9">
          <Recents onSearch={onSearch} />
          <Saved onSearch={onSearch} />
        </div>
        <Examples onSearch={onSearch} />
      </div>
    </div>
  )
}

function Recents({ onSearch }: Props): ReactElement {
  const { recents } = useDesk()
  const saved = useLive((state) => state.settings.views)
  const list = useStore(recents.store).filter((query) => !saved.some((view) => view.query === query))
  return (
    <Section
      title="Recent"
      note={
        list.length > 0 && (
          <Button size="small" variant="quiet" onClick={() => recents.forget()}>
            Forget all
          </Button>
        )
      }
    >
      {list.length === 0 ? (
        <p className="text-ink-3">What you search for is listed here, on this computer alone.</p>
      ) : (
        <ul aria-label="Recent searches" className="-mx-2 flex flex-col gap-px">
          {list.map((query) => (
            <li key={query} className="flex items-center">
              <Line sign={<History aria-hidden="true" size={14} />} onClick={() => onSearch(query)}>
                <code className="min-w-0 truncate">
                  <UntrustedText text={query} />
                </code>
              </Line>
              <IconButton
                label={`Forget the search ${query}`}
                onClick={() => recents.forget(query)}
                className="text-ink-3!"
              >
                <X aria-hidden="true" size={13} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Saved({ onSearch }: Props): ReactElement | null {
  const views = useLive((state) => state.settings.views)
  if (views.length === 0) return null
  return (
    <Section title="Saved views">
      <ul aria-label="Saved views" className="-mx-2 flex flex-col gap-px">
        {views.map(({ name, query }) => (
          <li key={name}>
            <Line sign={<Bookmark aria-hidden="true" size={14} />} onClick={() => onSearch(query)}>
              <UntrustedText text={name} className="min-w-0 truncate" />
              <code className="ml-auto min-w-0 max-w-1/2 shrink-[9999] truncate text-right text-ink-3">
                <UntrustedText text={query} />
              </code>
            </Line>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const examples: readonly (readonly [string, string])[] = [
  ['"disk full"', 'these words side by side'],
  ['time* -timeout', 'a beginning, and a word that must not be there'],
  ['*port*', 'words with this in them'],
  ['level:error after:today', 'errors since midnight'],
  ['state:failed has:gap', 'failed runs with a gap'],
  ['progress<50', 'JSON events whose field is below 50'],
  ['is:pinned tag:night', 'pinned runs with a tag'],
  ['output_tokens>1000', 'runs whose model wrote more than that'],
  ['#33', 'run 33: Enter opens it'],
]

function Examples({ onSearch }: Props): ReactElement {
  return (
    <Section title="How to search">
      <p className="mb-3 text-ink-2">
        Searches every stored event, and the titles, tags and notes of runs. Words side by side must all be
        there; OR stands between two of which one is enough.
      </p>
      <ul aria-label="Examples" className="-mx-2 flex flex-col gap-px">
        {examples.map(([query, words]) => (
          <li key={query}>
            <Line onClick={() => onSearch(query)}>
              <code className="w-44 shrink-0 text-ink @max-[400px]/start:w-auto">{query}</code>
              <span className="min-w-0 text-ink-3">{words}</span>
            </Line>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Line({
  sign,
  children,
  onClick,
}: {
  readonly sign?: ReactNode
  readonly children: ReactNode
  readonly onClick: () => void
}): ReactElement {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex min-h-8 w-full min-w-0 flex-1 items-center gap-3 rounded-md px-2 py-1 text-left text-ink-2 text-small hover:bg-hover hover:text-ink"
    >
      {sign !== undefined && <span className="shrink-0 text-ink-3">{sign}</span>}
      {children}
    </button>
  )
}
