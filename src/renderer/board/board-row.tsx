// A run as a row of the board: one line of columns where there is room, else a card of two lines.

import { memo, type ReactElement } from 'react'
import { asksPerson, whyNeeds } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useRun } from '../desk/desk-context.ts'
import { RowMarkButtons } from '../marks/row-mark-buttons.tsx'
import { RowMarks, RowPin } from '../marks/row-marks.tsx'
import { needOf } from '../store/board-list.ts'
import { noSelection } from '../store/selection-state.ts'
import { ImportedBadge } from '../transcripts/imported-badge.tsx'
import { ClientBadge } from '../ui/client-badge.tsx'
import { ClientNote } from '../ui/client-note.tsx'
import { cx } from '../ui/cx.ts'
import { formatRunStatus } from '../ui/format-run.ts'
import { formatMinute } from '../ui/format-time.ts'
import { GridCell, GridRow } from '../ui/grid.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { focusBoard } from './board-cursor.ts'
import { boardColumns, boardTracks, cellsOf } from './columns.tsx'
import { hasClientNote, type RowLayout } from './layout.ts'
import { RowConnection, RowTail } from './row-live.tsx'
import { JobWord, Message, RowIcon } from './row-parts.tsx'
import { CardProgress } from './row-progress.tsx'
import { RowTitle } from './run-cell.tsx'
import { selectByClick } from './selecting.ts'

type Props = {
  readonly id: number
  readonly rowId: string
  /** The key of the group that the row stands in. */
  readonly group: string | null
  readonly index: number
  readonly cursor: boolean
  readonly selected: boolean
  readonly open: boolean
  /** Another run has its title. */
  readonly twin: boolean
  readonly layout: RowLayout
}

/** The row of the run `id`; `index` counts from 1, headings included. */
export const BoardRow = memo(function BoardRow({
  id,
  rowId,
  group,
  index,
  cursor,
  selected,
  open,
  twin,
  layout,
}: Props): ReactElement | null {
  const run = useRun(id)
  const desk = useDesk()
  if (run === undefined) return null
  return (
    <GridRow
      id={rowId}
      place={index}
      aria-selected={selected}
      aria-current={open || undefined}
      data-run={id}
      title={whyNeeds(run, formatMinute) ?? undefined}
      onMouseDown={(event) => {
        // The list has the focus, not a row of it.
        event.preventDefault()
        focusBoard()
      }}
      onClick={(event) => {
        if (selectByClick(desk, { cursor: id, cursorGroup: group }, event)) return
        desk.view.setState({ cursorGroup: group, selection: noSelection })
        desk.actions.open(id)
      }}
      className={cx(
        'group/row relative h-full rounded-r-sm outline-none',
        cursor ? 'list-cursor' : open && !selected ? 'bg-press' : !selected && 'hover:bg-hover',
        selected && 'list-selected',
        open && 'list-opened',
      )}
    >
      <Rule run={run} />
      {layout.wide ? (
        <Line run={run} twin={twin} layout={layout} />
      ) : (
        <Card run={run} twin={twin} layout={layout} />
      )}
    </GridRow>
  )
})

type PartProps = Pick<Props, 'twin' | 'layout'> & { readonly run: RunSummary }

/** The weight of what is broken and was not seen yet: a rule at its left. */
function Rule({ run }: Pick<PartProps, 'run'>): ReactElement | null {
  if (needOf(run) !== 'needs-me') return null
  const isBad = run.job.state === 'failed' || run.connection.state === 'refused'
  return (
    <span
      aria-hidden="true"
      className={cx('absolute inset-y-1.5 left-1 w-0.5 rounded-full', isBad ? 'bg-bad' : 'bg-warn')}
    />
  )
}

function Line({ run, twin, layout }: PartProps): ReactElement {
  const columns = boardColumns(layout)
  return (
    <div style={boardTracks(columns)} className="grid h-full items-center gap-x-3 pl-3">
      {cellsOf(columns, run).map(({ column: { name, width, Cell, cellClass }, span }) => (
        <GridCell
          key={name + width}
          {...(span > 1 && { 'aria-colspan': span, style: { gridColumn: `span ${span}` } })}
          className={cx('min-w-0', cellClass)}
        >
          <Cell run={run} twin={twin} layout={layout} />
        </GridCell>
      ))}
      <Buttons run={run} />
    </div>
  )
}

function Card({ run, twin, layout }: PartProps): ReactElement {
  const hasMessage = formatRunStatus(run) !== null
  return (
    <div className="flex h-full items-center gap-1 pr-1 pl-3">
      <GridCell className="min-w-0 flex-1">
        <div className="flex items-center gap-3">
          <div className="flex min-w-0 flex-1 items-center">
            <RowIcon kind={run.kind} />
            <RowTitle run={run} twin={twin} />
            {asksPerson(run) && <RowPin marks={run.marks} />}
            <ImportedBadge run={run} brief />
            <RowMarks marks={run.marks} />
            <ClientBadge
              run={run}
              className="ml-2 shrink-[9999]"
              nameClass="max-w-32 @max-[420px]/board:sr-only"
            />
            {layout.servers && (
              <UntrustedText
                text={run.server}
                className="ml-2 max-w-24 shrink-[9999] truncate text-ink-3 text-small @max-[420px]/board:hidden"
              />
            )}
          </div>
          <RowConnection run={run} />
        </div>
        <div className="flex h-4 items-center gap-2.5 pl-6.5">
          <JobWord run={run} />
          <CardProgress run={run} />
          <Message run={run} />
          <span className="ml-auto flex shrink-0 items-center gap-2.5">
            <ClientNote run={run} className="gap-1 text-small" />
            <span className={cx((hasMessage || hasClientNote(run)) && '@max-[420px]/board:hidden')}>
              <RowTail run={run} />
            </span>
          </span>
        </div>
      </GridCell>
      <Buttons run={run} brief />
    </div>
  )
}

function Buttons({
  run,
  brief = false,
}: {
  readonly run: RunSummary
  readonly brief?: boolean
}): ReactElement {
  return (
    <RowMarkButtons
      run={run.id}
      asks={asksPerson(run)}
      seen={run.marks.acknowledgedAt !== null}
      pinned={run.marks.pinned}
      brief={brief}
    />
  )
}
