// The board's two kinds of headings: of the columns, and of a group of runs.

import type { ReactElement } from 'react'
import { type Group, groupLabels } from '../store/board-list.ts'
import { cx } from '../ui/cx.ts'
import { GridCell, GridRow } from '../ui/grid.tsx'
import { boardColumns, boardTracks } from './columns.tsx'
import type { RowLayout } from './layout.ts'

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

/** The heading over a group and its number of runs. */
export function BoardHeading({
  group,
  count,
  index,
}: {
  readonly group: Group
  readonly count: number
  readonly index: number
}): ReactElement {
  return (
    <GridRow place={index} className="flex h-full items-end px-3 pb-1.5">
      <GridCell className="flex items-baseline gap-2 text-small">
        <span className={cx('font-semibold', group === 'needs-me' ? 'text-warn' : 'text-ink-2')}>
          {groupLabels[group]}
        </span>
        <span className="text-ink-3">{count}</span>
      </GridCell>
    </GridRow>
  )
}
