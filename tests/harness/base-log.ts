// Sound logs to be damaged: one closed properly, one whose engine was cut short, with its latest events still in the WAL,
// and one of format 1. Each is a few hundred pages, so that every part of it is hit now and then.

import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { summariseJob } from '../../src/core/job/summary.ts'
import { rebuildJob } from '../../src/engine/fold/rebuild-job.ts'
import { openLogForWriting } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createReader } from '../../src/engine/log/sqlite/read/reader.ts'
import { createWriter } from '../../src/engine/log/sqlite/write/writer.ts'
import { loadKinds } from '../support/load-kinds.ts'
import { events, seedLog } from '../support/seed-log.ts'
import { makeVersionOne, versionOneData } from '../support/version-one.ts'

export type BaseSort = 'closed' | 'cut short' | 'older'
export type Base = {
  readonly sort: BaseSort
  readonly dir: string
  /** The folder of another log that was cut short, where there is one. */
  readonly stranger: string
  /** Every run's events' data, in order. */
  readonly data: Readonly<Record<string, readonly string[]>>
}

const runs = 4
const perRun = 700
/** Events that are in the WAL alone. */
const inWal = 150

const dataOf = (run: number, seq: number) =>
  JSON.stringify({
    run,
    seq,
    progress: seq % 100,
    words: `run ${run} of this log says its ${seq}th sentence`,
  })

export async function makeBase(dir: string, sort: BaseSort): Promise<Base> {
  mkdirSync(dir, { recursive: true })
  const stranger = `${dir}-stranger`
  if (sort === 'older') {
    makeVersionOne(dir, runs, perRun)
    const data = numbers(runs).map((run) => [
      String(run),
      numbers(perRun).map((seq) => (seq === perRun ? '' : versionOneData(run, seq))),
    ])
    return { sort, dir, stranger, data: Object.fromEntries(data) }
  }
  await seed(dir, perRun)
  if (sort === 'cut short') {
    await leaveInWal(dir, perRun)
    writeFileSync(join(dir, 'engine.json'), '{"host":"desktop","pid":1}')
    await seed(stranger, 300)
    await leaveInWal(stranger, 300)
  }
  const data = numbers(runs).map((run) => {
    const more = run === 1 && sort === 'cut short' ? inWal : 0
    return [String(run), numbers(perRun + more).map((seq) => dataOf(run, seq))]
  })
  return { sort, dir, stranger, data: Object.fromEntries(data) }
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

async function seed(dir: string, count: number): Promise<void> {
  mkdirSync(dir, { recursive: true })
  await seedLog(
    dir,
    numbers(runs).map((run) => ({
      title: `Run ${run}`,
      connection: 'stopped' as const,
      events: events(count, (seq) => ({ id: String(seq), data: dataOf(run, seq) })),
    })),
  )
}

/** Adds events to run 1, which has `count`, in 15 transactions, and leaves the files as they are before the log is closed. */
async function leaveInWal(dir: string, count: number): Promise<void> {
  const kinds = await loadKinds()
  const db = openLogForWriting(dir)
  db.pragma('wal_autocheckpoint = 0')
  const writer = createWriter(db)
  const reader = createReader(db)
  const stored = reader.run(1)
  if (stored === null) throw new Error('There is no run to add to.')
  const { summary, params } = stored
  const at = (seq: number) => (summary.lastEventAt ?? 0) + (seq - count) * 10
  for (let from = count; from < count + inWal; from += 10) {
    const seqs = numbers(10).map((n) => from + n)
    const last = from + 10
    const added = seqs.map((seq) => ({
      run: 1,
      seq,
      attempt: 1,
      at: at(seq),
      name: 'message',
      id: String(seq),
      data: dataOf(1, seq),
      flags: 0,
      trueSize: null,
      raw: null,
    }))
    const rest = { attempts: [], gaps: [], transitions: [], checkpoints: [] }
    writer.commit({ ...rest, events: added, runs: [] })
    const { job } = await rebuildJob(reader, 1, last, kinds.get('plain'), params)
    const now = { ...summary, events: last, lastEventAt: at(last), job: summariseJob(job) }
    writer.commit({ ...rest, events: [], runs: [{ summary: now, resumeId: String(last) }] })
  }
  // Taken while it is open, as a kill would leave it.
  const open = `${dir}-open`
  cpSync(dir, open, { recursive: true })
  writer.close()
  cpSync(open, dir, { recursive: true })
  rmSync(open, { recursive: true })
}
