// The keys of the log: those that work while the list has the focus, and those that work wherever the focus is, except in
// fields, menus and dialogs. The opened event has keys of its own, which come first.

import { type KeyboardEvent as GridKeyEvent, type RefObject, useEffect, useRef } from 'react'
import type { Jumps } from './jump/use-jumps.ts'
import type { GiantScroll } from './scroll/use-giant-scroll.ts'
import type { LogCursor } from './selection/use-log-cursor.ts'

type GridDeps = {
  readonly scroller: RefObject<HTMLElement | null>
  readonly scroll: GiantScroll
  readonly cursor: LogCursor
  readonly total: number
  readonly rowHeight: number
  /** Moves the cursor and brings its row into sight. */
  readonly select: (index: number, extend: boolean) => void
  readonly copy: () => void
}

/** What a key does in the list. */
export function gridKey(event: GridKeyEvent, deps: GridDeps): void {
  const { scroller, scroll, cursor, total, rowHeight, select, copy } = deps
  const { active } = cursor
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event
  if (altKey) return
  if (ctrlKey || metaKey) {
    if (key === 'a') cursor.selectAll()
    // A text that was marked by hand is what is meant.
    else if (key === 'c' && document.getSelection()?.isCollapsed !== false) copy()
    else return
    event.preventDefault()
    return
  }
  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }
  const step = steps[key]
  if (step !== undefined) select(active === null ? total - 1 : active + step, shiftKey)
  else if (key === 'Home') {
    select(0, shiftKey)
    // The lines before the first event belong to the start as well.
    scroll.toStart()
  } else if (key === 'End') {
    if (total > 0) cursor.move(total - 1, shiftKey)
    scroll.toEnd()
  } else if (key === 'Enter' && active !== null) cursor.setOpened(true)
  else if (key === 'Escape' && cursor.selection !== null && cursor.selection.anchor !== cursor.selection.head)
    cursor.collapse()
  else return
  event.preventDefault()
}

export type LogKeyActs = {
  readonly jumps: Jumps
  readonly jump: () => void
  readonly filter: () => void
  readonly pings: () => void
  readonly wrap: () => void
  readonly copyData: () => void
}

/** Listens for the keys that work wherever the focus is. */
export function useLogKeys(acts: LogKeyActs): void {
  const latest = useRef(acts)
  latest.current = acts
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const { target, key } = event
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return
      if (isElsewhere(target)) return
      const act = actOf(key, latest.current)
      if (act === null) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

function actOf(key: string, { jumps, jump, filter, pings, wrap, copyData }: LogKeyActs): (() => void) | null {
  switch (key) {
    case 'e':
      return () => jumps.toMark('error', 'next')
    case 'E':
      return () => jumps.toMark('error', 'previous')
    case 'g':
      return () => jumps.toMark('gap', 'next')
    case 'G':
      return () => jumps.toMark('gap', 'previous')
    case 'd':
      return jump
    case 'f':
      return filter
    case 'h':
      return pings
    case 'w':
      return wrap
    case 'y':
      return copyData
    default:
      return null
  }
}

function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return true
  return target instanceof Element && target.closest('input, textarea, select, [role=menu]') !== null
}
