// The pure parts of the alerts page: a rule as a form and back, places in the URL, times to snooze until, words.

import { describe, expect, test } from 'vitest'
import type { Alert } from '../../src/core/alerts/alert.ts'
import { firstRules, newRule } from '../../src/core/alerts/new-rule.ts'
import { alertTypes } from '../../src/core/run/attention.ts'
import { beginForm } from '../../src/renderer/alerts/model/begin-form.ts'
import { beginnings } from '../../src/renderer/alerts/model/beginnings.ts'
import { conditionGroups } from '../../src/renderer/alerts/model/conditions.ts'
import { readForm } from '../../src/renderer/alerts/model/read-form.ts'
import { formOf, withType } from '../../src/renderer/alerts/model/rule-form.ts'
import { nextAt, snoozeTimes } from '../../src/renderer/alerts/model/snooze-times.ts'
import { toldOf } from '../../src/renderer/alerts/model/words.ts'
import { formatAlertsPlace, parseAlertsPlace } from '../../src/renderer/desk/alerts-place.ts'
import { makeRun, noon } from './make-run.ts'

describe('a rule as a form', () => {
  test('means the same again, whatever it waits for', () => {
    const rules = [
      ...firstRules(0).map(({ id: _, since: __, ...draft }) => draft),
      ...beginnings.map((one) => one.draft),
    ]
    const odd = newRule(
      { type: 'figure', figure: 'first_content', is: '<', value: 2_500 },
      { quiet: { from: 1_350, to: 30, zone: 'Asia/Tokyo' }, until: noon + 1, cooldownMs: 90_000 },
    )
    for (const draft of [...rules, odd])
      expect(readForm(formOf(draft), noon)).toEqual({ draft, problems: {} })
  })

  test('offers every condition once', () => {
    expect(conditionGroups.flatMap(({ types }) => types).toSorted()).toEqual(alertTypes.toSorted())
  })

  test('says at each field what is wrong, and is then no rule', () => {
    const form = {
      ...formOf(newRule({ type: 'no-event', forMs: 60_000 })),
      span: { count: 'soon', unit: 's' },
      togetherRuns: '1',
      isQuiet: true,
      quietFrom: '22:00',
      quietTo: '22:00',
      ends: { at: noon - 1, typed: null },
    } as const
    const { draft, problems } = readForm({ ...form, scope: { ...form.scope, query: 'is:failed' } }, noon)
    expect(draft).toBe(null)
    expect(Object.keys(problems).toSorted()).toEqual(['quiet', 'scope', 'span', 'together', 'until'])
  })

  test('keeps the text of an end that is not whole, and is then no rule', () => {
    const form = { ...formOf(newRule({ type: 'no-event', forMs: 60_000 })), ends: { at: null, typed: '' } }
    expect(readForm(form, noon)).toEqual({
      draft: null,
      problems: { until: 'Write the whole date and time.' },
    })
  })

  test('goes to the usual time of another condition, and keeps one that was typed', () => {
    const form = formOf(newRule({ type: 'no-event', forMs: 60_000 }))
    expect(withType(form, 'not-finished').span).toEqual({ count: '10', unit: 'min' })
    const typed = { ...form, span: { count: '45', unit: 's' } } as const
    expect(withType(typed, 'not-finished').span).toEqual({ count: '45', unit: 's' })
  })

  test('begins about a run alone, or about those of its kind on its server', () => {
    const run = makeRun({ id: 7, kind: 'plain', server: 'local' })
    const at = (type: 'run' | 'like') =>
      beginForm({ show: 'new', from: { type, run: 7 } }, { rules: [], run })
    expect([at('run')?.scope.run, at('run')?.isTogether]).toEqual([7, false])
    expect([at('like')?.scope.kinds, at('like')?.scope.servers]).toEqual([['plain'], ['local']])
  })
})

test('every place of the page reads back from the URL, and what is none is the alerts', () => {
  for (const text of [
    '',
    'rules',
    'rule/failed',
    'new',
    'new/run/7',
    'new/like/7',
    'new/copy/a',
    'new/begin/silent',
  ])
    expect(formatAlertsPlace(parseAlertsPlace(text))).toBe(text)
  expect(['nonsense', 'rule/', 'new/run/x'].map((text) => formatAlertsPlace(parseAlertsPlace(text)))).toEqual(
    ['', '', 'new'],
  )
})

test('tomorrow at 8 is that of the zone, over a change of the clocks too', () => {
  const at = Date.UTC(2026, 2, 28, 22, 30)
  const [, , morning] = snoozeTimes(at, 'Europe/Berlin')
  expect(morning?.until).toBe(Date.UTC(2026, 2, 29, 6))
  expect(nextAt('23:00', at, 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 21))
  expect(nextAt('25:00', at, 'utc')).toBe(null)
})

test('what became of telling is said: why nobody was told, and what failed with its answer', () => {
  const told = (part: Partial<Alert>) =>
    toldOf(
      { silent: null, tell: { desktop: true, sound: false }, deliveries: [], ...part },
      () => '12:03',
    ).map(({ words, tone }) => `${tone}: ${words}`)
  const channel = { channel: 'c', name: 'Ops', news: 'fired', tries: 5, at: noon, nextAt: null } as const
  expect(told({ silent: 'quiet' })).toEqual(['plain: Nobody was told: quiet hours'])
  expect(told({ deliveries: [{ ...channel, state: 'failed', answer: 'HTTP 404' }] })).toEqual([
    'plain: To be told by a notification',
    'failed: Ops not told, after 5 tries: HTTP 404',
  ])
  expect(told({ tell: { desktop: false, sound: false } })).toEqual(['plain: Noted; its rule tells nobody'])
})
