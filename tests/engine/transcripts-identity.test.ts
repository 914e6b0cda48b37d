// Export, import, export again: the same lines, whatever the run holds. Real logs on disk, real files, the engine's own calls.

import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { kinds } from '../../src/engine/base/kinds.ts'
import { exportLog, type Sink } from '../../src/engine/index.ts'
import { arbitraryRun } from '../support/arbitrary-runs.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { seedRecords } from '../support/seed-record.ts'
import { startTranscriptEngine, type TranscriptEngine } from '../support/transcripts.ts'

const opened: TranscriptEngine[] = []
afterEach(async () => {
  for (const engine of opened.splice(0)) {
    await engine.close()
    removeDir(engine.dataDir)
    removeDir(engine.folder)
  }
})

async function start(dataDir = freshDir()): Promise<TranscriptEngine> {
  const engine = await startTranscriptEngine({ dataDir })
  opened.push(engine)
  return engine
}

/** When a file was made is the one thing that may differ. */
function lines(text: string): string[] {
  return text
    .replace(/"exportedAt":\d+/g, '"exportedAt":0')
    .trimEnd()
    .split('\n')
}

/** These runs as one transcript, as the terminal writes it: beside the engine that has the log open. */
async function textOf(dataDir: string, runs: readonly number[]): Promise<string> {
  const parts: Uint8Array[] = []
  const to: Sink = {
    write: async (bytes) => void parts.push(bytes),
    finish: async () => {},
    abandon: async () => {},
    keeps: true,
  }
  const whole = {
    query: '',
    format: 'transcript',
    redact: false,
    patterns: [],
    version: '0.0.0-test',
  } as const
  const told = () => {}
  await exportLog(dataDir, { ...whole, runs, to }, { told, signal: new AbortController().signal })
  return Buffer.concat(parts).toString('utf8')
}

test('runs that are exported, imported and exported again are the same, line by line', async () => {
  const runs = fc
    .sample(arbitraryRun([...kinds.values()]), { numRuns: 24, seed: 20_260_114 })
    .map((run, i) => ({ ...run, uid: `${run.uid}-${i}` }))
  const dataDir = freshDir()
  const ids = seedRecords(dataDir, runs)
  const first = await start(dataDir)
  const second = await start()
  const out = await textOf(dataDir, ids)
  const report = await second.importText(out)
  expect(report).toMatchObject({ damaged: 0, problems: [], notes: [] })
  expect(report.runs.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'added'))
  const copies = report.runs.map(({ run }) => run)
  expect(lines(await textOf(second.dataDir, copies))).toEqual(lines(out))

  // And in the log it is what it was: the summary, the folded job, the gaps.
  for (const [i, id] of ids.entries()) {
    const copy = copies[i] ?? 0
    const [a, b] = [await first.summary(id), await second.summary(copy)]
    expect({ ...b, id: a.id, imported: null }).toEqual(a)
    const [job, again] = [
      await first.call('runs.job', { run: id }),
      await second.call('runs.job', { run: copy }),
    ]
    expect(again).toEqual(job)
  }
}, 60_000)

test('data of 10 million characters goes through in several lines and comes out whole', async () => {
  const [kind] = kinds.values()
  if (kind === undefined) throw new Error('no kind')
  const data = `${'\0é\ud800"'.repeat(2_500_000)}end`
  const event = { at: 1_760_000_000_000, attempt: 1, name: 'big', id: null, data, trueSize: null, raw: null }
  const dataDir = freshDir()
  const [id = 0] = seedRecords(dataDir, [
    { uid: 'big', kind, params: {}, summary: {}, events: [event], attempts: [], gaps: [], transitions: [] },
  ])
  const first = await start(dataDir)
  const out = await first.textOf(id, 'transcript')
  expect(out.split('\n').length).toBe(6)
  const second = await start()
  const { runs } = await second.importText(out)
  const [row] = await second.events(runs[0]?.run ?? 0)
  expect(row?.data === data).toBe(true)
}, 60_000)
