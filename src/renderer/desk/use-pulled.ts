// A part of a run that is asked for while it is on the screen, and again whenever the run has changed, at a given pace.

import { useEffect, useRef, useState } from 'react'
import { errorMessage } from '../store/client.ts'
import { type Polling, startPolling } from '../store/poll.ts'

export type Pulled<T> = {
  readonly value: T | null
  /** Why the latest question failed, for the person; the value is then the last one that was answered. */
  readonly problem: string | null
}

/**
 * Asks at once, again when `version` changes, and anew when `ask` itself is another function. `paceMs` is read off the
 * latest value, so that a large answer can be asked for less often.
 */
export function usePulled<T>(
  ask: () => Promise<T>,
  version: unknown,
  paceMs: (latest: T | null) => number,
): Pulled<T> {
  const [pulled, setPulled] = useState<Pulled<T>>({ value: null, problem: null })
  const latest = useRef<T | null>(null)
  const pull = useRef<Polling | null>(null)
  const pace = useRef(paceMs)
  pace.current = paceMs

  useEffect(() => {
    const started = startPolling(
      ask,
      () => pace.current(latest.current),
      (value) => {
        latest.current = value
        setPulled({ value, problem: null })
      },
      (thrown) => setPulled((known) => ({ ...known, problem: errorMessage(thrown) })),
    )
    pull.current = started
    return () => {
      started.stop()
      pull.current = null
    }
  }, [ask])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is the reason to ask again
  useEffect(() => pull.current?.refresh(), [version])
  return pulled
}
