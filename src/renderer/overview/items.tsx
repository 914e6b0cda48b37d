// The items that a job made: cards while they are few, lines once they are many; of the lines only the visible ones exist.

import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactElement, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { Item } from '../../core/job/job.ts'
import { Section } from '../ui/section.tsx'
import { ItemCard, ItemLine, isUnderWay } from './item-view.tsx'

const maxCards = 100
const lineHeight = 40

type Props = {
  readonly items: readonly Item[]
  /** The number of all items; more than `items` where the oldest were dropped. */
  readonly total: number
  /** The job has ended. */
  readonly over: boolean
  readonly scroller: RefObject<HTMLDivElement | null>
}

/** The items; nothing for a job that makes none. */
export function Items({ items, total, over, scroller }: Props): ReactElement | null {
  if (items.length === 0) return null
  const note =
    total > items.length
      ? `the latest ${formatCount(items.length, 'item')} of ${total.toLocaleString('en-US')}`
      : formatCount(total, 'item')
  const unsaid = over ? items.filter(({ state }) => isUnderWay(state)).length : 0
  const shared = sharedDescriptions(items)
  const shown = (item: Item) =>
    item.description !== null && shared.has(item.description) ? { ...item, description: null } : item
  return (
    <Section title="Made so far" note={unsaid > 0 ? <Unsaid note={note} count={unsaid} /> : note}>
      {items.length <= maxCards ? (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(232px,1fr))] gap-2.5">
          {items.map((item) => (
            <li key={item.id} className="flex">
              <ItemCard item={shown(item)} over={over} />
            </li>
          ))}
        </ul>
      ) : (
        <ItemLines items={items.map(shown)} over={over} scroller={scroller} />
      )}
    </Section>
  )
}

/** What several items say word for word tells nothing of any of them: a placeholder, mostly. */
function sharedDescriptions(items: readonly Item[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const { description } of items) {
    if (description === null) continue
    if (seen.has(description)) shared.add(description)
    seen.add(description)
  }
  return shared
}

/** Said once for all items, and on none of them. */
function Unsaid({ note, count }: { readonly note: string; readonly count: number }): ReactElement {
  return (
    <span title="The server said nothing more of them; some never announce that an item is done.">
      {note}, {count.toLocaleString('en-US')} not said to be done
    </span>
  )
}

function ItemLines({ items, over, scroller }: Omit<Props, 'total'>): ReactElement {
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  // What is above the list may grow at any time, so the position of the list is measured after every render.
  useLayoutEffect(() => {
    const box = list.current?.getBoundingClientRect()
    const frame = scroller.current?.getBoundingClientRect()
    if (box === undefined || frame === undefined) return
    setTop(Math.round(box.top - frame.top + (scroller.current?.scrollTop ?? 0)))
  })
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    scrollMargin: top,
    overscan: 10,
  })
  return (
    <ul
      ref={list}
      className="relative rounded-lg bg-raised ring-1 ring-line ring-inset"
      style={{ height: rows.getTotalSize() }}
    >
      {rows.getVirtualItems().map(({ index, key, start }) => {
        const item = items[index]
        return (
          item !== undefined && (
            <li
              key={key}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0"
              style={{ height: lineHeight, transform: `translateY(${start - top}px)` }}
            >
              <ItemLine item={item} over={over} first={index === 0} />
            </li>
          )
        )
      })}
    </ul>
  )
}
