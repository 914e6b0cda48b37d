// The board's two kinds of headings: of the columns, and of a group of runs.

import { ChevronRight } from 'lucide-react'
import { memo, type ReactElement } from 'react'
import { formatNeeds, standingCounts, type Tallies } from '../../core/run/tally.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { cx } from '../ui/cx.ts'
import { GridCell, GridRow } from '../ui/grid.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { focusBoard, rowId } from './board-cursor.ts'
import { boardColumns, boardTracks } from './columns.tsx'
import type { RowLayout } from './layout.ts'
import { type GroupsOf, useGroup } from './use-board-entries.ts'

/** The line over the columns of the wide board. */
export function BoardColumns({ layout }: { readonly layout: RowLayout }): ReactElement {
  const columns = boardColumns(layout)
  return (
    <div
      aria-hidden="true"
      style={boardTracks(columns)}
      className="mx-2 grid h-7 shrink-0 items-center gap-x-3 pl-3 text-ink-3 text-tiny"
    >
      {columns.map(({ name, width, headClass }) => (
        <span key={name + width} className={headClass}>
          {name}
        </span>
      ))}
    </div>
  )
}

type HeadingProps = {
  readonly group: string
  readonly groupsOf: GroupsOf
  readonly index: number
  readonly folded: boolean
  readonly cursor: boolean
}

/** The heading over a group: its name, how many runs are in it and what they do; a click folds it. `index` counts from 1. */
export const GroupHeading = memo(function GroupHeading({
  group: name,
  groupsOf,
  index,
  folded,
  cursor,
}: HeadingProps): ReactElement | null {
  const { actions } = useDesk()
  const group = useGroup(groupsOf, name)
  const mayGrow = useLive((state) => state.pages.next !== null) && !isWhole(name)
  if (group === null) return null
  return (
    <GridRow
      place={index}
      onMouseDown={(event) => {
        // The list has the focus, not a row of it.
        event.preventDefault()
        focusBoard()
      }}
      onClick={() => void actions.foldGroup(name, !folded)}
      className={cx('group/heading h-full pt-1.5 outline-none', cursor && 'list-cursor')}
    >
      <GridCell
        id={rowId(name, index)}
        aria-expanded={!folded}
        className="flex h-full min-w-0 items-center gap-2 rounded-sm pr-3 pl-1.5 text-small group-hover/heading:bg-hover"
      >
        <ChevronRight
          aria-hidden="true"
          size={13}
          className={cx('shrink-0 text-ink-3 transition-transform duration-100', !folded && 'rotate-90')}
        />
        <UntrustedText
          text={group.label}
          className={cx('truncate font-semibold', name === 'needs-me' ? 'text-warn' : 'text-ink-2')}
        />
        <span className="whitespace-nowrap text-ink-3 tabular-nums">
          {group.all.toLocaleString('en-US')}
          {mayGrow && ' so far'}
        </span>
        {!plainGroups.has(name) && <Doing tallies={group} />}
      </GridCell>
    </GridRow>
  )
})

/** Groups whose names say what their runs do. */
const plainGroups: ReadonlySet<string> = new Set(['needs-me', 'finished'])

/** Groups of runs that all are here from the start: those that come in later are finished. */
function isWhole(group: string): boolean {
  return group === 'needs-me' || group === 'running' || /^connection:(?!none$)/.test(group)
}

/** What the runs of a group do: who needs a person, and the connections, as the header counts them. */
function Doing({ tallies }: { readonly tallies: Tallies }): ReactElement {
  const needs = tallies['needs-me']
  return (
    <span className="truncate text-ink-3 tabular-nums">
      {needs > 0 && <span className="font-medium text-warn">{formatNeeds(needs)}</span>}
      {standingCounts(tallies)
        .filter(({ count }) => count > 0)
        .map(({ name, count }, i) => (
          <span key={name} className={cx(name === 'stalled' && 'text-warn')}>
            {(i > 0 || needs > 0) && <span className="text-ink-3"> · </span>}
            {count.toLocaleString('en-US')} {name}
          </span>
        ))}
    </span>
  )
}
