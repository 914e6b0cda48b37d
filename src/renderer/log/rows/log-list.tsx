// The rows in sight, and the pill that leads back to the newest. One grid with one stop for the Tab key; it is no live
// region, because a log read aloud line by line is noise. Its scroll bar is the density strip beside it.

import { ArrowDown } from 'lucide-react'
import { type KeyboardEventHandler, type ReactElement, type RefObject, useEffect, useRef } from 'react'
import { Grid } from '../../ui/grid.tsx'
import type { Log } from '../data/use-log.ts'
import { slotAt } from '../scroll/slots.ts'
import type { GiantScroll } from '../scroll/use-giant-scroll.ts'
import { holds, type Selection } from '../selection/selection.ts'
import { LogDivider, LogRow, LogRowToCome, type RowActions, type RowLook, rowHeightOf } from './log-row.tsx'

/** Elements that are used over and over: a row that comes takes the place of one that went. More than any screen holds. */
const pool = 192

type Props = {
  /** The grid's own id. */
  readonly id: string
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly scroll: GiantScroll
  readonly log: Log
  readonly label: string
  readonly active: number | null
  readonly selection: Selection | null
  readonly look: RowLook
  /** More may come: who looks up is told so, and shown the way back. */
  readonly live: boolean
  readonly onKeyDown: KeyboardEventHandler
  readonly acts: RowActions
}

/** The virtual list. */
export function LogList({
  id,
  scroller,
  scroll,
  log,
  label,
  active,
  selection,
  look,
  live,
  onKeyDown,
  acts,
}: Props): ReactElement {
  const { pages, total, placed } = log
  const slots: number[] = []
  for (let slot = scroll.first; slot <= scroll.last; slot++) slots.push(slot)

  const first = scroll.first - placed.length
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
        active={active === null ? undefined : `${id}-${active}`}
        onScroll={scroll.onScroll}
        onWheel={(event) => event.deltaY < 0 && scroll.leaveEnd()}
        onKeyDown={onKeyDown}
        className="group/log absolute inset-0 overflow-x-hidden overflow-y-auto outline-none [overflow-anchor:none] [scrollbar-width:none]"
      >
        <div className="relative" style={{ height: scroll.height }}>
          {slots.map((slot) => {
            const content = slotAt(slot, placed)
            const row = content.type === 'event' ? pages?.row(content.index) : undefined
            return (
              <div
                key={slot % pool}
                role="presentation"
                className="absolute inset-x-0 top-0"
                style={{ height: rowHeightOf(look), transform: `translateY(${scroll.topOf(slot)}px)` }}
              >
                {content.type === 'divider' ? (
                  <LogDivider divider={content.divider} />
                ) : row === undefined ? (
                  <LogRowToCome />
                ) : (
                  <LogRow
                    row={row}
                    rowId={`${id}-${content.index}`}
                    index={content.index}
                    active={content.index === active}
                    selected={holds(selection, content.index)}
                    look={look}
                    acts={acts}
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

/** The pill over a log that is not followed: how much has come since, and the way back. */
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
  // Rows that a search has yet to find did not come since.
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
