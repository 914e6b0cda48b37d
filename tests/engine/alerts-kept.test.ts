// Alerts outlast what is done with the log: an export and its import, a salvage, a migration; and they go with their run.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewAlert } from '../../src/core/alerts/alert.ts'
import { noStanding } from '../../src/core/alerts/judge.ts'
import { openReadOnlyLog } from '../../src/engine/index.ts'
import { openLogForWriting } from '../../src/engine/log/sqlite/file/open-log.ts'
import { migrations } from '../../src/engine/log/sqlite/migrations/index.ts'
import { createReader } from '../../src/engine/log/sqlite/read/reader.ts'
import { salvageFile } from '../../src/engine/log/sqlite/salvage/salvage-file.ts'
import { createWriter } from '../../src/engine/log/sqlite/write/writer.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { newAlert } from '../support/make-alert.ts'
import { events, seedLog, seedNoon } from '../support/seed-log.ts'
import { startTranscriptEngine } from '../support/transcripts.ts'
import { makeVersionOne } from '../support/version-one.ts'

const dirs: string[] = []
const dir = () => {
  dirs.push(freshDir())
  return dirs.at(-1) ?? ''
}
let dataDir: string
let first = 0
let second = 0

const alertOf = (run: number | null, more: Partial<NewAlert>): NewAlert =>
  newAlert({
    rule: 'rule',
    ruleName: 'A run has an event that matches “level:error”',
    type: 'event',
    severity: 'warning',
    run,
    title: 'Night import',
    kind: 'plain',
    server: 'local',
    at: seedNoon + 70,
    since: seedNoon + 60,
    cause: 'event 6 (message): https://bob:secret@example.com/',
    seq: 6,
    afterSeq: 7,
    lasting: false,
    ...more,
  })

beforeAll(async () => {
  dataDir = dir()
  const some = () => events(10, (seq) => ({ data: `{"step":${seq}}` }))
  ;[first = 0, second = 0] = await seedLog(dataDir, [
    { title: 'Night import', events: some() },
    { title: 'Day import', events: some() },
  ])
  const writer = createWriter(openLogForWriting(dataDir))
  const standings = [{ rule: 'rule', run: first, standing: { ...noStanding, key: '6' } }]
  const several = { runs: [first, second], many: { runs: 2, of: 5 }, seq: null, afterSeq: 0, title: 'local' }
  writer.storeAlerts({
    fired: [
      { alert: alertOf(first, {}), standings },
      {
        alert: alertOf(null, {
          ...several,
          type: 'stalled',
          cause: '2 of 5 runs of local: silent',
          lasting: true,
        }),
        standings: [],
      },
      {
        alert: alertOf(second, { type: 'gap', acknowledgedAt: seedNoon + 90, note: 'known' }),
        standings: [],
      },
    ],
    changed: [],
    standings: [],
  })
  writer.close()
})
afterAll(() => dirs.forEach(removeDir))

const attentionIn = async (folder: string) => {
  const log = openReadOnlyLog(folder)
  const runs = (await log?.runs()) ?? []
  await log?.close()
  return runs.map(({ attention }) => [attention?.open.map(({ id, type }) => [id, type]), attention?.had])
}
const asStored = [
  [
    [
      [2, 'stalled'],
      [1, 'event'],
    ],
    ['stalled', 'event'],
  ],
  [[[2, 'stalled']], ['stalled', 'gap']],
]

test('whoever reads the log sees what its runs ask for, and it is in no summary of theirs', async () => {
  expect(await attentionIn(dataDir)).toEqual(asStored)
  const db = new Database(join(dataDir, 'runlight.db'), { readonly: true })
  expect(db.prepare("SELECT DISTINCT summary ->> '$.attention' FROM runs").pluck().all()).toEqual([null])
  db.close()
})

