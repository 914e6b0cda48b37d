// A log of any length whose rows are made when they are asked for: every fifteenth is a ping.

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

/** A log of `count()` events that ends now; its length may grow. */
export function bigLog(count: () => number, startedAt: number, everyMs: number): Events {
  const bySeq = (seq: number): EventRow => {
    const ping = seq % beat === 0
    const line = lines[seq % lines.length]
    const data = ping ? '{"ts":"2025-01-01T12:05:00Z"}' : (line?.data ?? '')
    return {
      seq,
      at: startedAt + seq * everyMs,
      attempt: seq > 400 ? 2 : 1,
      name: ping ? 'ping' : (line?.name ?? 'message'),
      id: null,
      data,
      size: data.length,
      flags: ping ? flags.ping : flags.content,
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
