// The cursor at the newest row: once it was sent to the end it goes on with every row that comes, until it is moved or the
// list is scrolled up.

import { useLayoutEffect, useRef } from 'react'
import type { LogCursor } from './use-log-cursor.ts'

export type Tail = {
  /** The cursor goes with the newest row. */
  readonly isOn: boolean
  /** To be called when the cursor was sent to the last row, with its index. */
  readonly stay: (last: number) => void
}

/** Keeps `cursor` at the last of `total` rows while the end is followed. */
export function useTail(cursor: LogCursor, total: number, following: boolean): Tail {
  const { active, move } = cursor
  /** The row at which the cursor was left; null where it stays where it is. */
  const left = useRef<number | null>(null)
  const isOn = following && left.current !== null && active === left.current
  // A later effect of a drawing before could run behind the key that sent the cursor here, and would find it elsewhere.
  useLayoutEffect(() => {
    if (!following || (active !== null && left.current !== null && active !== left.current))
      left.current = null
    if (left.current === null || total === 0 || active === total - 1) return
    left.current = total - 1
    move(total - 1, false)
  }, [following, active, total, move])
  return {
    isOn,
    stay: (last) => {
      left.current = last
    },
  }
}
