// A run as a row of the board: one line of columns where there is room, else two lines. All rows are of one height, so that
// none moves another.

import { memo, type ReactElement } from 'react'
import { asksPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useRun } from '../desk/desk-context.ts'
import { RowMarkButtons } from '../marks/row-mark-buttons.tsx'
import { RowMarks, RowPin } from '../marks/row-marks.tsx'
import { ImportedBadge } from '../transcripts/imported-badge.tsx'
import { cx } from '../ui/cx.ts'
import { GridCell, GridRow } from '../ui/grid.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { boardColumns, boardTracks } from './columns.tsx'
import { RowConnection, RowTail } from './row-live.tsx'
import { JobWord, Note, RowIcon } from './row-parts.tsx'
import { RowProgress } from './row-progress.tsx'

type Props = {
  readonly id: number
  readonly index: number
  readonly cursor: boolean
  readonly open: boolean
  readonly wide: boolean
}

/** The row of the run `id`; `index` counts from 1, headings included. */
export const BoardRow = memo(function BoardRow({
  id,
  index,
  cursor,
  open,
  wide,
}: Props): ReactElement | null {
  const run = useRun(id)
  const { actions } = useDesk()
  if (run === undefined) return null
  const cells = wide ? <WideCells run={run} /> : <NarrowCells run={run} />
  return (
    <GridRow
      id={`run-${id}`}
      place={index}
      aria-selected={open}
      onClick={() => actions.open(id)}
      className={cx(
        'group/row relative h-full rounded-md outline-none',
        open ? 'bg-select' : 'hover:bg-hover',
        cursor && !open && 'bg-hover',
        cursor &&
          'group-focus-visible/board:ring-2 group-focus-visible/board:ring-accent group-focus-visible/board:ring-inset',
      )}
    >
      {cells}
      <RowMarkButtons
        run={id}
        asks={asksPerson(run)}
        seen={run.marks.acknowledgedAt !== null}
        pinned={run.marks.pinned}
      />
    </GridRow>
  )
})

type CellsProps = { readonly run: RunSummary }

function WideCells({ run }: CellsProps): ReactElement {
  return (
    <div style={boardTracks} className="grid h-full items-center gap-x-5 px-3">
      {boardColumns.map(({ name, Cell, cellClass }) => (
        <GridCell key={name} className={cx('min-w-0', cellClass)}>
          <Cell run={run} />
        </GridCell>
      ))}
    </div>
  )
}

function NarrowCells({ run }: CellsProps): ReactElement {
  return (
    <div className="flex h-full items-center gap-3 px-3">
      <GridCell>
        <RowIcon kind={run.kind} />
      </GridCell>
      <GridCell className="min-w-0 flex-1">
        <div className="flex items-center gap-3">
          <div className="flex min-w-0 flex-1 items-center">
            <RowPin marks={run.marks} />
            <UntrustedText text={run.title} className="min-w-0 truncate font-medium" />
            <ImportedBadge run={run} brief />
            <RowMarks marks={run.marks} />
          </div>
          <RowConnection run={run} />
        </div>
        <div className="mt-0.5 flex h-4 items-center gap-3">
          <span className="w-22 shrink-0">
            <JobWord run={run} />
          </span>
          <RowProgress job={run.job} narrow />
          <Note run={run} />
          <span className="ml-auto shrink-0 pl-1">
            <RowTail run={run} />
          </span>
        </div>
      </GridCell>
    </div>
  )
}
