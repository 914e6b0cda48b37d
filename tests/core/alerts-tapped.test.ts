// What rules tell of runs that came through a tap: a server that its client holds up is not silent, and an application that goes
// away has had enough.

import { expect, test } from 'vitest'
import type { Condition } from '../../src/core/alerts/condition.ts'
import { examine } from '../../src/core/alerts/examine.ts'
import { newHistory } from '../../src/core/alerts/history.ts'
import { firstRules } from '../../src/core/alerts/new-rule.ts'
import { parseScope, scopeTest } from '../../src/core/alerts/scope.ts'
import { newSummary } from '../../src/core/job/summary.ts'
import type { Connection, RunSummary } from '../../src/core/run/run.ts'
import type { ClientState } from '../../src/core/run/tapped.ts'

const minute = 60_000
const client = (state: ClientState, since: number) => ({
  uid: 'u',
  job: null,
  unrecorded: 0,
  client: { address: '127.0.0.1', agent: null, state, since, bytes: 0, waiting: 0, slowMs: 0 },
})

function runOf(
  state: Connection['state'],
  tapped: RunSummary['tapped'],
  more: Partial<RunSummary> = {},
): RunSummary {
  const summary = newSummary({
    kind: 'plain',
    server: 's',
    title: 't',
    createdAt: 0,
    askedAt: 0,
    generates: true,
    beatMs: 1_000,
    connection: { state, cause: 'c', attempt: 2, since: 0, retryAt: null },
    lastBytesAt: 0,
    lastEventAt: 0,
    ...more,
  })
  return { ...summary, id: 1, ...(tapped === undefined ? {} : { tapped }) }
}
const job = newSummary({
  kind: 'plain',
  server: 's',
  title: 't',
  createdAt: 0,
  generates: true,
  beatMs: null,
}).job

/** Whether it is so, ten minutes after the last event; else when it would be. */
const at = (condition: Condition, run: RunSummary) => {
  const { held, dueAt } = examine(condition, run, { ...newHistory(0), rate: 0 }, 10 * minute)
  return held === null ? dueAt : 'so'
}

const silences: readonly Condition[] = [
  { type: 'stalled', forMs: minute, beats: 1 },
  { type: 'no-event', forMs: minute },
  { type: 'no-content', forMs: minute },
  { type: 'no-progress', forMs: minute },
  { type: 'figure', figure: 'events_per_second', is: '<', value: 1 },
]

test.each(silences)('$type: a server that its client holds up is not silent', (condition) => {
  expect(at(condition, runOf('stalled', undefined))).toBe('so')
  expect(at(condition, runOf('stalled', client('open', 0)))).toBe('so')
  expect(at(condition, runOf('stalled', client('slow', 9 * minute)))).toBeNull()
})

test.each(silences.slice(0, 4))(
  '$type: a silence is counted from when the client takes again',
  (condition) => {
    const since = 9 * minute + 30_000
    expect(at(condition, runOf('stalled', client('open', since)))).toBe(since + minute)
  },
)

test('nothing is retried through a tap, however often its application asks', () => {
  const condition: Condition = { type: 'retrying', forMs: minute }
  expect(at(condition, runOf('connecting', undefined))).toBe('so')
  expect(at(condition, runOf('connecting', client('open', 0)))).toBeNull()
})

test('a client that goes away is told by a rule for streams that ended early alone', () => {
  const lost = { job: { ...job, state: 'unknown' as const } }
  const told = (state: ClientState) =>
    (['failed', 'needs-me', 'unknown', 'refused', 'ended-early'] as const).filter(
      (type) => at({ type }, runOf('ended-early', client(state, 0), lost)) === 'so',
    )
  expect(told('gone')).toEqual(['ended-early'])
  expect(told('cut')).toEqual(['needs-me', 'unknown', 'ended-early'])
  const gone = runOf('ended-early', client('gone', 0), lost)
  expect(firstRules(0).filter(({ when }) => at(when, gone) === 'so')).toEqual([])
})

test('a rule may be about one application', () => {
  const rule = (query: string) => ({ scope: { kinds: [], servers: [], tags: [], query, run: null } })
  const { address } = client('open', 0).client
  expect(parseScope('client:tablet is:client-slow').problems).toMatchObject([{ from: 14 }])
  expect(scopeTest(rule(`client:${address}`))(runOf('live', client('open', 0)))).toBe(true)
  expect(scopeTest(rule(`client:${address}`))(runOf('live', undefined))).toBe(false)
})
