import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { migrateSharedLog } from '../../../src/engine/log/postgres/schema/migrate.ts'
import type { Batch, NewEvent } from '../../../src/engine/log/rows.ts'
import { manyOf } from '../../support/hand-log.ts'
import { openWriter } from '../../support/postgres/hand-member.ts'
import { openLossyProxy } from '../../support/postgres/lossy-proxy.ts'
import { openWriterStage, plain, withRun } from '../../support/postgres/writer-stage.ts'
import { postgresHere, startPostgres } from '../../support/postgres.ts'

const here = postgresHere('What a shared log keeps when its database dies') !== null

/** As the engine does it: the very same batch, until it is stored. */
async function store(commit: (batch: Batch, again: boolean) => Promise<void>, batch: Batch): Promise<number> {
  for (let failed = 0; ; failed++) {
    try {
      await commit(batch, failed > 0)
      return failed
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'log-away' })
      await delay(20)
    }
  }
}

const slices = (events: readonly NewEvent[], size: number) =>
  Array.from({ length: Math.ceil(events.length / size) }, (_, i) => events.slice(i * size, (i + 1) * size))

describe.skipIf(!here)('a database that dies', () => {
  test('what was committed before it was killed is there, every event once and in order', async () => {
    const server = await startPostgres()
    const url = await server.createDatabase()
    await migrateSharedLog(url)
    const stage = await openWriterStage(url)
    const run = await stage.addRun()
    const events = manyOf([{ data: '{"a":1}' }, { data: 'b' }], 6_000, run)
    let committed = 0
    let failed = 0
    let isKilling = true
    const killing = (async () => {
      for (let kills = 0; kills < 3; kills++) {
        const before = committed
        while (committed < before + 900 && committed < events.length) await delay(2)
        const known = committed
        await server.kill()
        await server.start()
        // Whoever was told that it is stored finds it after the kill.
        const rows = await stage.connection.all('SELECT events FROM runlight.runs WHERE id = $1', run)
        expect(Number(rows[0]?.events)).toBeGreaterThanOrEqual(known)
      }
      isKilling = false
    })()
    for (const some of slices(events, 100)) {
      failed += await store(stage.writer.commit, withRun(run, some))
      committed += some.length
    }
    await killing
    expect(isKilling).toBe(false)
    expect(failed).toBeGreaterThan(0)
    expect(plain(await stage.storedEvents(run))).toEqual(plain(events))
    await stage.close()
    await server.close()
  })

  test('a commit whose answer was lost is stored once, sealed or not', async () => {
    const stage = await openWriterStage()
    const proxy = await openLossyProxy(stage.url)
    const writer = await openWriter(proxy.url, 'behind')
    const run = await stage.addRun({}, writer)
    const events = manyOf([{ data: 'a' }, { data: '\ud83d' }], 1_500, run)
    for (const [i, some] of slices(events, 60).entries()) {
      if (i % 3 === 1) proxy.loseNext()
      const batch: Batch = {
        ...withRun(run, some),
        transitions: [
          { run, number: i + 1, at: i, attempt: 1, afterSeq: 0, state: 'live', cause: 'a\0', job: null },
        ],
        gaps: [],
      }
      expect(await store(writer.commit, batch)).toBe(i % 3 === 1 ? 1 : 0)
    }
    expect(proxy.lost()).toBe(8)
    expect(plain(await stage.storedEvents(run))).toEqual(plain(events))
    expect(
      await stage.connection.all(
        'SELECT count(*) AS n, max(number) AS last FROM runlight.transitions WHERE run = $1',
        run,
      ),
    ).toEqual([{ n: 25, last: 25 }])
    const alert = { fired: [{ alert: firedAt(7), standings: [] }], changed: [], standings: [] }
    proxy.loseNext()
    await expect(writer.storeAlerts(alert)).rejects.toMatchObject({ code: 'log-away' })
    const [stored] = await writer.storeAlerts(alert, true)
    expect(await stage.connection.all('SELECT id FROM runlight.alerts')).toEqual([{ id: stored?.id }])
    await writer.close()
    await proxy.close()
    await stage.close()
  })
})

function firedAt(at: number) {
  return {
    rule: 'r',
    ruleName: 'R',
    type: 'failed' as const,
    severity: 'warning' as const,
    run: null,
    runs: [],
    many: null,
    title: 't',
    kind: null,
    server: null,
    at,
    since: at,
    cause: 'c',
    seq: null,
    afterSeq: 0,
    lasting: false,
    resolvedAt: null,
    resolution: null,
    acknowledgedAt: null,
    note: null,
    silent: null,
    tell: { desktop: false, sound: false },
    deliveries: [],
  }
}
