// The stored events of one run as of a new connection, for recognising repeats. A search covers the run's first and
// latest events: a server that repeats starts from one of these.

import type { Clock } from '../base/clock.ts'
import type { EventContent, EventDigest } from '../log/event-digest.ts'
import type { LogAccess } from '../log/port.ts'

export type History = {
  /** The first `limit` events that equal `event` and carry none of the flags in `without`, oldest first. */
  readonly find: (event: EventContent, without: number, limit: number) => Promise<readonly number[]>
  /** What follows from event `seq` on, a page at a time; none at the end. */
  readonly digests: (seq: number) => Promise<readonly EventDigest[]>
}

/** The log's own functions. */
export type HistorySource = Pick<LogAccess, 'findEqual' | 'digests'>

const beginning = 1_024
const latest = 65_536
/** One call of the reading thread, so that others have their turn between. */
const rowsPerCall = 16_384
const againMs = 1_000

/** The first `upTo` events of `run`; `stored` resolves when all of them are in the log. */
export function createHistory(
  log: HistorySource,
  run: number,
  upTo: number,
  stored: () => Promise<void>,
): History {
  let ready: Promise<void> | null = null
  const settled = () => {
    ready ??= stored()
    return ready
  }
  return {
    find: async (event, without, limit) => {
      await settled()
      const found: number[] = []
      const look = async (from: number, to: number) => {
        if (from <= to && found.length < limit)
          found.push(...(await log.findEqual(run, from, to, event, without, limit - found.length)))
      }
      const head = Math.min(beginning, upTo)
      await look(1, head)
      for (let from = Math.max(head + 1, upTo - latest + 1); from <= upTo; from += rowsPerCall)
        await look(from, Math.min(upTo, from + rowsPerCall - 1))
      return found
    },
    digests: async (seq) => {
      await settled()
      return seq > upTo ? [] : log.digests(run, seq, upTo)
    },
  }
}

/** Waits for `stored` however often it fails, as a full disk makes it, while `goesOn`. */
export async function waitUntilStored(
  stored: () => Promise<void>,
  clock: Clock,
  goesOn: () => boolean,
): Promise<void> {
  for (;;) {
    try {
      return await stored()
    } catch (thrown) {
      if (!goesOn()) throw thrown
      await new Promise<void>((resolve) => {
        clock.after(againMs, resolve)
      })
    }
  }
}
