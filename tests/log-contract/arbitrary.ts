// Events of every sort that a stream may bring, as seeds of a ledger's run.

import fc from 'fast-check'
import { flags } from '../../src/core/log/flags.ts'
import { jsonData } from '../support/hand-log.ts'
import { type EventSeed, noon } from './ledger.ts'

const hostile = fc.oneof(
  fc.constantFrom(
    '',
    '\0',
    'a\0b',
    '\ud800',
    'x\udfff\ud83e',
    '🦊 漢 ‮',
    ' \n\r\t ',
    '__proto__',
    '\\u0000',
    '"',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
)

const name = fc.oneof(
  fc.constantFrom('message', 'status', 'Status', 'ping', 'error', ''),
  hostile,
  // Longer than a row of a list carries, of one byte and of several.
  fc.constantFrom('n'.repeat(2_001), 'é'.repeat(1_100), `${'\ud800'.repeat(1_200)}`),
)

const data = fc.oneof(
  { weight: 8, arbitrary: jsonData },
  { weight: 3, arbitrary: hostile },
  { weight: 1, arbitrary: fc.constantFrom('x'.repeat(2_500), `{"text":"${'é\\n'.repeat(900)}"}`) },
)

const bits = fc.oneof(
  fc.constantFrom(0, 0, flags.ping, flags.error, flags.content),
  fc.subarray(Object.values(flags)).map((all) => all.reduce((sum, bit) => sum | bit, 0)),
)

/** One event. Its clock may have been set back. */
export const anyEvent: fc.Arbitrary<EventSeed> = fc.record({
  attempt: fc.integer({ min: 1, max: 3 }),
  at: fc.integer({ min: -5_000, max: 3_600_000 }).map((ms) => noon + ms),
  name,
  id: fc.option(fc.oneof(fc.nat({ max: 50 }).map(String), hostile), { nil: null }),
  data,
  flags: bits,
  trueSize: fc.option(fc.integer({ min: 3_000, max: 1_000_000 }), { freq: 8, nil: null }),
  raw: fc.option(
    fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
    { freq: 8, nil: null },
  ),
})

/** The same few over and over, so that a run of many events costs little; which one comes when changes from block to block. */
export function repeated(seeds: readonly EventSeed[], count: number): EventSeed[] {
  return Array.from({ length: count }, (_, i) => seeds[(i + (i >> 8)) % seeds.length] ?? {})
}

/** `all` cut into the batches that `sizes` say, over and over. */
export function cut<T>(all: readonly T[], sizes: readonly number[]): T[][] {
  const parts: T[][] = []
  for (let from = 0, i = 0; from < all.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? all.length)
    parts.push(all.slice(from, from + size))
    from += size
  }
  return parts
}

/** How many events a run has: few, or a few around the ends of blocks. */
export const anyCount = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 60 }) },
  { weight: 2, arbitrary: fc.constantFrom(1_023, 1_024, 1_025, 1_300, 2_050) },
)

/** A failure is told at once: making it smaller would take longer than a test may. */
export const rounds = (numRuns: number) => ({ numRuns, endOnFailure: true })
