// The columns of the wide board, as one list: the line of headings, the widths and the cells of every row are drawn from it.
// A cell takes the room of the empty ones after it: a cause is not cut while the columns beside it have nothing to say.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { mayHaveHint } from '../ui/format-run.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import type { RowLayout } from './layout.ts'
import { RowAgo, RowConnection, RowHint, RowTime } from './row-live.tsx'
import { JobWord } from './row-parts.tsx'
import { RowBar, RowCount, RowPercent } from './row-progress.tsx'
import { RunCell } from './run-cell.tsx'
import { shownProgress } from './shown-progress.ts'

type CellProps = {
  readonly run: RunSummary
  /** Another run has its title. */
  readonly twin: boolean
  readonly layout: RowLayout
}

export type Column = {
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

/** All columns, in their order; `when`: only in such a layout. */
const columns: readonly (Column & { readonly when?: 'counts' | 'hints' | 'servers' })[] = [
  { name: 'Job', width: '92px', Cell: JobWord },
  { name: 'Run', width: 'minmax(180px,600px)', Cell: RunCell, headClass: 'pl-6.5' },
  {
    name: 'Progress',
    width: '120px',
    Cell: RowBar,
    isEmpty: (run) => shownProgress(run).bar === null,
    cellClass: 'flex items-center',
  },
  { name: '', width: '40px', Cell: RowPercent, isEmpty: (run) => shownProgress(run).percent === null },
  {
    name: 'Done',
    width: '52px',
    Cell: RowCount,
    isEmpty: (run) => shownProgress(run).count === null,
    when: 'counts',
  },
  { name: '', width: '104px', Cell: RowHint, isEmpty: (run) => !mayHaveHint(run), when: 'hints' },
  {
    name: 'Time',
    width: '48px',
    Cell: RowTime,
    isEmpty: ({ job }) => job.firstEventAt === null,
    headClass: 'text-right',
  },
  { name: 'Connection', width: '124px', Cell: RowConnection, headClass: 'pl-2', cellClass: 'pl-2' },
  { name: 'Server', width: '92px', Cell: RowServer, when: 'servers' },
  { name: 'Last', width: '40px', Cell: RowAgo, headClass: 'text-right', cellClass: 'text-right' },
]

/** The columns of a wide board; the same array for equal layouts. */
export function boardColumns(layout: RowLayout): readonly Column[] {
  const key = `${layout.counts} ${layout.hints} ${layout.servers}`
  const known = chosen.get(key)
  if (known !== undefined) return known
  const shown = columns.filter(({ when }) => when === undefined || layout[when])
  chosen.set(key, shown)
  return shown
}

const chosen = new Map<string, readonly Column[]>()

/** For `style`: all tracks side by side, and the gutter for a row's buttons at the end. */
export function boardTracks(shown: readonly Column[]) {
  return { gridTemplateColumns: [...shown.map(({ width }) => width), '52px'].join(' ') }
}

/** The cells of a row, each with the number of columns it spans. */
export function cellsOf(
  shown: readonly Column[],
  run: RunSummary,
): readonly { readonly column: Column; readonly span: number }[] {
  const cells: { column: Column; span: number }[] = []
  for (const column of shown) {
    const before = cells.at(-1)
    if (before !== undefined && column.isEmpty?.(run) === true) before.span++
    else cells.push({ column, span: 1 })
  }
  return cells
}

function RowServer({ run }: CellProps): ReactElement {
  return <UntrustedText text={run.server} className="block truncate text-ink-3 text-small" />
}
