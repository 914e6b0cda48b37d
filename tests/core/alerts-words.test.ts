// What rules are called, how they are typed, and why a run is in Needs me.

import { expect, test } from 'vitest'
import { askedBy } from '../../src/core/alerts/asleep.ts'
import type { Condition } from '../../src/core/alerts/condition.ts'
import { readKept, writeKept } from '../../src/core/alerts/kept.ts'
import { everyRun, newRule } from '../../src/core/alerts/new-rule.ts'
import { predicate, ruleName, ruleSentence } from '../../src/core/alerts/sentence.ts'
import { formatWhen, parseWhen } from '../../src/core/alerts/when-text.ts'
import { needsPerson, whyNeeds } from '../../src/core/run/marks.ts'
import { makeRun } from '../renderer/make-run.ts'

const names = { kind: (id: string) => (id === 'stories' ? 'Stories' : id), channel: () => 'the night shift' }
const clock = (at: number) => new Date(at).toISOString().slice(11, 16)

test('a rule reads as a sentence', () => {
  const rule = newRule(
    { type: 'stalled', forMs: 20_000, beats: 1 },
    {
      scope: { ...everyRun, kinds: ['stories'], servers: ['staging', 'production'] },
      tell: { desktop: true, sound: true, channels: ['n'] },
      holdMs: 5_000,
    },
  )
  expect(ruleSentence(rule, names)).toBe(
    'When a Stories run on staging or production is silent for more than 20 s and stays so for 5 s, notify and tell the night shift.',
  )
  expect(ruleName(newRule({ type: 'failed' }), names)).toBe('A run fails')
  expect(ruleName(newRule({ type: 'none-started', forMs: 3_600_000 }), names)).toBe(
    'No run was started for 1 h 00 min',
  )
  expect(predicate({ type: 'figure', figure: 'first_content', is: '>', value: 5_000 })).toBe(
    'takes more than 5 s to its first content',
  )
})

const typed: readonly (readonly [string, Condition])[] = [
  ['failed', { type: 'failed' }],
  ['stalled', { type: 'stalled', forMs: 0, beats: 1 }],
  ['stalled > 30s', { type: 'stalled', forMs: 30_000, beats: 1 }],
  ['no-event > 1m', { type: 'no-event', forMs: 60_000 }],
  ['none-started > 24h', { type: 'none-started', forMs: 86_400_000 }],
  ['slow > 2x', { type: 'slow', times: 2 }],
  ['first_content > 5s', { type: 'figure', figure: 'first_content', is: '>', value: 5_000 }],
  ['events_per_second < 0.5', { type: 'figure', figure: 'events_per_second', is: '<', value: 0.5 }],
  ['event: level:error cost>5', { type: 'event', query: 'level:error cost>5' }],
]

test('a condition is typed, and written back the same', () => {
  for (const [text, condition] of typed) {
    expect(parseWhen(text)).toEqual(condition)
    expect(formatWhen(condition)).toBe(text)
  }
  expect(parseWhen('  No-Event>60s ')).toEqual({ type: 'no-event', forMs: 60_000 })
})

test('what is no condition is none', () => {
  for (const text of ['', 'no-event', 'no-event > 60', 'no-event < 60s', 'failed > 3s', 'slow > 2s', 'what'])
    expect(parseWhen(text)).toBeNull()
})

test('a run says why it is in Needs me, and why not', () => {
  const stalled = makeRun({ connection: { state: 'stalled' }, job: { state: 'processing' } })
  expect(whyNeeds(makeRun(), clock)).toBeNull()
  expect(whyNeeds(stalled, clock)).toBe('In Needs me: the connection is stalled.')
  const open = { id: 1, type: 'slow', severity: 'warning', cause: 'takes 3 min', at: 1 } as const
  const slow = makeRun({ attention: { open: [open], had: ['slow'] } })
  expect([needsPerson(slow), whyNeeds(slow, clock)]).toEqual([true, 'In Needs me: takes 3 min.'])
  const noted = makeRun({ attention: { open: [{ ...open, severity: 'info' }], had: ['slow'] } })
  expect([needsPerson(noted), whyNeeds(noted, clock)]).toEqual([false, null])
  const asleep = { ...stalled, attention: { open: [], had: [], snoozed: { by: 'run', until: 0 } } } as const
  expect([needsPerson(asleep), whyNeeds(asleep, clock)]).toEqual([
    false,
    'Not in Needs me: it is snoozed until 00:00.',
  ])
  const seen = { ...stalled, marks: { ...stalled.marks, acknowledgedAt: 60_000 } }
  expect(whyNeeds(seen, clock)).toBe('Not in Needs me: seen at 00:01.')
})

test('rules of a later version are left where they are, and a snooze of a run with many alerts stays short', () => {
  const rule = { ...newRule({ type: 'failed' }), id: 'a', since: 0 }
  const later = { ...rule, id: 'b', when: { type: 'from-the-future' } }
  const kept = readKept(JSON.stringify({ rules: [later, rule], snoozes: [{ what: 'odd' }] }))
  expect(kept).toEqual({ rules: [rule], snoozes: [], unread: [later] })
  if (kept !== null) expect(JSON.parse(writeKept(kept))).toEqual({ rules: [rule, later], snoozes: [] })
  const open = Array.from({ length: 500 }, (_, i) => ({ id: 1e9 + i }))
  expect(askedBy(makeRun(), open).length).toBeLessThan(100)
})
