// What a hand-over makes of a log with many alerts, and how firings wait for one another.

import { expect, test } from 'vitest'
import { importedRule, type NewAlert } from '../../src/core/alerts/alert.ts'
import type { Digest } from '../../src/core/alerts/digest.ts'
import { newRule } from '../../src/core/alerts/new-rule.ts'
import { noStand } from '../../src/engine/alerts/entry.ts'
import { createGathering, type Waiting } from '../../src/engine/alerts/gathering.ts'
import { openLogForReading, openLogForWriting } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createAlertReader } from '../../src/engine/log/sqlite/read/alert-reader.ts'
import { createRunList } from '../../src/engine/log/sqlite/read/run-list.ts'
import { createRunReader } from '../../src/engine/log/sqlite/read/run-reader.ts'
import { createWriter } from '../../src/engine/log/sqlite/write/writer.ts'
import { createDigest } from '../../src/engine/review/digest.ts'
import { createRunList as createBoard } from '../../src/engine/runs/run-list.ts'
import { allKinds } from '../kinds/all-kinds.ts'
import { makeRun } from '../renderer/make-run.ts'
import { createAlertStage } from '../support/alert-stage.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { newAlert } from '../support/make-alert.ts'
import { seedLog, seedNoon } from '../support/seed-log.ts'

const alertOf = (run: number | null, more: Partial<NewAlert>): NewAlert =>
  newAlert({
    rule: 'rule',
    run,
    title: 'Bad',
    kind: 'chat',
    server: 'local',
    at: seedNoon,
    since: seedNoon,
    cause: 'no GPU',
    lasting: false,
    ...more,
  })

test('an alert and what it is about are one entry, those that an import brought are none, and all pages are read', async () => {
  const dataDir = freshDir()
  const [run = 0] = await seedLog(dataDir, [
    {
      title: 'Bad',
      kind: 'chat',
      params: { prompt: 'p' },
      events: [{ name: 'error', data: '{"error":true,"message":"no GPU"}' }, { data: '[DONE]' }],
      connection: 'closed',
    },
  ])
  const db = openLogForWriting(dataDir)
  const many = Array.from({ length: 1_100 }, (_, i) => alertOf(null, { at: seedNoon + 1_000 + (i >> 1) }))
  const alerts = [
    ...many,
    alertOf(run, { at: seedNoon + 100 }),
    alertOf(run, { at: seedNoon + 200 }),
    alertOf(run, { at: seedNoon + 100, rule: importedRule }),
  ]
  const fired = alerts.map((alert) => ({ alert, standings: [] }))
  createWriter(db).storeAlerts({ fired, changed: [], standings: [] })

  const ask = createDigest(createRunReader(db, allKinds))
  let digest: Digest | null = null
  while (digest === null) {
    const step = ask(seedNoon - 1_000, seedNoon + 60_000, [])
    if (step.done) digest = step.value
  }
  expect(digest.counts).toMatchObject({ failed: 1, alerts: 1_102 })
  expect(digest.left + digest.entries.length).toBe(1_102)

  const summaries = createRunList(openLogForReading(dataDir) ?? db)
  expect(summaries.all()[0]?.attention?.had).toEqual(['failed'])
  // An alert that there was comes to be of the run too.
  const later = [{ ...alertOf(null, { type: 'stalled', at: seedNoon + 1_000, runs: [run] }), id: 1 }]
  createWriter(db).storeAlerts({ fired: [], changed: later, standings: [] })
  expect(summaries.all()[0]?.attention?.had).toEqual(['failed', 'stalled'])

  const reader = createAlertReader(db)
  expect(reader.lastFired()).toEqual([
    { rule: importedRule, at: seedNoon + 100 },
    { rule: 'rule', at: seedNoon + 200 },
  ])
  const all = { run: null, types: [], rule: null, open: false, since: null, before: null, limit: 10 }
  expect(reader.alerts({ ...all, news: { after: 1_102, ids: [7, 3] } }).map(({ id }) => id)).toEqual([
    1_103, 7, 3,
  ])
  db.close()
  removeDir(dataDir)
})

test('alerts of runs that are set aside reach no screen until those are back', () => {
  const list = createBoard(() => null)
  for (const id of [1, 2]) list.load(makeRun({ id }))
  const told: number[][] = []
  list.onChanges(({ alerts }) => void told.push((alerts ?? []).map(({ id }) => id)))
  list.setAside([1])
  const alert = { ...alertOf(1, {}), id: 5 }
  list.push({ alerts: [alert, { ...alert, id: 6, run: null, runs: [1, 2] }, { ...alert, id: 7, run: 2 }] })
  list.putBack([1])
  expect(told).toEqual([[], [6, 7], [5]])
})

test('firings wait for others of their rule and server, are taken back one by one, and are forgotten in time', () => {
  const gathering = createGathering()
  const rule = {
    ...newRule({ type: 'failed' }, { severity: 'critical', together: { runs: 3, withinMs: 5_000 } }),
    id: 'failed',
    since: 0,
  }
  const ready = { rule, inScope: () => true, query: null }
  const waits = (id: number, at: number): Waiting => {
    const run = makeRun({ id })
    const held = { at, words: 'no GPU', seq: null } as unknown as Waiting['firing']['held']
    return { run: id, at, ready, server: 'staging', firing: { run, held }, before: noStand }
  }
  const first = waits(1, 0)
  for (const one of [first, waits(1, 0), waits(2, 0), waits(3, 0)]) gathering.add(one)
  expect(gathering.takeBack('failed', 1)).toBe(first)
  expect(gathering.takeBack('failed', 3)?.run).toBe(3)
  expect(gathering.takeBack('failed', 3)).toBeNull()
  expect(gathering.due(900, false)).toEqual([])
  expect(gathering.due(1_000, false)).toMatchObject([{ many: [], single: [{ run: 1 }, { run: 2 }] }])
  expect(gathering.takeBack('failed', 2)).toBeNull()

  // Those that were told of lately count: the third run makes it several.
  gathering.add(waits(3, 2_000))
  expect(gathering.due(3_000, false)).toMatchObject([{ many: [1, 2, 3], single: [] }])
  gathering.add(waits(4, 9_000))
  expect(gathering.due(10_000, false)).toMatchObject([{ many: [], single: [{ run: 4 }] }])
})

test('a snooze pushes the runs that say something else for it, and a mute none', async () => {
  const rule = { ...newRule({ type: 'failed' }, { together: null }), id: 'failed', since: 0 }
  const stage = createAlertStage([rule])
  await stage.start()
  for (const id of [1, 2]) {
    const since = stage.clock.now()
    const job = { state: 'failed', cause: 'no GPU', finishedAt: since } as const
    stage.is(
      makeRun({ id, createdAt: 0, askedAt: 0, events: 3, job, connection: { state: 'closed', since } }),
    )
    await stage.judge().outbox.settled()
    const run = stage.runs.get(id)
    const attention = run === undefined ? null : stage.judge().attention(run)
    if (run !== undefined && attention !== null) stage.is({ ...run, attention })
  }
  expect(stage.alerts).toHaveLength(2)
  stage.attended.length = 0
  await stage.judge().snooze({ type: 'all' }, null)
  expect(stage.attended).toEqual([])
  await stage.judge().snooze({ type: 'run', run: 2 }, null)
  expect(stage.attended).toEqual([2])
})
