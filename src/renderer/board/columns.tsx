// The columns of the wide board, as one list: the line of headings, the widths and the cells of every row are drawn from it.
// A cell takes the room of the empty ones after it: a cause is not cut while the columns beside it have nothing to say.

import type { ReactElement } from 'react'
import { clientLabel, clientWhole } from '../../core/run/client-name.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { formatLastMessage, mayHaveHint } from '../ui/format-run.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import type { ColumnId } from './column-list.ts'
import type { RowLayout } from './layout.ts'
import { RowAgo, RowConnection, RowHint, RowTime } from './row-live.tsx'
import { JobWord, KindName, LastMessage } from './row-parts.tsx'
import { RowBar, RowCount, RowPercent } from './row-progress.tsx'
import { RowRate } from './row-rate.tsx'
import { RunCell } from './run-cell.tsx'
import { shownProgress } from './shown-progress.ts'

type CellProps = {
  readonly run: RunSummary
  /** Another run has its title. */
  readonly twin: boolean
  readonly layout: RowLayout
}

export type Track = {
  /** Its heading; empty where the one before stands over it as well. */
  readonly name: string
  /** A track of the grid (CSS Grid, 7.2). */
  readonly width: string
  readonly Cell: (props: CellProps) => ReactElement | null
  /** Whether there is nothing to draw for this run, so that the cell before may have the room. */
  readonly isEmpty?: (run: RunSummary) => boolean
  /** Classes of the heading, and of the cell around what `Cell` draws. */
  readonly headClass?: string
  readonly cellClass?: string
}

const end = { headClass: 'text-right', cellClass: 'text-right' } as const

/** The tracks of each column. */
const tracks: Readonly<Record<ColumnId, readonly Track[]>> = {
  job: [{ name: 'Job', width: '92px', Cell: JobWord }],
  run: [{ name: 'Run', width: 'minmax(180px,600px)', Cell: RunCell, headClass: 'pl-6.5' }],
  progress: [
    {
      name: 'Progress',
      width: '120px',
      Cell: RowBar,
      isEmpty: (run) => shownProgress(run).bar === null,
      cellClass: 'flex items-center',
    },
    { name: '', width: '40px', Cell: RowPercent, isEmpty: (run) => shownProgress(run).percent === null },
  ],
  done: [
    { name: 'Done', width: '52px', Cell: RowCount, isEmpty: (run) => shownProgress(run).count === null },
  ],
  left: [{ name: 'Left', width: '104px', Cell: RowHint, isEmpty: (run) => !mayHaveHint(run) }],
  time: [
    {
      name: 'Time',
      width: '48px',
      Cell: RowTime,
      isEmpty: ({ job }) => job.firstEventAt === null,
      headClass: 'text-right',
    },
  ],
  rate: [{ name: 'Events/s', width: '112px', Cell: RowRate, isEmpty: ({ events }) => events === 0 }],
  message: [
    {
      name: 'Last message',
      width: 'minmax(160px,1fr)',
      Cell: LastMessage,
      isEmpty: (run) => formatLastMessage(run) === null,
      cellClass: 'flex',
    },
  ],
  connection: [
    { name: 'Connection', width: '124px', Cell: BothConnections, headClass: 'pl-2', cellClass: 'pl-2' },
  ],
  server: [{ name: 'Server', width: '92px', Cell: RowServer }],
  client: [
    { name: 'Client', width: '152px', Cell: RowClient, isEmpty: ({ tapped }) => tapped === undefined },
  ],
  collector: [
    { name: 'Collector', width: '92px', Cell: RowCollector, isEmpty: ({ team }) => team?.collector == null },
  ],
  kind: [{ name: 'Kind', width: '104px', Cell: KindName }],
  events: [{ name: 'Events', width: '60px', Cell: RowEvents, ...end }],
  last: [{ name: 'Last', width: '40px', Cell: RowAgo, ...end }],
}

const notedConnection: readonly Track[] = tracks.connection.map((track) => ({ ...track, width: '196px' }))

/** The tracks of a wide board; the same array for the same columns. */
export function boardColumns({ columns, noted }: RowLayout): readonly Track[] {
  const key = `${noted} ${columns.join(' ')}`
  const known = made.get(key)
  if (known !== undefined) return known
  const shown = columns.flatMap((id) => (id === 'connection' && noted ? notedConnection : tracks[id]))
  made.set(key, shown)
  return shown
}

const made = new Map<string, readonly Track[]>()

/** For `style`: all tracks side by side, and the gutter for a row's buttons at the end. */
export function boardTracks(shown: readonly Track[]) {
  return { gridTemplateColumns: [...shown.map(({ width }) => width), '52px'].join(' ') }
}

/** The cells of a row, each with the number of tracks it spans. */
export function cellsOf(
  shown: readonly Track[],
  run: RunSummary,
): readonly { readonly column: Track; readonly span: number }[] {
  const cells: { column: Track; span: number }[] = []
  for (const column of shown) {
    const before = cells.at(-1)
    if (before !== undefined && column.isEmpty?.(run) === true) before.span++
    else cells.push({ column, span: 1 })
  }
  return cells
}

function BothConnections({ run }: CellProps): ReactElement {
  return <RowConnection run={run} withClient />
}

function RowServer({ run }: CellProps): ReactElement {
  return <UntrustedText text={run.server} className="block truncate text-ink-3 text-small" />
}

/** Which collector has the run. */
function RowCollector({ run: { team } }: CellProps): ReactElement | null {
  if (team?.collector == null) return null
  return <UntrustedText text={team.collector} className="block truncate text-ink-3 text-small" />
}

function RowClient({ run: { tapped } }: CellProps): ReactElement | null {
  if (tapped === undefined) return null
  return (
    <span title={clientWhole(tapped.client)} className="block truncate text-ink-3 text-small">
      <UntrustedText text={clientLabel(tapped.client)} />
    </span>
  )
}

function RowEvents({ run }: CellProps): ReactElement {
  return <span className="text-ink-3 text-small tabular-nums">{run.events.toLocaleString('en-US')}</span>
}
