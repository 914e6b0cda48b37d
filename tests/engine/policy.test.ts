// The reconnect policy as pure functions: who is asked again, when, and who is not.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backoffMs, clampRetryField } from '../../src/engine/connection/backoff.ts'
import type { DropReason, Ending } from '../../src/engine/connection/endings.ts'
import { isSendableId } from '../../src/engine/connection/http.ts'
import { retryAfterMs } from '../../src/engine/connection/retry-after.ts'
import { type Decision, decideRetry, type Situation } from '../../src/engine/connection/retry-policy.ts'

const observing: Situation = {
  observes: true,
  guessed: false,
  hasEvents: true,
  jobFinished: false,
  endsWell: false,
  asked: true,
  opened: true,
  htmlAnswers: 0,
  retry: true,
}
const generating: Situation = { ...observing, observes: false }
const guessing: Situation = { ...observing, guessed: true }
const finished: Ending = { type: 'finished', cause: 'over' }
const errorInstead: Ending = { ...finished, held: 'error' }
const lost: Ending = { type: 'lost', cause: 'lost', sent: true }
const unsent: Ending = { type: 'lost', cause: 'refused', sent: false }
const status = (code: number, retryAfter: number | null = null): Ending => ({
  type: 'status',
  cause: `${code}`,
  status: code,
  retryAfterMs: retryAfter,
})
const said = (decision: Decision) =>
  decision.next === 'retry'
    ? `retry${decision.delayMs === null ? '' : ` after ${decision.delayMs}`}`
    : decision.state

describe('after an ending', () => {
  const rows: readonly [string, Ending, Situation, string][] = [
    ['an observed stream that ends is asked again', finished, observing, 'retry'],
    ['a generating one is not', finished, generating, 'ended-early'],
    ['an observed stream that is lost is asked again', lost, observing, 'retry'],
    ['a generating one is not', lost, generating, 'ended-early'],
    ['a stream that only seems to observe is asked again when it is lost', lost, guessing, 'retry'],
    ['and not when its server ended it', finished, guessing, 'ended-early'],
    ['unless nothing ever came of it', finished, { ...guessing, hasEvents: false }, 'retry'],
    [
      'a generating request that may have been sent is not, even without an answer',
      lost,
      { ...generating, opened: false },
      'ended-early',
    ],
    ['one that was never sent is asked again', unsent, { ...generating, opened: false }, 'retry'],
    [
      'a stream that was meant to end there is over, whoever asked for it',
      finished,
      { ...guessing, endsWell: true },
      'closed',
    ],
    ['one that was lost there is not', lost, { ...generating, endsWell: true }, 'ended-early'],
    [
      'a document in place of events is no good end',
      { ...finished, held: 'other' },
      { ...generating, endsWell: true },
      'ended-early',
    ],
    [
      'an error in place of events is the job’s end',
      errorInstead,
      { ...generating, hasEvents: false },
      'closed',
    ],
    ['on a guess too', errorInstead, { ...guessing, hasEvents: false }, 'closed'],
    ['who only observes asks again', errorInstead, { ...observing, hasEvents: false }, 'retry'],
    ['and who had events before it learns nothing of the job', errorInstead, generating, 'ended-early'],
    ['after the job’s end nothing is asked', lost, { ...observing, jobFinished: true }, 'closed'],
    ['503 waits as it says', status(503, 7_000), { ...observing, opened: false }, 'retry after 7000'],
    ['408, 425, 429 and 5xx pass', status(429), { ...observing, opened: false }, 'retry'],
    ['404 does not', status(404), { ...observing, opened: false }, 'refused'],
    ['204 is the end', status(204), { ...observing, opened: false }, 'closed'],
    [
      '503 of a generating request is not asked again',
      status(503, 1),
      { ...generating, opened: false },
      'refused',
    ],
    [
      'HTML passes twice',
      { type: 'not-a-stream', html: true, cause: '' },
      { ...observing, opened: false, htmlAnswers: 2 },
      'retry',
    ],
    [
      'and not a third time',
      { type: 'not-a-stream', html: true, cause: '' },
      { ...observing, opened: false, htmlAnswers: 3 },
      'refused',
    ],
    [
      'JSON does not',
      { type: 'not-a-stream', html: false, cause: '' },
      { ...observing, opened: false },
      'refused',
    ],
    [
      'a certificate does not',
      { type: 'unacceptable', cause: '' },
      { ...observing, opened: false },
      'refused',
    ],
    ['silence is asked again', { type: 'silent', cause: '' }, observing, 'retry'],
    [
      'with retrying switched off, a lost stream ends early',
      lost,
      { ...observing, retry: false },
      'ended-early',
    ],
    [
      'so does one whose head did not come in time',
      { type: 'silent', cause: '' },
      { ...observing, opened: false, retry: false },
      'ended-early',
    ],
    [
      'what could not be reached is refused then',
      unsent,
      { ...observing, opened: false, retry: false },
      'refused',
    ],
    [
      'sleep ends what is not to be retried',
      { type: 'dropped', why: 'suspend', cause: '' },
      { ...observing, retry: false },
      'ended-early',
    ],
    [
      'nobody’s retry repeats what generates',
      { type: 'dropped', why: 'retry', cause: '' },
      generating,
      'ended-early',
    ],
    ['sleep pauses what observes', { type: 'dropped', why: 'suspend', cause: '' }, observing, 'paused'],
    [
      'closing Runlight ends what generates',
      { type: 'dropped', why: 'close', cause: '' },
      generating,
      'ended-early',
    ],
    [
      'unless it was never asked',
      { type: 'dropped', why: 'close', cause: '' },
      { ...generating, asked: false, opened: false },
      'paused',
    ],
    ['the operator’s stop stops', { type: 'dropped', why: 'stop', cause: '' }, observing, 'stopped'],
    [
      'the operator’s retry asks at once',
      { type: 'dropped', why: 'retry', cause: '' },
      observing,
      'retry after 0',
    ],
  ]
  test.each(rows)('%s', (_name, ending, situation, wanted) => {
    expect(said(decideRetry(ending, situation))).toBe(wanted)
  })

  test('no ending whatever repeats a request that starts work and was sent', () => {
    const endings = fc.oneof(
      fc.constant(finished),
      fc.constant(lost),
      fc.constant<Ending>({ type: 'silent', cause: '' }),
      fc.constant<Ending>({ type: 'too-large', cause: '' }),
      fc.record({
        type: fc.constant('status' as const),
        cause: fc.string(),
        status: fc.integer({ min: 100, max: 599 }),
        retryAfterMs: fc.option(fc.nat()),
      }),
      fc.record({ type: fc.constant('not-a-stream' as const), cause: fc.string(), html: fc.boolean() }),
      fc.record({
        type: fc.constant('dropped' as const),
        cause: fc.string(),
        why: fc.constantFrom('terminal', 'stop', 'retry', 'offline', 'suspend', 'close'),
      }),
    )
    fc.assert(
      fc.property(
        endings,
        fc.boolean(),
        fc.boolean(),
        fc.nat(5),
        (ending, opened, jobFinished, htmlAnswers) => {
          expect(decideRetry(ending, { ...generating, opened, jobFinished, htmlAnswers }).next).toBe('rest')
        },
      ),
    )
  })
})

