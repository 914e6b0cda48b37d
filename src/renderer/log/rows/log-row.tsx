// One row of the log: the message first, in ink; what places it stands before it, faint. All rows have the same height.

import { memo, type ReactElement } from 'react'
import type { EventRow } from '../../../core/run/run.ts'
import { cx } from '../../ui/cx.ts'
import { formatTimeMs } from '../../ui/format-time.ts'
import { GridCell, GridRow } from '../../ui/grid.tsx'

import { Time } from '../../ui/time.tsx'
import { UntrustedText } from '../../ui/untrusted-text.tsx'
import { LevelMark } from './level-cell.tsx'
import { PinnedCells } from './pinned-cells.tsx'
import type { RowLayout } from './row-layout.ts'
import { type Era, RowMessage } from './row-message.tsx'

type Props = {
  readonly run: number
  readonly row: EventRow
  readonly rowId: string
  readonly index: number
  readonly active: boolean
  readonly selected: boolean
  readonly era: Era
  /** The first of pieces of a text that are rows of their own. */
  readonly opened: boolean
  readonly layout: RowLayout
  readonly actions: RowActions
}

/** What the pointer does with a row. The functions must stay the same, or every row is drawn again. */
export type RowActions = {
  /** The button was pressed on the row; `extend` with Shift. */
  readonly press: (index: number, extend: boolean) => void
  /** The pointer entered the row with the button still down. */
  readonly drag: (index: number) => void
  readonly open: (index: number) => void
  /** Joins the pieces of a text that begin with event `seq`, or shows them one by one. */
  readonly toggle: (seq: number, index: number) => void
}

/** The row of an event; `index` counts in the filtered log. */
export const LogRow = memo(function LogRow(props: Props): ReactElement {
  const { run, row, rowId, index, active, selected, era, opened, layout, actions } = props
  const { wrap, mono, shown } = layout
  return (
    <GridRow
      id={rowId}
      place={index + 1}
      aria-selected={selected}
      aria-current={era === 'here' ? 'step' : undefined}
      data-seq={row.seq}
      onPointerDown={(event) => event.button === 0 && actions.press(index, event.shiftKey)}
      onPointerEnter={(event) => (event.buttons & 1) !== 0 && actions.drag(index)}
      onClick={(event) => !event.shiftKey && actions.open(index)}
      style={layout.grid}
      className={cx(
        'relative grid h-full pr-3 pl-5',
        mono ? 'font-mono text-[11.5px]' : 'text-small',
        wrap ? 'items-start pt-[5px] leading-[17px]' : 'items-center',
        selected ? 'bg-select' : !active && 'hover:bg-hover',
        active && 'before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent',
        active && !selected && 'bg-select',
      )}
    >
      {shown.time && (
        <GridCell className="truncate text-ink-3 tabular-nums">
          <Time at={row.at} shown={formatTimeMs} />
        </GridCell>
      )}
      {shown.number && <GridCell className="text-right text-ink-3 tabular-nums">{row.seq}</GridCell>}
      <GridCell className="truncate">
        <LevelMark bits={row.flags} />
      </GridCell>
      {shown.name && (
        <GridCell title={row.name} className="truncate text-ink-2">
          <UntrustedText text={row.name} />
        </GridCell>
      )}
      {shown.pinned.length > 0 && <PinnedCells run={run} row={row} paths={shown.pinned} />}
      <RowMessage
        row={row}
        layout={layout}
        opened={opened}
        era={era}
        onToggle={() => actions.toggle(row.seq, index)}
      />
      {era === 'here' && <Here />}
    </GridRow>
  )
})

/** The edge between what had happened at the moment that is looked at and what had not. */
function Here(): ReactElement {
  return (
    <span className="pointer-events-none absolute inset-x-0 bottom-0 z-10 border-accent border-b">
      <span className="absolute right-3 bottom-0 rounded-t-sm bg-accent-fill px-1.5 font-medium font-sans text-on-accent text-tiny">
        you are here
      </span>
    </span>
  )
}

/** A row that is being loaded. */
export function LogRowPlaceholder(): ReactElement {
  return (
    <div aria-hidden="true" className="flex h-full items-center gap-3 px-5">
      <span className="h-2 w-20 rounded-full bg-hover" />
      <span className="h-2 w-64 rounded-full bg-hover" />
    </div>
  )
}
