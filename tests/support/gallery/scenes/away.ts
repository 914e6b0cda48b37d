// Back after a while.

import type { Digest, DigestEntry } from '../../../../src/core/alerts/digest.ts'
import { tallyOf } from '../../../../src/core/run/tally.ts'
import type { World } from '../engine/world.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const hour = 3_600_000

/** A shift of eight hours over the runs of `world`. */
function shift(world: World): Digest {
  const now = Date.now()
  const summaries = [...world.runs.values()].map(({ summary }) => summary)
  const told: readonly (readonly [DigestEntry['type'], string | null, string | null])[] = [
    ['completed', null, null],
    ['stalled', 'Silent for longer than its usual 15 s', 'back after 31 s'],
    ['gap', 'the connection was lost; unknown number missed', null],
    ['failed', 'The model is overloaded: try again later', null],
    ['alert', '7 of 12 runs of staging: the stream ended early', null],
    ['completed', null, null],
    ['refused', 'The server wants credentials (401)', null],
    ['unknown', 'The stream ended before its terminal event', null],
  ]
  const entries = told.map(([type, cause, resolution], i): DigestEntry => {
    const run = summaries[i % summaries.length]
    const several = type === 'alert'
    return {
      at: now - 7 * hour + i * 50 * 60_000,
      type,
      run: several ? null : (run?.id ?? null),
      kind: run?.kind ?? null,
      server: run?.server ?? null,
      title: several ? 'staging' : (run?.title ?? ''),
      cause,
      alert: several || type === 'failed' ? i + 1 : null,
      severity: several || type === 'failed' ? 'critical' : null,
      resolution,
    }
  })
  return {
    since: now - 8 * hour,
    until: now,
    counts: { completed: 2, failed: 1, unknown: 1, stalled: 1, gaps: 1, alerts: 2, started: 14 },
    now: tallyOf(summaries),
    entries,
    left: 0,
  }
}

export const away: readonly Scene[] = [
  {
    name: 'away',
    area: 'Board',
    shows: 'What happened while nobody was here, once, in a corner.',
    world: () => {
      const world = filled(addAllStates)()
      world.seenAt = Date.now() - 8 * hour
      world.digest = shift(world)
      return world
    },
    act: (hand) => hand.see('While you were away'),
  },
]
