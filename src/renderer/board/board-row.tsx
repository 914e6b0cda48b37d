// A run as a row of the board: one line of columns where there is room, else two lines. All rows are of one height, so that
// none moves another.

import { memo, type ReactElement } from 'react'
import { asksPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { jobWords } from '../../core/run/words.ts'
import { useDesk, useKind, useRun } from '../desk/desk-context.ts'
import { RowMarkButtons } from '../marks/row-mark-buttons.tsx'
import { RowMarks, RowPin } from '../marks/row-marks.tsx'
import { ImportedBadge } from '../transcripts/imported-badge.tsx'
import { cx } from '../ui/cx.ts'
import { formatRunStatus } from '../ui/format-run.ts'
import { GridCell, GridRow } from '../ui/grid.tsx'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { jobTone, toneInk } from '../ui/tones.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { RowAgo, RowConnection, RowTail, RowTime } from './row-live.tsx'
import { RowProgress } from './row-progress.tsx'

/** The columns of the wide board, also of its heading. */
export const boardColumns =
  'grid grid-cols-[minmax(200px,1.5fr)_104px_minmax(150px,1fr)_150px_120px_48px] gap-x-5'

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
    <div className={cx(boardColumns, 'h-full items-center px-3')}>
      <GridCell className="flex min-w-0 items-center gap-3">
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
      </GridCell>
      <GridCell className="min-w-0">
        <JobWord run={run} />
      </GridCell>
      <GridCell className="min-w-0">
        <RowProgress job={run.job} />
      </GridCell>
      <GridCell className="flex min-w-0">
        <RowTime run={run} />
      </GridCell>
      <GridCell className="min-w-0">
        <RowConnection run={run} />
      </GridCell>
      <GridCell className="min-w-0 text-right">
        <RowAgo run={run} />
      </GridCell>
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

function RowIcon({ kind }: { readonly kind: string }): ReactElement {
  const info = useKind(kind)
  return (
    <span
      title={info?.label ?? kind}
      className="flex size-7 shrink-0 items-center justify-center rounded-md bg-hover text-ink-2"
    >
      <KindIcon name={info?.icon ?? ''} />
    </span>
  )
}

function JobWord({ run: { job } }: CellsProps): ReactElement {
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      <JobGlyph state={job.state} percent={job.percent} />
      <span
        className={cx('text-small', job.state === 'processing' ? 'text-ink' : toneInk[jobTone[job.state]])}
      >
        {jobWords[job.state]}
      </span>
    </span>
  )
}

function SecondLine({ run }: CellsProps): ReactElement {
  return (
    <div className="flex min-w-0 items-baseline gap-1.5 text-small">
      <UntrustedText text={run.server} className="max-w-[45%] shrink-0 truncate text-ink-3" />
      <Note run={run} dot />
    </div>
  )
}

function Note({ run, dot = false }: CellsProps & { readonly dot?: boolean }): ReactElement | null {
  const note = formatRunStatus(run)
  if (note === null) return null
  return (
    <span className="min-w-0 truncate text-small" title={note.text}>
      {dot && <span className="mr-1.5 text-ink-3">·</span>}
      <UntrustedText text={note.text} className={note.important ? 'text-ink-2' : 'text-ink-3'} />
    </span>
  )
}
