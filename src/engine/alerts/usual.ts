// How long nine of ten runs of a kind take here, asked for once for each kind and anew when one more has completed.

import type { LogAccess } from '../log/port.ts'
import { askWhole } from '../review/ask.ts'

/** Asked again for the same kind no sooner, ms. */
const againMs = 60_000

export function createUsualTimes(
  log: Pick<LogAccess, 'review'>,
  known: (kind: string, ms: number | null) => void,
  onDefect: (thrown: unknown) => void,
) {
  const times = new Map<string, { ms: number | null; at: number; isStale: boolean }>()

  return {
    /** What is known by now; asks for what is not, and tells `known`. */
    of: (kind: string, now: number): number | null => {
      const time = times.get(kind)
      if (time !== undefined && (!time.isStale || now < time.at + againMs)) return time.ms
      times.set(kind, { ms: time?.ms ?? null, at: now, isStale: false })
      askWhole(() => log.review.usual(kind))
        .then(({ durationP90Ms: ms }) => {
          times.set(kind, { ms, at: now, isStale: false })
          known(kind, ms)
        })
        .catch(onDefect)
      return time?.ms ?? null
    },
    /** One more run of the kind has completed. */
    stale: (kind: string) => {
      const time = times.get(kind)
      if (time !== undefined) times.set(kind, { ...time, isStale: true })
    },
  }
}
