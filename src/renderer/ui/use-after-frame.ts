// A value that waits for the frame that answers the input: what costs much to draw is drawn after it.

import { startTransition, useEffect, useState } from 'react'
import { afterFrame } from './after-frame.ts'

/** `value`, one frame late; what it changes is drawn in slices, which further input may interrupt. */
export function useAfterFrame<T>(value: T): T {
  const [shown, setShown] = useState(value)
  useEffect(
    () => (value === shown ? undefined : afterFrame(() => startTransition(() => setShown(() => value)))),
    [value, shown],
  )
  return shown
}
