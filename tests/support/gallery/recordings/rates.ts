// Runs of some minutes whose events come at rates of their own: in waves with gaps, in bursts, and steadily.

import { local, production } from '../engine/fake-servers.ts'
import { kindOf } from '../engine/kinds.ts'
import { addRecording, type Step } from '../engine/record.ts'
import type { World } from '../engine/world.ts'

const total = 900

/** Steps of an import, `waitMs` apart; without events from `cuts` on, for so long each. */
function steps(
  waitMs: (i: number) => number,
  cuts: readonly (readonly [at: number, ms: number])[] = [],
): Step[] {
  return Array.from({ length: total }, (_, i) => ({
    after: Math.max(20, Math.round(waitMs(i))) + (cuts.find(([at]) => at === i)?.[1] ?? 0),
    name: 'progress',
    data: JSON.stringify({
      current_step: 3,
      total_steps: 5,
      step_name: `Rows ${(i * 40).toLocaleString('en-US')} to ${((i + 1) * 40).toLocaleString('en-US')}`,
      percent: Math.round((i / total) * 80),
    }),
  }))
}

/** Adds three of them to `world`. */
export function addRates(world: World): void {
  const kind = kindOf('processes')
  const params = { path: '/api/process/stream' }
  const wave = (i: number) => 260 + 180 * Math.sin(i / 60)
  const cuts = [
    [300, 24_000],
    [640, 31_000],
  ] as const
  addRecording(world, {
    kind,
    server: local,
    title: 'Import of a year of orders',
    params,
    steps: steps(wave, cuts),
    agoMs: 300,
    connection: { state: 'live' },
    wire: (at) => ({
      gaps: cuts.map(([seq], i) => ({
        afterSeq: seq,
        attempt: i + 1,
        from: at(seq),
        until: at(seq + 1),
        cause: 'disconnected',
        missed: i === 0 ? ('nothing' as const) : ('unknown' as const),
        basis: i === 0 ? 'resumed by id 300' : 'no ids',
      })),
    }),
  })
  addRecording(world, {
    kind,
    server: production,
    title: 'Prices of all shops',
    params,
    steps: steps((i) => (i % 90 < 60 ? 60 : 900)),
    agoMs: 90_000,
    connection: { state: 'ended-early', cause: 'The stream ended without its last event' },
  })
  addRecording(world, {
    kind,
    server: local,
    title: 'Thumbnails, steadily',
    params,
    steps: steps(() => 120),
    agoMs: 200,
    connection: { state: 'live' },
  })
}
