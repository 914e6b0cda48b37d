// The taps as the engine has them while they are on the screen, and their changes, each of which answers with all of them.

import { useEffect, useRef, useState } from 'react'
import type { TapState } from '../../core/contract/calls/taps.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { errorMessage } from '../store/client.ts'
import { type Polling, startPolling } from '../store/poll.ts'

const paceMs = 1_000
const readOnlySentence =
  'This log can only be read: nothing that passes could be kept, so there are no taps here.'

export type Taps = {
  /** Null before the first answer. */
  readonly state: TapState | null
  /** Why the latest request failed; `state` is then that of the last answer. */
  readonly problem: string | null
  /** Why there can be no taps here; null where there can, or where it is not known yet. */
  readonly none: string | null
  /** Does what changes them; rejects where the engine refuses. */
  readonly change: (act: () => Promise<TapState>) => Promise<void>
}

/** The taps, asked for again whenever they may have changed, at most once a second. */
export function useTaps(): Taps {
  const { client } = useDesk()
  const version = useLive((state) => state.tapsVersion)
  const isReadOnly = useLive((state) => (state.info?.readOnly ?? null) !== null)
  const [known, setKnown] = useState<Pick<Taps, 'state' | 'problem'>>({ state: null, problem: null })
  /** An answer that was asked for before a change says nothing of it. */
  const changes = useRef(0)
  const polling = useRef<Polling | null>(null)

  useEffect(() => {
    let askedAt = 0
    const started = startPolling(
      () => {
        askedAt = changes.current
        return client.call('taps.list', {})
      },
      () => paceMs,
      (state) => askedAt === changes.current && setKnown({ state, problem: null }),
      (thrown) => setKnown(({ state }) => ({ state, problem: errorMessage(thrown) })),
    )
    polling.current = started
    return () => {
      started.stop()
      polling.current = null
    }
  }, [client])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is the reason to ask again
  useEffect(() => polling.current?.refresh(), [version])

  const change = async (act: () => Promise<TapState>) => {
    changes.current++
    try {
      const state = await act()
      setKnown({ state, problem: null })
    } finally {
      changes.current++
    }
  }
  const unavailable = known.state?.state === 'unavailable' ? known.state.sentence : null
  return { ...known, none: isReadOnly ? readOnlySentence : unavailable, change }
}
