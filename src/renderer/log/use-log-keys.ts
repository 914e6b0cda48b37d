// The keys of the log: those that work while the list has the focus, and those that work wherever the focus is, except in
// fields and menus. The opened event has keys of its own, which come first.

import type { KeyboardEvent, RefObject } from 'react'
import { textFields } from '../desk/focused.ts'
import { shortcutOf } from '../desk/keys.ts'
import type { Handlers } from '../desk/shortcuts.ts'
import { useShortcuts } from '../desk/use-shortcuts.ts'
import type { Jumps } from './jump/use-jumps.ts'
import type { VirtualScroll } from './scroll/use-virtual-scroll.ts'
import type { LogCursor } from './selection/use-log-cursor.ts'

type ListDeps = {
  readonly scroller: RefObject<HTMLElement | null>
  readonly scroll: VirtualScroll
  readonly cursor: LogCursor
  readonly rowHeight: number
  /** The first and the last row in sight. */
  readonly seen: readonly [first: number, last: number]
  /** Moves the cursor and brings its row into sight. */
  readonly select: (index: number, extend: boolean) => void
  /** Shows the events of the row under the cursor one by one, or joins them again. */
  readonly chunks: (how: 'single' | 'joined') => void
  /** Lets the cursor stay at the newest. */
  readonly follow: (extend: boolean) => void
  readonly copy: () => void
}

/** Handles a key press on the list. With Shift, every key that moves the cursor selects the rows on its way. */
export function onListKey(event: KeyboardEvent, deps: ListDeps): void {
  const { scroller, scroll, cursor, rowHeight, seen, select, copy } = deps
  const { active, selection } = cursor
  const id = shortcutOf('log-list', event)
  if (id === null) return
  const extend = event.shiftKey
  const [first, last] = seen
  const isSeen = active !== null && active >= first && active <= last
  // A cursor that was left behind by the wheel begins anew at the edge that it comes from.
  const step = (rows: number) =>
    select(isSeen ? active + rows : rows > 0 && !scroll.following ? first : last, extend)
  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
  const isSeveral = selection !== null && selection.anchor !== selection.head
  // Text that was marked with the mouse is copied by the browser; keys with nothing to do here are the window's.
  if (id === 'copy-selected' && document.getSelection()?.isCollapsed === false) return
  if ((id === 'open-event' && active === null) || (id === 'select-one' && !isSeveral)) return
  const handlers: Handlers<'log-list'> = {
    'next-event': () => step(1),
    'previous-event': () => step(-1),
    'select-next': () => step(1),
    'select-previous': () => step(-1),
    'page-down': () => step(page),
    'page-up': () => step(-page),
    'to-start': () => {
      select(0, extend)
      // The lines before the first event belong to the start as well.
      scroll.toStart()
    },
    'to-end': () => deps.follow(extend),
    'single-chunks': () => deps.chunks('single'),
    'join-chunks': () => deps.chunks('joined'),
    'open-event': () => cursor.setOpened(true),
    'select-one': cursor.collapse,
    'select-all': cursor.selectAll,
    'copy-selected': copy,
  }
  handlers[id]()
  event.preventDefault()
}

export type LogKeyActions = {
  readonly jumps: Jumps
  readonly jump: () => void
  readonly filter: () => void
  readonly pings: () => void
  readonly wrap: () => void
  readonly raw: () => void
  readonly copyData: () => void
}

/** Listens for the keys that work wherever the focus is. */
export function useLogKeys({ jumps, jump, filter, pings, wrap, raw, copyData }: LogKeyActions): void {
  useShortcuts(
    'log',
    {
      'next-error': () => jumps.toLandmark('error', 'next'),
      'previous-error': () => jumps.toLandmark('error', 'previous'),
      'next-gap': () => jumps.toLandmark('gap', 'next'),
      'previous-gap': () => jumps.toLandmark('gap', 'previous'),
      'jump-to-time': jump,
      filter,
      'toggle-pings': pings,
      'toggle-wrap': wrap,
      'toggle-row-data': raw,
      'copy-data': copyData,
    },
    { ignore: `${textFields}, [role=menu]` },
  )
}
