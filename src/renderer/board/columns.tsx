// The columns of the wide board, as one list: the line of headings, the widths and the cells of every row are drawn from it.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { RowMarks, RowPin } from '../marks/row-marks.tsx'
import { ImportedBadge } from '../transcripts/imported-badge.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { RowAgo, RowConnection, RowTime } from './row-live.tsx'
import { JobWord, Note, RowIcon } from './row-parts.tsx'
import { RowProgress } from './row-progress.tsx'

type CellProps = { readonly run: RunSummary }

export type Column = {
  /** Its heading. */
  readonly name: string
  /** A track of the grid (CSS Grid, 7.2). */
  readonly width: string
  readonly Cell: (props: CellProps) => ReactElement | null
  /** Classes of the heading, and of the cell around what `Cell` draws. */
  readonly headClass?: string
  readonly cellClass?: string
}

export const boardColumns: readonly Column[] = [
  {
    name: 'Run',
    width: 'minmax(200px,1.5fr)',
    Cell: RunCell,
    headClass: 'pl-10',
    cellClass: 'flex items-center gap-3',
  },
  { name: 'Job', width: '104px', Cell: JobWord },
  { name: 'Progress', width: 'minmax(150px,1fr)', Cell: ({ run }) => <RowProgress job={run.job} /> },
  { name: 'Time', width: '150px', Cell: RowTime, cellClass: 'flex' },
  { name: 'Connection', width: '120px', Cell: RowConnection },
  { name: 'Last', width: '48px', Cell: RowAgo, headClass: 'text-right', cellClass: 'text-right' },
]

/** For `style`: all tracks side by side. */
export const boardTracks = { gridTemplateColumns: boardColumns.map(({ width }) => width).join(' ') }

function RunCell({ run }: CellProps): ReactElement {
  return (
    <>
      <RowIcon kind={run.kind} />
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-center">
          <RowPin marks={run.marks} />
          <UntrustedText text={run.title} className="min-w-0 truncate font-medium" />
          <ImportedBadge run={run} />
          <RowMarks marks={run.marks} />
        </div>
        <SecondLine run={run} />
      </div>
    </>
  )
}

function SecondLine({ run }: CellProps): ReactElement {
  return (
    <div className="flex min-w-0 items-baseline gap-1.5 text-small">
      <UntrustedText text={run.server} className="max-w-[45%] shrink-0 truncate text-ink-3" />
      <Note run={run} dot />
    </div>
  )
}
