// The visible rows, and the button that leads back to the newest. One grid and one stop for the Tab key. Not a live region:
// reading a log aloud line by line would be noise. The density strip is its scroll bar.

import { ArrowDown } from 'lucide-react'
import { type KeyboardEventHandler, type ReactElement, type RefObject, useEffect, useRef } from 'react'
import { Grid } from '../../ui/grid.tsx'
import type { Log } from '../data/use-log.ts'
import { slotAt, slotOf } from '../scroll/slots.ts'
import type { VirtualScroll } from '../scroll/use-virtual-scroll.ts'
import { isSelected, type Selection } from '../selection/selection.ts'
import { LogDivider } from './log-divider.tsx'
import { LogRow, LogRowPlaceholder, type RowActions } from './log-row.tsx'
import type { RowLayout } from './row-layout.ts'
import type { Era } from './row-message.tsx'

/** Row elements are reused: a new row takes the element of one that left. More than any screen shows. */
const reusedRows = 192

type Props = {
  /** The id of the grid. */
  readonly id: string
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly scroll: VirtualScroll
  readonly log: Log
  readonly label: string
  readonly active: number | null
  /** The cursor goes with the newest row, and is not to be read out with each. */
  readonly quiet: boolean
  readonly selection: Selection | null
  readonly run: number
  readonly layout: RowLayout
  /** The event at the moment that is looked at; null for the present. */
  readonly past: number | null
  /** Of rows that are shown one by one instead of joined: the first events. */
  readonly opened: readonly number[]
  /** More events may come: a button leads back to the newest. */
  readonly live: boolean
  readonly onKeyDown: KeyboardEventHandler
  readonly actions: RowActions
}

/** The virtual list. */
export function LogList({
  id,
  scroller,
  scroll,
  log,
  label,
  active,
  quiet,
  selection,
  run,
  layout,
  past,
  opened,
  live,
  onKeyDown,
  actions,
}: Props): ReactElement {
  const { pages, total, placed } = log
  const slots: number[] = []
  for (let slot = scroll.first; slot <= scroll.last; slot++) slots.push(slot)

  const first = scroll.first - placed.length
  const cursorSlot = active === null ? -1 : slotOf(active, placed)
  // A row that is scrolled out of sight, or on its way, cannot be named.
  const isDrawn =
    active !== null &&
    cursorSlot >= scroll.first &&
    cursorSlot <= scroll.last &&
    pages?.row(active) !== undefined
  useEffect(() => pages?.want(Math.max(0, first), scroll.last), [pages, first, scroll.last])

  return (
    <>
      <Grid
        id={id}
        ref={scroller}
        data-arrows
        data-tab-focus
        aria-label={label}
        aria-multiselectable
        rows={total ?? -1}
        active={isDrawn && !quiet ? `${id}-${active}` : undefined}
        away={cursorSlot < scroll.top - 1 || cursorSlot > scroll.bottom + 1}
        onScroll={scroll.onScroll}
        onWheel={(event) => {
          if (event.deltaY < 0) scroll.stopFollowing()
        }}
        onKeyDown={onKeyDown}
        className="group/log absolute inset-0 overflow-x-hidden overflow-y-auto [overflow-anchor:none] [scrollbar-width:none]"
      >
        <div className="relative" style={{ height: scroll.height }}>
          {slots.map((slot) => {
            const content = slotAt(slot, placed)
            const row = content.type === 'event' ? pages?.row(content.index) : undefined
            return (
              <div
                key={slot % reusedRows}
                role="presentation"
                className="absolute inset-x-0 top-0"
                style={{ height: layout.height, transform: `translateY(${scroll.topOf(slot)}px)` }}
              >
                {content.type === 'divider' ? (
                  <LogDivider divider={content.divider} />
                ) : row === undefined ? (
                  <LogRowPlaceholder />
                ) : (
                  <LogRow
                    run={run}
                    row={row}
                    rowId={`${id}-${content.index}`}
                    index={content.index}
                    active={content.index === active}
                    selected={isSelected(selection, content.index)}
                    era={eraOf(row.seq, pages?.row(content.index + 1)?.seq, past)}
                    opened={opened.includes(row.seq)}
                    layout={layout}
                    actions={actions}
                  />
                )}
              </div>
            )
          })}
        </div>
      </Grid>
      {!scroll.following && total !== null && scroll.height > scroll.view && live && (
        <Newer total={total} counted={log.complete} onClick={scroll.toEnd} />
      )}
    </>
  )
}

/** Where row `seq` is from the event `past`; `next` is the row after it. */
function eraOf(seq: number, next: number | undefined, past: number | null): Era {
  if (past === null) return 'before'
  if (seq > past) return 'later'
  return next === undefined || next > past ? 'here' : 'before'
}

/** The button over a log that is not followed: how many rows came since, and the way back. */
function Newer({
  total,
  counted,
  onClick,
}: {
  readonly total: number
  readonly counted: boolean
  readonly onClick: () => void
}): ReactElement {
  const left = useRef(total)
  // Rows that the engine still finds for the query are not new.
  if (!counted) left.current = total
  const count = total - left.current
  return (
    <button
      type="button"
      onClick={onClick}
      className="absolute right-5 bottom-3 flex h-7 animate-rise items-center gap-1.5 rounded-full bg-overlay pr-2.5 pl-3 font-medium text-small shadow-pop hover:brightness-110"
    >
      {count > 0 ? `${count.toLocaleString('en-US')} new` : 'To the newest'}
      <ArrowDown aria-hidden="true" size={13} />
    </button>
  )
}
