// The gallery's rates of events: counted in the rows of a scene, the latest first.

import type { sparkCalls } from '../../../../src/core/contract/calls/sparks.ts'
import type { Handlers } from '../../../../src/core/contract/contract.ts'
import { isSettled } from '../../../../src/core/run/states.ts'
import type { FakeRun, World } from './world.ts'

/** The log of a scene may have ten million events. */
const mostCounted = 20_000

export function fakeSparks(world: World): Pick<Handlers, keyof typeof sparkCalls> {
  return {
    'runs.sparks': ({ runs, buckets, widthMs }) => ({
      sparks: runs.flatMap((id) => {
        const run = world.runs.get(id)
        return run === undefined ? [] : [sparkOf(run, buckets, widthMs)]
      }),
    }),
  }
}

function sparkOf({ summary, events, gaps }: FakeRun, buckets: number, widthMs: number) {
  const isOver = summary.imported !== null || isSettled(summary.connection.state)
  const end = isOver ? (summary.lastEventAt ?? summary.createdAt) : Date.now()
  const from = (Math.floor(end / widthMs) + 1 - buckets) * widthMs
  const counts = new Array<number>(buckets).fill(0)
  const all = events.count()
  for (let i = all - 1; i >= Math.max(0, all - mostCounted); i--) {
    const at = events.at(i, true)?.at ?? 0
    if (at < from) break
    const index = Math.floor((at - from) / widthMs)
    counts[index] = (counts[index] ?? 0) + 1
  }
  return {
    run: summary.id,
    from,
    widthMs,
    counts: counts.slice(0, buckets),
    events: summary.events,
    gaps: gaps
      .filter(({ until }) => until === null || until > from)
      .map((gap) => ({ from: gap.from, until: gap.until, lossy: gap.missed !== 'nothing' })),
  }
}
