// Data of the engine while it is on the screen: requested again whenever it may have changed, at a given pace.

import { useEffect, useRef, useState } from 'react'
import { errorMessage } from '../store/client.ts'
import { tickMs } from '../store/clock.ts'
import { type Polling, startPolling } from '../store/poll.ts'
import { useFrame } from './frame-context.ts'
import { showAtTick, showTogether } from './show-together.ts'

export type Polled<T> = {
  readonly value: T | null
  /** Why the latest request failed, for the person; the value is then that of the last answer. */
  readonly problem: string | null
}

/**
 * Requests at once and again when `version` changes; starts over when `ask` is another function. `paceMs` gets the latest
 * value, so that a large answer can be requested less often.
 */
export function usePolled<T>(
  ask: () => Promise<T>,
  version: unknown,
  paceMs: (latest: T | null) => number,
): Polled<T> {
  const [polled, setPolled] = useState<Polled<T>>({ value: null, problem: null })
  const latest = useRef<T | null>(null)
  const polling = useRef<Polling | null>(null)
  const pace = useRef(paceMs)
  pace.current = paceMs
  const { clock } = useFrame()

  useEffect(() => {
    const started = startPolling(
      ask,
      () => pace.current(latest.current),
      (value) => {
        const isFirst = latest.current === null
        latest.current = value
        const show = () => latest.current === value && setPolled({ value, problem: null })
        if (isFirst) show()
        else if (pace.current(value) < tickMs) showTogether(show)
        // What is asked for no oftener than the clock ticks is shown in its frame.
        else showAtTick(clock, show)
      },
      (thrown) => setPolled((known) => ({ ...known, problem: errorMessage(thrown) })),
    )
    polling.current = started
    return () => {
      started.stop()
      polling.current = null
    }
  }, [ask, clock])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is the reason to ask again
  useEffect(() => polling.current?.refresh(), [version])
  return polled
}
