// A log of any length whose rows are made when they are asked for: every fifteenth is a ping, and a stretch of every twenty
// thousand has warnings, and in its middle errors.

import { flags } from '../../../../src/core/log/flags.ts'
import type { EventRow } from '../../../../src/core/run/run.ts'
import type { Events } from '../engine/world.ts'

const beat = 15
const lines = [
  {
    name: 'status',
    data: '{"status":"processing","sets_created":4,"sets_completed":2,"total_expected":12,"progress_percent":16.67}',
  },
  {
    name: 'set',
    data: '{"id":345,"title":"Biology 101: Cell structure","description":"Membranes, organelles and the cytoskeleton in 24 cards.","tags":["biology","cells"],"status":"processing","created_at":"2025-01-01T12:05:00Z"}',
  },
  {
    name: 'log',
    data: '{"timestamp":"2025-01-01T12:05:01Z","level":"info","message":"Found 100 records","details":null}',
  },
  {
    name: 'set',
    data: '{"id":346,"title":"Biology 101: Photosynthesis","description":"Generating...","tags":["biology","plants","energy"],"status":"processing","created_at":"2025-01-01T12:05:09Z"}',
  },
  {
    name: 'status',
    data: '{"status":"processing","sets_created":5,"sets_completed":3,"total_expected":12,"progress_percent":25}',
  },
]

/** How grave event `seq` is, and whether it came in a burst. */
function troubleOf(seq: number): number {
  const place = seq % 20_000
  if (place > 12_000 && place < 12_600 && seq % 7 === 0) return flags.error
  if (place > 11_000 && place < 14_000 && seq % 40 === 0) return flags.warning
  return place === 4_000 ? flags.error : 0
}

/** A log of `count()` events that ends now; its length may grow. */
export function bigLog(count: () => number, startedAt: number, everyMs: number): Events {
  const bySeq = (seq: number): EventRow => {
    const ping = seq % beat === 0
    const line = lines[seq % lines.length]
    const data = ping ? '{"ts":"2025-01-01T12:05:00Z"}' : (line?.data ?? '')
    return {
      seq,
      at: startedAt + seq * everyMs - (seq % 20_000 < 3_000 ? (seq % 20_000) * everyMs * 0.9 : 0),
      attempt: seq > 400 ? 2 : 1,
      name: ping ? 'ping' : (line?.name ?? 'message'),
      id: null,
      data,
      size: data.length,
      flags: ping ? flags.ping : flags.content | troubleOf(seq),
    }
  }
  return {
    count,
    withoutPings: () => count() - Math.floor(count() / beat),
    at: (index, pings) => {
      const seq = pings ? index + 1 : index + 1 + Math.floor(index / (beat - 1))
      return seq > count() ? undefined : bySeq(seq)
    },
  }
}