test('alerts go with a run, redacted, and come back with it as records that need nobody', async () => {
  const engine = await startTranscriptEngine({ dataDir })
  const text = await engine.textOf(first, 'transcript')
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const places = lines.flatMap(({ type, seq, what }) =>
    type === 'event' ? [seq] : type === 'alert' ? [what] : [],
  )
  expect(places).toEqual([1, 2, 3, 4, 5, 6, 7, 'event', 8, 9, 10, 'stalled'])
  expect(await engine.textOf(first, 'transcript', true)).toMatch(/"type":"alert","what":"event".*‹redacted›/)
  expect(await engine.textOf(first, 'sse')).toContain(': alert stalled, warning, at ')
  expect(await engine.textOf(first, 'html')).toMatch(/<h2>Alerts<\/h2>.*2 of 5 runs of local: silent/s)

  const other = text
    .replace(/"uid":"[^"]+"/, '"uid":"elsewhere"')
    .replace('"what":"stalled"', '"what":"of-tomorrow"')
  const [run] = (await engine.importText(other)).runs
  const { alerts } = await engine.call('alerts.list', { run: run?.run ?? 0 })
  expect(alerts).toMatchObject([
    {
      type: 'event',
      seq: 6,
      afterSeq: 7,
      rule: 'imported',
      at: seedNoon + 70,
      resolution: 'it was open when the run was exported',
    },
  ])
  expect((await engine.summary(run?.run ?? 0)).attention).toEqual({ open: [], had: ['event'] })
  const again = await engine.textOf(run?.run ?? 0, 'transcript')
  const wanted = lines.find(({ what }) => what === 'event')
  const came = JSON.parse(again.split('\n').find((line) => line.includes('"what":"event"')) ?? '')
  expect({ ...came, resolvedAt: null, resolution: null }).toEqual(wanted)
  await engine.call('runs.remove', { run: run?.run ?? 0 })

  // What someone had seen goes on no longer either: here nobody would ever say that it is over.
  const seen = lines.map((line) =>
    line.type === 'alert' && line.what === 'stalled'
      ? { ...line, acknowledgedAt: seedNoon + 90, resolvedAt: null, resolution: null }
      : line,
  )
  const seenText = `${seen.map((line) => JSON.stringify(line)).join('\n')}\n`
  const [taken] = (await engine.importText(seenText.replace(/"uid":"[^"]+"/, '"uid":"third"'))).runs
  const kept = await engine.call('alerts.list', { run: taken?.run ?? 0, types: ['stalled'] })
  expect(kept.alerts).toMatchObject([
    {
      acknowledgedAt: seedNoon + 90,
      resolvedAt: expect.any(Number),
      resolution: 'it was not over when the run was exported',
    },
  ])
  await engine.call('runs.remove', { run: taken?.run ?? 0 })
  await engine.close()
  removeDir(engine.folder)
})

test('a salvage keeps alerts, their numbers and how rules stand, beside the events that are left', async () => {
  const broken = join(dir(), 'broken.db')
  const db = new Database(join(dataDir, 'runlight.db'))
  db.prepare('VACUUM INTO ?').run(broken)
  db.close()
  const copy = new Database(broken)
  copy.prepare('DELETE FROM events WHERE key = ?').run(first * 2 ** 32 + 3)
  copy.prepare("UPDATE alerts SET alert = 'nonsense' WHERE id = 3").run()
  copy.close()
  const out = join(dir(), 'new')
  const { troubles } = salvageFile(broken, out)
  expect(troubles).toEqual(['an alert, which is another’s or nonsense'])
  const salvaged = new Database(join(out, 'runlight.db'))
  const reader = createReader(salvaged)
  const any = { run: null, types: [], rule: null, open: false, since: null, before: null, limit: 10 }
  expect(reader.alerts(any).map(({ id, seq, afterSeq }) => [id, seq, afterSeq])).toEqual([
    [2, null, 0],
    [1, 5, 6],
  ])
  expect(reader.alertsHad()).toEqual([
    { run: first, types: ['event', 'stalled'] },
    { run: second, types: ['stalled'] },
  ])
  expect(reader.standings()).toEqual([
    { rule: 'rule', run: first, standing: { ...noStanding, key: '6' }, alert: null },
  ])
  const made = createWriter(salvaged).storeAlerts({
    fired: [{ alert: alertOf(first, {}), standings: [] }],
    changed: [],
    standings: [],
  })
  expect(made[0]?.id).toBeGreaterThan(3)
  salvaged.close()
})

test('the alerts of a removed run go with it, and nothing of them is left', () => {
  const db = openLogForWriting(dataDir)
  const writer = createWriter(db)
  writer.removeRuns([first], null, null)
  while (writer.clearSlice().left);
  const left = (sql: string) => db.prepare(sql).pluck().get()
  expect([
    left(`SELECT count(*) FROM alerts WHERE run = ${first}`),
    left(`SELECT count(*) FROM run_alerts WHERE run = ${first}`),
    left(`SELECT count(*) FROM standings WHERE run = ${first}`),
    left('SELECT group_concat(id) FROM alerts WHERE run IS NULL OR run <> 0'),
  ]).toEqual([0, 0, 0, '2,3'])
  writer.close()
})

test('a log of the format before alerts is copied and gets what it lacks', async () => {
  const folder = dir()
  const path = makeVersionOne(folder, 2, 5)
  const db = new Database(path)
  db.exec(migrations[1] ?? '')
  db.pragma('user_version = 2')
  db.close()
  createWriter(openLogForWriting(folder)).close()
  expect(existsSync(`${path}.v2.backup`)).toBe(true)
  expect(await attentionIn(folder)).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ])
})
