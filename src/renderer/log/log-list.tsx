// The rows in sight, and the pill that leads back to the newest. One grid with one stop for the Tab key; it is no live
// region, because a log read aloud line by line is noise.

import { ArrowDown } from 'lucide-react'
import { type KeyboardEventHandler, type ReactElement, type RefObject, useEffect, useId, useRef } from 'react'
import { Grid } from '../ui/grid.tsx'
import { LogDivider, LogRow, LogRowToCome, logRowHeight } from './log-row.tsx'
import { slotAt } from './slots.ts'
import type { GiantScroll } from './use-giant-scroll.ts'
import type { Log } from './use-log.ts'

/** Elements that are used over and over: a row that comes takes the place of one that went. More than any screen holds. */
const pool = 192

type Props = {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly scroll: GiantScroll
  readonly log: Log
  readonly label: string
  readonly active: number | null
  readonly opened: number | null
  readonly onKeyDown: KeyboardEventHandler
  readonly onOpen: (index: number) => void
}

/** The virtual list. */
export function LogList({
  scroller,
  scroll,
  log,
  label,
  active,
  opened,
  onKeyDown,
  onOpen,
}: Props): ReactElement {
  const id = useId()
  const { pages, total, placed } = log
  const slots: number[] = []
  for (let slot = scroll.first; slot <= scroll.last; slot++) slots.push(slot)

  const first = scroll.first - placed.length
  useEffect(() => pages?.want(Math.max(0, first), scroll.last), [pages, first, scroll.last])

  return (
    <>
      <Grid
        ref={scroller}
        data-arrows
        data-tab-focus
        aria-label={label}
        rows={total ?? -1}
        active={active === null ? undefined : `${id}-${active}`}
        onScroll={scroll.onScroll}
        onWheel={(event) => event.deltaY < 0 && scroll.leaveEnd()}
        onKeyDown={onKeyDown}
        className="group/log absolute inset-0 overflow-x-hidden overflow-y-auto outline-none [overflow-anchor:none]"
      >
        <div className="relative" style={{ height: scroll.height, ...digits(total) }}>
          {slots.map((slot) => {
            const content = slotAt(slot, placed)
            const row = content.type === 'event' ? pages?.row(content.index) : undefined
            return (
              <div
                key={slot % pool}
                role="presentation"
                className="absolute inset-x-0 top-0"
                style={{ height: logRowHeight, transform: `translateY(${scroll.topOf(slot)}px)` }}
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
                    opened={content.index === opened}
                    onOpen={onOpen}
                  />
                )}
              </div>
            )
          })}
        </div>
      </Grid>
      {!scroll.following && total !== null && <Newer total={total} onClick={scroll.toEnd} />}
    </>
  )
}

/** Room for the largest sequence number, so that the columns of all rows stand in line. */
function digits(total: number | null): Record<string, string> {
  return { '--log-digits': `${Math.max(4, String(total ?? 0).length) * 7}px` }
}

/** The pill over a log that is not followed: how much has come since, and the way back. */
function Newer({ total, onClick }: { readonly total: number; readonly onClick: () => void }): ReactElement {
  const left = useRef(total)
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
