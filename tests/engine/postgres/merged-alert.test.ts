// An alert that people and collectors change at once: what somebody said of it, and what became of it, are both there in the end.

import { describe, expect, onTestFinished, test } from 'vitest'
import type { Alert } from '../../../src/core/alerts/alert.ts'
import { alertOf, newAlert } from '../../support/make-alert.ts'
import { newSharedLog, openWriter } from '../../support/postgres/hand-member.ts'
import { postgresHere } from '../../support/postgres.ts'

const here = postgresHere('Alerts that two change') !== null

describe.skipIf(!here)('an alert of a shared log', () => {
  test('keeps who has seen it, with which note, and how it ended, whoever writes last', async () => {
    const url = await newSharedLog()
    const [collector, hub] = [await openWriter(url, 'a'), await openWriter(url, 'hub', 'hub')]
    onTestFinished(async () => {
      await collector.close()
      await hub.close()
    })
    const store = (writer: typeof hub, alert: Alert) =>
      writer.storeAlerts({ fired: [], changed: [alert], standings: [] }).then(([stored]) => stored)
    for (const order of ['person first', 'collector first']) {
      const [fired] = await collector.storeAlerts({
        fired: [{ alert: newAlert({ at: 1, cause: 'a \u0000 in it' }), standings: [] }],
        changed: [],
        standings: [],
      })
      const known = { ...alertOf(0), ...fired }
      const seen = { ...known, acknowledgedAt: 10, acknowledgedBy: 'Anna', note: 'mine' }
      const ended = { ...known, resolvedAt: 20, resolution: 'back' }
      const all = [() => store(hub, seen), () => store(collector, ended)]
      const [first, second] = order === 'person first' ? all : all.toReversed()
      await first?.()
      expect([order, await second?.()]).toEqual([
        order,
        { ...seen, ...{ resolvedAt: 20, resolution: 'back' } },
      ])
      // The collector hears of the run that was seen, later: it takes nothing back.
      expect(await store(collector, { ...ended, acknowledgedAt: 30 })).toMatchObject({
        acknowledgedAt: 10,
        acknowledgedBy: 'Anna',
        note: 'mine',
      })
      expect(
        await store(hub, { ...seen, acknowledgedAt: 40, acknowledgedBy: 'Ben', note: 'ours' }),
      ).toMatchObject({
        acknowledgedAt: 10,
        acknowledgedBy: 'Anna',
        note: 'ours',
        resolvedAt: 20,
      })
    }
  })
})
