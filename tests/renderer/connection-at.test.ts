// The connections of a run as they were: nothing that came later, and nothing that was not recorded over time.

import { expect, test } from 'vitest'
import type { Output } from '../../src/core/contract/contract.ts'
import type { Instant } from '../../src/core/figures/instant.ts'
import type { Attempt, Connection, Gap, Transition } from '../../src/core/run/run.ts'
import { connectionAt } from '../../src/renderer/connection/connection-at.ts'
import { makeRun, noon, tappedBy } from './make-run.ts'

const attempt = (part: Partial<Attempt>): Attempt => ({
  number: 1,
  startedAt: noon,
  openedAt: noon + 50,
  endedAt: noon + 1_000,
  method: 'GET',
  url: 'https://example.com/events',
  status: 200,
  headers: [],
  redirects: [],
  resumedFrom: null,
  bytes: 900,
  events: 2,
  comments: 3,
  replayed: 0,
  ending: 'The connection was reset.',
  bodyHead: null,
  afterSeq: 0,
  ...part,
})
const moves = (
  [
    [0, 1, 0, 'connecting'],
    [50, 1, 0, 'live'],
    [1_000, 1, 2, 'waiting'],
    [3_000, 2, 2, 'connecting'],
    [3_100, 2, 2, 'live'],
    [9_000, 2, 5, 'closed'],
  ] as const
).map(
  ([ms, number, afterSeq, state], i): Transition => ({
    number: i + 1,
    at: noon + ms,
    attempt: number,
    afterSeq,
    state,
    cause: state === 'waiting' ? 'The connection was reset.' : null,
    job: null,
  }),
)
const gap: Gap = {
  number: 1,
  afterSeq: 2,
  attempt: 1,
  from: noon + 800,
  until: noon + 3_100,
  cause: 'the connection was reset',
  missed: 'nothing',
  basis: 'resumed by id 2',
}
const all: Output<'runs.connection'> = {
  attempts: [
    attempt({}),
    attempt({
      number: 2,
      startedAt: noon + 3_000,
      openedAt: noon + 3_100,
      endedAt: noon + 9_000,
      events: 3,
      afterSeq: 2,
      ending: 'The stream ended.',
    }),
  ],
  gaps: [gap],
  transitions: moves,
  doing: 'The job is over.',
}

/** The instant at `ms` after event `seq`, in the state of transition `number`; 0: before the first. */
function then(ms: number, seq: number, number: number): Instant {
  const move = moves[number - 1]
  const connection: Connection = {
    state: move?.state ?? 'idle',
    cause: move?.cause ?? null,
    attempt: move?.attempt ?? 0,
    since: move?.at ?? noon - 10,
    retryAt: null,
  }
  // The job is not looked at.
  return { seq, at: noon + ms, events: 5, run: { ...makeRun({ id: 1 }), connection }, params: {} } as Instant
}

test.each([
  ['before anything', then(-5, 0, 0), [], [], 0, 'Nothing had been asked of the server yet.'],
  ['connecting', then(20, 0, 1), [[1, null, null, 0, true]], [], 1, 'The connection was connecting.'],
  ['live with an event', then(700, 1, 2), [[1, 200, null, 1, true]], [], 2, 'The connection was live.'],
  [
    'lost',
    then(2_000, 2, 3),
    [[1, 200, noon + 1_000, 2, undefined]],
    [{ ...gap, until: null, missed: 'open', basis: '' }],
    3,
    'The connection was waiting. The connection was reset.',
  ],
  [
    'live again',
    then(5_000, 4, 5),
    [
      [1, 200, noon + 1_000, 2, undefined],
      [2, 200, null, 2, true],
    ],
    [gap],
    5,
    'The connection was live, attempt 2.',
  ],
  [
    'at its end',
    then(9_500, 5, 6),
    [
      [1, 200, noon + 1_000, 2, undefined],
      [2, 200, noon + 9_000, 3, undefined],
    ],
    [gap],
    6,
    'The connection was closed, attempt 2.',
  ],
])('%s', (_name, instant, attempts, gaps, changes, doing) => {
  const was = connectionAt(all, instant)
  expect(was.attempts.map((one) => [one.number, one.status, one.endedAt, one.events, one.partial])).toEqual(
    attempts,
  )
  expect([was.gaps, was.transitions.length, was.doing]).toEqual([gaps, changes, doing])
})

test('how the client of an attempt fared is not told of a time at which it had not ended', () => {
  const { client } = tappedBy({ state: 'done' })
  const tapped = { ...all, attempts: all.attempts.map((one) => ({ ...one, client })) }
  const clients = (instant: Instant) => connectionAt(tapped, instant).attempts.map((one) => one.client?.state)
  expect([clients(then(700, 1, 2)), clients(then(5_000, 4, 5)), clients(then(9_500, 5, 6))]).toEqual([
    [undefined],
    ['done', undefined],
    ['done', 'done'],
  ])
})
