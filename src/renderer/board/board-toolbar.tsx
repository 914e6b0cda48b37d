// The toolbar of the board: the view and how many runs it shows, a chip for each filter that is on, import, and the order.

import { FileDown, X } from 'lucide-react'
import type { ReactElement } from 'react'
import { useDesk, useKind, useLive } from '../desk/desk-context.ts'
import { everywhere, tallies } from '../store/tallies.ts'
import { type BoardQuery, viewLabels } from '../store/view-store.ts'
import { Button } from '../ui/button.tsx'
import { lazyChunk, lazyPart } from '../ui/lazy-part.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { ColumnsButton } from './columns-button.tsx'
import type { RowLayout } from './layout.ts'
import { SortButton, wordClass } from './sort-button.tsx'
import type { GroupsOf } from './use-board-entries.ts'

const SortMenu = lazyPart(
  lazyChunk(() => import('./sort-menu.tsx')),
  (module) => module.SortMenu,
  { fallback: ({ sort }) => <SortButton sort={sort} /> },
)

const ColumnsMenu = lazyPart(
  lazyChunk(() => import('./columns-menu.tsx')),
  (module) => module.ColumnsMenu,
  { fallback: () => <ColumnsButton /> },
)

/** A hub takes no files in. */
const notHere = 'Files are taken in by a Runlight on a computer of your own.'

type Props = {
  readonly query: BoardQuery
  /** The number of runs in the list. */
  readonly shown: number
  readonly groupsOf: GroupsOf
  readonly layout: RowLayout
}

/** The toolbar of the board that shows `query`. */
export function BoardToolbar({ query, shown, groupsOf, layout }: Props): ReactElement {
  const { actions } = useDesk()
  const all = useLive((state) => tallies(state.board, everywhere).all)
  const inTeam = useLive((state) => state.me !== null)
  const isLoading = useLive((state) => state.pages.next !== null)
  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-line border-b py-1.5 pr-3 pl-5">
      <h2 className="font-semibold text-base">{viewLabels[query.view]}</h2>
      {all > 0 && (
        <span className="text-ink-3 text-small tabular-nums">
          {shown === all
            ? shown.toLocaleString('en-US')
            : `${shown.toLocaleString('en-US')} of ${all.toLocaleString('en-US')}`}
          {isLoading && <span className="animate-late"> · older runs are coming in</span>}
        </span>
      )}
      <Filters query={query} />
      <span className="ml-auto flex items-center">
        <Button
          variant="quiet"
          size="small"
          title="Import a recorded run"
          off={inTeam ? notHere : null}
          onClick={() => actions.openDialog({ type: 'import', files: [] })}
        >
          <FileDown aria-hidden="true" size={13} />
          <span className={wordClass}>Import</span>
        </Button>
        {layout.wide && <ColumnsMenu layout={layout} />}
        <SortMenu sort={query.sort} groupsOf={groupsOf} />
      </span>
    </div>
  )
}

/** A chip for each filter beside the view, and a button that shows all runs again; nothing while all are shown. */
function Filters({ query }: { readonly query: BoardQuery }): ReactElement | null {
  const { view, actions } = useDesk()
  const { view: name, kind, server } = query
  const text = query.text.trim()
  const serverName = useLive((state) => state.servers.find((one) => one.id === server)?.name)
  const kindLabel = useKind(kind ?? '')?.label
  const isNarrowed = kind !== null || server !== null || text !== ''
  if (name === 'all' && !isNarrowed) return null
  return (
    <ul
      aria-label="Filters"
      className="flex min-w-0 flex-wrap items-center gap-1.5 @max-[640px]/board:order-last @max-[640px]/board:basis-full"
    >
      {kind !== null && <Chip text={kindLabel ?? kind} onRemove={() => view.setState({ kind: null })} />}
      {server !== null && (
        <Chip text={serverName ?? `server ${server}`} onRemove={() => view.setState({ server: null })} />
      )}
      {text !== '' && <Chip text={`“${text}”`} onRemove={() => view.setState({ text: '' })} />}
      <li>
        <Button variant="quiet" size="small" onClick={actions.clearFilters}>
          {isNarrowed ? 'Clear all' : 'Show all'}
        </Button>
      </li>
    </ul>
  )
}

function Chip({ text, onRemove }: { readonly text: string; readonly onRemove: () => void }): ReactElement {
  return (
    <li className="inline-flex h-6 min-w-0 max-w-60 items-center rounded-sm bg-hover pl-2 text-ink-2 text-small">
      <UntrustedText text={text} className="min-w-0 truncate" />
      <button
        type="button"
        aria-label={`Show all again, not only ${text}`}
        title="Take this filter off"
        onClick={onRemove}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-press hover:text-ink"
      >
        <X aria-hidden="true" size={12} />
      </button>
    </li>
  )
}
