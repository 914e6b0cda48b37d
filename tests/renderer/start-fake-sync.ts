// The live store kept in step with a bridge that a test answers.

import { vi } from 'vitest'
import { createClient } from '../../src/renderer/store/client.ts'
import { createClock } from '../../src/renderer/store/clock.ts'
import { createLiveStore } from '../../src/renderer/store/live-store.ts'
import { startSync } from '../../src/renderer/store/sync.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { createFakePresence } from './fake-presence.ts'

/** Started, with fake timers running; `settle` lets everything happen that waits for nothing else. */
export function startFakeSync({
  shown = true,
  openRun = null,
}: {
  shown?: boolean
  openRun?: number | null
} = {}) {
  const fake = createFakeBridge()
  const live = createLiveStore()
  const presence = createFakePresence(shown)
  const client = createClient(fake.bridge)
  const clock = createClock(presence)
  const stop = startSync({ client, live, presence, clock, openRun: () => openRun })
  const settle = () => vi.advanceTimersByTimeAsync(0)
  const ids = () => [...live.getState().runs.keys()]
  return { ...fake, live, presence, clock, stop, settle, ids }
}