test('back-off doubles from a second to thirty, with full jitter', () => {
  const ceilings = [1, 2, 3, 4, 5, 6, 20].map((failures) => backoffMs(failures, null, () => 0.999_999))
  expect(ceilings).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  expect([1, 5, 50].map((failures) => backoffMs(failures, null, () => 0))).toEqual([0, 0, 0])
})

test('the server’s retry: is the floor, and a hostile one is clamped', () => {
  expect([0, 400, 5_000, 2 ** 31, Number.POSITIVE_INFINITY].map(clampRetryField)).toEqual([
    500, 500, 5_000, 60_000, 60_000,
  ])
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 500, max: 60_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, base, random) => {
        const wait = backoffMs(failures, base, () => random)
        expect(wait).toBeGreaterThanOrEqual(base)
        expect(wait).toBeLessThanOrEqual(Math.max(30_000, base * 1.2))
      },
    ),
  )
})

test('Retry-After: a date is held against the answer’s own, whatever this computer’s clock says', () => {
  const now = Date.parse('2026-03-05T00:00:00Z')
  const date = 'Thu, 01 Jan 2026 00:00:00 GMT'
  const later = 'Thu, 01 Jan 2026 00:00:30 GMT'
  expect([
    retryAfterMs(later, now, date),
    retryAfterMs(later, now - 90 * 86_400_000, date),
    retryAfterMs(date, now, later),
    retryAfterMs(later, now, 'today'),
    retryAfterMs('7', now, date),
  ]).toEqual([30_000, 30_000, 0, 0, 7_000])
})

test('Retry-After: seconds, an HTTP date, nonsense, a year', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  const headers = [
    '0',
    '7',
    ' 12 ',
    'Thu, 01 Jan 2026 00:00:30 GMT',
    'Wed, 31 Dec 2025 00:00:00 GMT',
    '31536000',
    '-5',
    '1e3',
    'soon',
    '',
    undefined,
  ]
  expect(headers.map((header) => retryAfterMs(header, now))).toEqual([
    0,
    7_000,
    12_000,
    30_000,
    0,
    600_000,
    null,
    null,
    null,
    null,
    null,
  ])
})

test('an id is sent back only where a header can carry it', () => {
  expect(
    ['1', '…', 'x'.repeat(1_024), 'x'.repeat(1_025), '', 'a\u0001b', 'a\u0085', '  ', '\ud800'].map(
      isSendableId,
    ),
  ).toEqual([true, true, true, false, false, false, false, true, false])
})

describe('asked for after the connection had ended by itself', () => {
  const rows: readonly [DropReason, Ending, Situation, string][] = [
    ['stop', lost, observing, 'stopped'],
    ['close', lost, observing, 'paused'],
    ['offline', finished, observing, 'paused'],
    ['suspend', status(503, 7_000), { ...observing, opened: false }, 'paused'],
    ['close', unsent, { ...generating, opened: false }, 'paused'],
    // The connection's own end stands where nothing was to come after it.
    ['stop', status(404), { ...observing, opened: false }, 'refused'],
    ['close', finished, { ...observing, jobFinished: true }, 'closed'],
    ['retry', lost, generating, 'ended-early'],
  ]
  test.each(rows)('%s: %o', (late, ending, situation, expected) => {
    expect(said(decideRetry(ending, situation, late))).toBe(expected)
  })

  test('a person who wants to connect now does not wait for the back-off', () => {
    expect(decideRetry(lost, observing, 'retry')).toMatchObject({ next: 'retry', atOnce: true })
    expect(decideRetry(lost, observing)).toMatchObject({ next: 'retry', atOnce: false })
  })
})
