// The gallery's answers about one run's log: stretches of even density with the run's own gaps and attempts, and jumps among
// those. Errors are not counted: the log of a scene may have ten million events that exist only when they are looked at.

import type { DensityBucket, logCalls } from '../../../src/core/contract/calls/log.ts'
import type { Handlers } from '../../../src/core/contract/contract.ts'
import type { FakeRun } from './world.ts'

/** The handlers over the runs that `find` gives. */
export function fakeLog(find: (run: number) => FakeRun): Pick<Handlers, keyof typeof logCalls> {
  return {
    'log.density': ({ run, buckets: most }) => densityOf(find(run), most),
    'log.facets': ({ run }) => {
      const { events } = find(run)
      const all = events.count()
      const pings = all - events.withoutPings()
      return {
        events: all,
        levels: { error: 0, warning: 0, info: all - pings, ping: pings },
        traits: { content: 0, repeat: 0, late: 0, unreadable: 0 },
        names: [],
        rest: { events: all },
      }
    },
    'log.find': ({ run, from, direction, what }) => {
      const { gaps, attempts } = find(run)
      const places = (what === 'gap' ? gaps : what === 'attempt' ? attempts : []).map(
        (one) => one.afterSeq + 1,
      )
      const sorted = places.toSorted((a, b) => a - b)
      const seq =
        direction === 'next' ? sorted.find((one) => one > from) : sorted.findLast((one) => one < from)
      return { seq: seq ?? null }
    },
    'log.curl': () => ({ command: 'curl -N http://localhost:8000/', secrets: 0 }),
  }
}

function densityOf({ events, gaps, attempts }: FakeRun, most: number) {
  const all = events.count()
  const size = Math.max(1, Math.ceil(all / most))
  const buckets = Array.from({ length: Math.ceil(all / size) }, (_, i): DensityBucket => {
    const from = i * size + 1
    const to = Math.min(all, from + size - 1)
    const within = ({ afterSeq }: { readonly afterSeq: number }) => afterSeq + 1 >= from && afterSeq + 1 <= to
    return {
      from,
      to,
      firstAt: events.at(from - 1, true)?.at ?? 0,
      lastAt: events.at(to - 1, true)?.at ?? 0,
      pings: 0,
      errors: 0,
      warnings: 0,
      gaps: gaps.filter(within).length,
      attempts: attempts.slice(1).filter(within).length,
    }
  })
  return { events: all, buckets }
}
