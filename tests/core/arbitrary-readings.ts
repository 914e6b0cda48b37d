// Readings of every type with values that no kind would give, steps made of them, and a freeze that makes any change to
// a job throw. Numbers are finite and never -0: that is what `asNumber` guarantees.

import fc from 'fast-check'
import type { Step } from '../../src/core/job/fold.ts'
import type { Reading } from '../../src/core/job/reading.ts'

const text = fc.oneof(fc.constantFrom('a', 'b', 'generate', ''), fc.string({ unit: 'binary' }))
const maybeText = fc.option(text)
const finite = fc
  .oneof(fc.integer({ min: -5, max: 300 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((number) => number + 0)
const maybeFinite = fc.option(finite)
const anyNumber: fc.Arbitrary<number | null> = fc.option(
  fc.oneof(finite, fc.constantFrom(Number.NaN, Infinity, -Infinity)),
)
const itemState: fc.Arbitrary<string | null> = fc.constantFrom('processing', 'completed', 'failed', null)
const count = fc.option(fc.integer({ min: 1, max: 1_000 }))
const finalPiece = fc.record({ mode: fc.constant('final' as const), text })
const tokens = fc.option(fc.nat(100_000))
const texts = fc.array(text, { maxLength: 60 })

/** By type, so that a test may ask for one alone. */
export const readingsByType = {
  ping: fc.record({ type: fc.constant('ping' as const) }),
  unreadable: fc.record({ type: fc.constant('unreadable' as const), reason: text }),
  status: fc.record({
    type: fc.constant('status' as const),
    state: fc.constantFrom('pending' as const, 'processing' as const),
  }),
  outcome: fc.record({
    type: fc.constant('outcome' as const),
    state: fc.constantFrom('completed' as const, 'failed' as const),
    reason: maybeText,
  }),
  terminal: fc.record({ type: fc.constant('terminal' as const) }),
  times: fc.record({ type: fc.constant('times' as const), startedAt: maybeFinite, endedAt: maybeFinite }),
  progress: fc.record({
    type: fc.constant('progress' as const),
    percent: anyNumber,
    done: maybeFinite,
    total: maybeFinite,
    raw: maybeText,
  }),
  stage: fc.record({
    type: fc.constant('stage' as const),
    id: text,
    label: text,
    state: fc.constantFrom('entered' as const, 'started' as const, 'completed' as const, 'failed' as const),
    index: count,
    of: count,
  }),
  log: fc.record({
    type: fc.constant('log' as const),
    level: fc.constantFrom('debug', 'info', 'success', 'warning', 'error'),
    message: text,
    details: maybeText,
    at: maybeText,
  }),
  item: fc.record({
    type: fc.constant('item' as const),
    id: text,
    title: text,
    description: maybeText,
    tags: texts,
    state: itemState,
    at: maybeText,
  }),
  append: fc.record({ type: fc.constant('text' as const), mode: fc.constant('append' as const), text }),
  final: fc.record({ type: fc.constant('text' as const), mode: fc.constant('final' as const), text }),
  reasoning: fc.record({
    type: fc.constant('text' as const),
    mode: fc.constant('final' as const),
    text,
    channel: fc.constant('reasoning' as const),
  }),
  tool: fc.record({
    type: fc.constant('tool' as const),
    id: text,
    name: maybeText,
    state: fc.constantFrom('writing' as const, 'called' as const, 'completed' as const, 'failed' as const),
    args: fc.oneof(fc.constant(null), finalPiece),
    result: maybeText,
    alias: text,
  }),
  called: fc.record({ type: fc.constant('called' as const) }),
  usage: fc.record({
    type: fc.constant('usage' as const),
    input: tokens,
    output: tokens,
    cached: tokens,
    reasoning: tokens,
    model: maybeText,
    finish: maybeText,
  }),
  reader: fc.record({ type: fc.constant('reader' as const), id: text }),
  check: fc.record({
    type: fc.constant('check' as const),
    name: text,
    passed: fc.boolean(),
    score: maybeFinite,
    issues: texts,
  }),
  fact: fc.record({ type: fc.constant('fact' as const), name: text, value: text }),
} satisfies Record<string, fc.Arbitrary<Reading>>

/** Any reading. */
export const anyReading: fc.Arbitrary<Reading> = fc.oneof(...Object.values(readingsByType))

/** A run's whole history, some of it repeated by later connections. */
export const anySteps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 10_000_000 }),
    readings: fc.array(anyReading, { maxLength: 5 }),
    repeat: fc.oneof(
      { weight: 4, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  }),
  { maxLength: 30 },
)

/** `value`, frozen all the way down: whoever changes it now throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  Object.values(value).forEach(deepFreeze)
  return value
}
