// Alerts and how rules stand to runs: stored in one transaction, told by any filter, and put on the runs they are about.

import { expect, test } from 'vitest'
import { alertSetting } from '../../src/core/alerts/kept.ts'
import type { AlertFilter } from '../../src/engine/log/alert-rows.ts'
import { newAlert } from '../support/make-alert.ts'
import { addRun, closed, noon, runOf, summaryOf } from './ledger.ts'
import { onEveryLog } from './logs.ts'

const any: AlertFilter = {
  run: null,
  types: [],
  rule: null,
  open: false,
  since: null,
  before: null,
  limit: 100,
}
const open = { open: true, key: 'a', firedAt: noon }
const over = { open: false, key: 'a', firedAt: noon }
const resting = () => runOf({ summary: summaryOf({ connection: closed }) })

onEveryLog('alerts', (log) => {
  test('are stored with their standings, changed, and told by every filter', async () => {
    const [a, b] = [await addRun(log(), resting()), await addRun(log(), resting())]
    const failed = newAlert({ run: a.id, rule: 'one', at: noon, since: noon, cause: 'a\0b' })
    const slow = newAlert({
      runs: [a.id, b.id],
      rule: 'two',
      type: 'slow',
      severity: 'warning',
      at: noon + 10,
    })
    const none = newAlert({
      rule: 'one',
      type: 'none-started',
      severity: 'info',
      at: noon + 20,
      lasting: false,
    })
    const [first, second, third] = await log().storeAlerts({
      fired: [
        { alert: failed, standings: [{ rule: 'one', run: a.id, standing: open }] },
        {
          alert: slow,
          standings: [
            { rule: 'two', run: a.id, standing: over },
            { rule: 'two', run: b.id, standing: open },
          ],
        },
        { alert: none, standings: [{ rule: 'one', run: 0, standing: open }] },
      ],
      changed: [],
      standings: [],
    })
    if (first === undefined || second === undefined || third === undefined) throw new Error('no alerts')
    expect([first, second, third]).toEqual([
      { ...failed, id: first.id },
      { ...slow, id: second.id },
      { ...none, id: third.id },
    ])
    const told = async (filter: Partial<AlertFilter>) =>
      (await log().alerts({ ...any, ...filter })).map(({ id }) => id)
    expect(await log().alerts(any)).toEqual([third, second, first])
    expect(await told({ limit: 1 })).toEqual([third.id])
    expect(await told({ run: a.id })).toEqual([second.id, first.id])
    expect(await told({ run: b.id })).toEqual([second.id])
    expect(await told({ types: ['slow', 'failed'] })).toEqual([second.id, first.id])
    expect(await told({ severities: ['info', 'critical'] })).toEqual([third.id, first.id])
    expect(await told({ rule: 'one' })).toEqual([third.id, first.id])
    expect(await told({ since: noon + 10 })).toEqual([third.id, second.id])
    expect(await told({ before: third.id })).toEqual([second.id, first.id])
    expect(await told({ news: { after: second.id, ids: [first.id] } })).toEqual([third.id, first.id])
    expect(
      (await log().standings()).toSorted((x, y) => x.run - y.run || x.rule.localeCompare(y.rule)),
    ).toEqual([
      { rule: 'one', run: 0, standing: open, alert: third.id },
      { rule: 'one', run: a.id, standing: open, alert: first.id },
      { rule: 'two', run: a.id, standing: over, alert: null },
      { rule: 'two', run: b.id, standing: open, alert: second.id },
    ])
    expect((await log().standings([b.id])).map(({ rule }) => rule)).toEqual(['two'])
    expect(await log().standings([])).toEqual([])
    expect((await log().lastFired()).toSorted((x, y) => x.rule.localeCompare(y.rule))).toEqual([
      { rule: 'one', at: noon + 20 },
      { rule: 'two', at: noon + 10 },
    ])
    expect(await log().alertsHad()).toEqual([
      { run: a.id, types: expect.arrayContaining(['failed', 'slow']) },
      { run: b.id, types: ['slow'] },
    ])

    const isOpen = await told({ open: true })
    expect(isOpen).toContain(first.id)
    const resolved = { ...first, resolvedAt: noon + 30, resolution: 'back' }
    expect(
      await log().storeAlerts({
        fired: [],
        changed: [resolved],
        standings: [{ rule: 'one', run: a.id, standing: over, alert: first.id }],
      }),
    ).toEqual([resolved])
    expect(await told({ open: true })).toEqual(isOpen.filter((id) => id !== first.id))
    expect((await log().alerts({ ...any, run: a.id })).at(-1)).toEqual(resolved)
    expect((await log().unsettledAlerts()).map(({ id }) => id)).toEqual([second.id])
    await log().dropStandings('two')
    expect((await log().standings()).map(({ rule }) => rule)).toEqual(['one', 'one'])
  })

  test('that are given again are stored once', async () => {
    const run = await addRun(log(), resting())
    const alert = newAlert({ run: run.id, rule: 'again', at: noon + 77, since: noon })
    const change = {
      fired: [{ alert, standings: [{ rule: 'again', run: run.id, standing: open }] }],
      changed: [],
      standings: [],
    }
    const [first] = await log().storeAlerts(change)
    expect(await log().storeAlerts(change, true)).toEqual([first])
    expect(await log().alerts({ ...any, rule: 'again' })).toEqual([first])
  })

  test('are on the summaries of their runs, and a snooze with them', async () => {
    const run = await addRun(log(), resting())
    const alert = newAlert({ run: run.id, rule: 'mine', at: noon + 5 })
    const [stored] = await log().storeAlerts({
      fired: [{ alert, standings: [] }],
      changed: [],
      standings: [],
    })
    const attentionOf = async () => (await log().summaries()).find(({ id }) => id === run.id)?.attention
    expect(JSON.stringify(await attentionOf())).toContain('failed')
    const found = await log().review.search({
      query: `run:${run.id}`,
      within: null,
      cursor: null,
      limit: 5,
      perRun: 5,
    })
    expect(found.groups.map((group) => group.run.attention)).toEqual([await attentionOf()])
    const before = await attentionOf()
    const snooze = { what: { type: 'rule', rule: 'mine' }, until: null, asked: null }
    await log().setSetting(alertSetting, JSON.stringify({ rules: [], snoozes: [snooze] }))
    const asleep = await attentionOf()
    expect([asleep === undefined, JSON.stringify(asleep) === JSON.stringify(before)]).toEqual([false, false])
    await log().setSetting(alertSetting, JSON.stringify({ rules: [], snoozes: [] }))
    expect(await attentionOf()).toEqual(before)
    if (stored === undefined) throw new Error('no alert')
    await log().storeAlerts({ fired: [], changed: [{ ...stored, resolvedAt: noon + 9 }], standings: [] })
    expect(await attentionOf()).not.toEqual(before)
  })

  test('go with the run that they are about', async () => {
    const run = await addRun(log(), resting())
    await log().storeAlerts({
      fired: [
        {
          alert: newAlert({ run: run.id, rule: 'gone', at: noon }),
          standings: [{ rule: 'gone', run: run.id, standing: open }],
        },
      ],
      changed: [],
      standings: [],
    })
    await log().removeRun(run.id)
    while ((await log().clearSlice()).left);
    expect(await log().alerts({ ...any, rule: 'gone' })).toEqual([])
    expect((await log().standings()).filter(({ rule }) => rule === 'gone')).toEqual([])
    expect((await log().alertsHad()).filter((had) => had.run === run.id)).toEqual([])
  })
})
