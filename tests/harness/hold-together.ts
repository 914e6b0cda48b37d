// Whether a log holds together, whatever was done to the engine that wrote it: SQLite's own checks, then what Runlight
// promises of its rows. It reads only, through the log's own reader, and knows nothing of what was sent.

import type Database from 'better-sqlite3'
import { summariseJob } from '../../src/core/job/summary.ts'
import type { Kind } from '../../src/core/kind/kind.ts'
import { blockSize } from '../../src/core/log/blocks.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import { rebuildJob } from '../../src/engine/fold/rebuild-job.ts'
import { openLogForReading } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createReader } from '../../src/engine/log/sqlite/read/reader.ts'
import { createColumnMaker } from '../../src/engine/log/sqlite/rows/column-rows.ts'
import { eventKey, runShift } from '../../src/engine/log/sqlite/rows/keys.ts'

/** What does not hold, as sentences; empty where all does. `thorough` also compares every index with its table. */
export async function faultsOf(
  dataDir: string,
  kinds: ReadonlyMap<string, Kind>,
  thorough: boolean,
): Promise<string[]> {
  const db = openLogForReading(dataDir)
  if (db === null) return ['there is no log']
  try {
    return [...pageFaults(db, thorough), ...rowFaults(db), ...(await runFaults(db, kinds))]
  } finally {
    db.close()
  }
}

function pageFaults(db: Database.Database, thorough: boolean): string[] {
  const check = thorough ? 'integrity_check' : 'quick_check'
  const found = db.pragma(check, { simple: true })
  return found === 'ok' ? [] : [`${check}: ${String(found)}`]
}

/** Events and their words stand or fall together; what is of no run is of one that is being cleared away. */
function rowFaults(db: Database.Database): string[] {
  const count = (sql: string) => Number(db.prepare(sql).pluck().get())
  const known = 'IN (SELECT id FROM runs UNION SELECT run FROM forgetting)'
  const ofNone = ['attempts', 'gaps', 'transitions', 'checkpoints', 'blocks', 'columned'].filter(
    (table) => count(`SELECT count(*) FROM ${table} WHERE run NOT ${known}`) > 0,
  )
  const lost = count(`SELECT count(*) FROM events WHERE key / ${runShift} NOT ${known}`)
  const stray = count(`SELECT count(*) FROM number_columns WHERE key / ${runShift} NOT ${known}`)
  const unindexed = count(
    'SELECT count(*) FROM events LEFT JOIN event_text_docsize ON id = key WHERE id IS NULL',
  )
  const wordsOnly = count(
    'SELECT count(*) FROM event_text_docsize LEFT JOIN events ON key = id WHERE key IS NULL',
  )
  return [
    ...ofNone.map((table) => `${table} has rows of no run`),
    ...(lost === 0 ? [] : [`${lost} events are of no run`]),
    ...(stray === 0 ? [] : [`${stray} columns are of no run`]),
    ...(unindexed === 0 ? [] : [`${unindexed} events are not in the index`]),
    ...(wordsOnly === 0 ? [] : [`the index has ${wordsOnly} events that are not there`]),
  ]
}

async function runFaults(db: Database.Database, kinds: ReadonlyMap<string, Kind>): Promise<string[]> {
  const reader = createReader(db)
  const faults: string[] = []
  for (const summary of reader.summaries()) {
    const say = (fault: string) => faults.push(`run ${summary.id} (${summary.title}): ${fault}`)
    const [count, first, last] = db
      .prepare('SELECT count(*), min(key), max(key) FROM events WHERE key >= ? AND key < ?')
      .raw()
      .get(summary.id * runShift, (summary.id + 1) * runShift) as [number, number | null, number | null]
    if (count !== summary.events) say(`${count} events, but its summary says ${summary.events}`)
    if (count > 0 && (first !== summary.id * runShift + 1 || last !== summary.id * runShift + count))
      say('its sequence has holes')
    const attempts = reader.attempts(summary.id)
    if (attempts.some((attempt, i) => attempt.number !== i + 1)) say('its attempts have holes')
    if (attempts.length !== summary.connection.attempt)
      say(`${attempts.length} attempts, but its summary says ${summary.connection.attempt}`)
    const gaps = reader.gaps(summary.id)
    if (gaps.length !== summary.gaps || gaps.some((gap, i) => gap.number !== i + 1))
      say(`${gaps.length} gaps, but its summary says ${summary.gaps}`)
    const ofRows = [blockFaults, columnFaults, resumeFaults].flatMap((faults) => faults(db, summary))
    for (const fault of ofRows) say(fault)
    for (const fault of await foldFaults(reader, summary, kinds)) say(fault)
  }
  return faults
}

/** A stored block may be behind its events, which it is then made from anew, and never ahead of them. */
function blockFaults(db: Database.Database, { id }: RunSummary): string[] {
  const rows = db
    .prepare(
      `SELECT block, events AS counted,
       (SELECT count(*) FROM events WHERE key > run * ${runShift} + block * 1024 AND key <= run * ${runShift} + (block + 1) * 1024) AS there
       FROM blocks WHERE run = ?`,
    )
    .all(id) as { block: number; counted: number; there: number }[]
  return rows
    .filter(({ counted, there }) => counted > there)
    .map(({ block, counted, there }) => `block ${block} counts ${counted} events, and ${there} are there`)
}

/** Whole blocks alone have columns, and those are what their events say. */
function columnFaults(db: Database.Database, { id, events }: RunSummary): string[] {
  const make = createColumnMaker(db)
  const stored = db.prepare(
    'SELECT path, numbers FROM number_columns WHERE key >= ? AND key < ? ORDER BY key',
  )
  const whole = Math.floor(events / blockSize)
  const looked = Number(db.prepare('SELECT blocks FROM columned WHERE run = ?').pluck().get(id) ?? 0)
  const faults =
    looked > whole ? [`${looked} blocks are said to have their columns, and ${whole} are whole`] : []
  for (let block = 0; block < whole; block++) {
    const first = eventKey(id, block * blockSize + 1)
    const columns = stored.all(first, first + blockSize)
    if (columns.length === 0 && block >= looked) continue
    const said = JSON.stringify(columns.map((one) => [Object(one).path, [...Object(one).numbers]]))
    if (said !== JSON.stringify(make(id, block).map(({ path, numbers }) => [path, [...numbers]])))
      faults.push(`the columns of block ${block} are not what its events say`)
  }
  if (stored.get(eventKey(id, whole * blockSize + 1), (id + 1) * runShift) !== undefined)
    faults.push('a block that is not whole has columns')
  return faults
}

/** The resume id is the last event id that was stored: one ahead loses events, one behind asks for them twice. */
function resumeFaults(db: Database.Database, { id }: RunSummary): string[] {
  const resume = db.prepare('SELECT resume_id FROM runs WHERE id = ?').pluck().get(id)
  const last = db
    .prepare(
      'SELECT event_id FROM events WHERE key >= ? AND key < ? AND event_id IS NOT NULL ORDER BY key DESC LIMIT 1',
    )
    .pluck()
    .get(id * runShift, (id + 1) * runShift)
  return (resume ?? null) === (last ?? null)
    ? []
    : [`it would resume from ${String(resume)}, but its last id is ${String(last)}`]
}

/** The summary is what the fold makes of the events, from the first one and from the last checkpoint. */
async function foldFaults(
  reader: ReturnType<typeof createReader>,
  summary: RunSummary,
  kinds: ReadonlyMap<string, Kind>,
): Promise<string[]> {
  const stored = reader.run(summary.id)
  if (stored === null) return ['its row is gone']
  const rebuild = async (from: 'start' | 'checkpoint') => {
    const source = from === 'start' ? { ...reader, checkpoint: () => null } : reader
    const kind = kinds.get(summary.kind)
    return (await rebuildJob(source, summary.id, summary.events, kind, stored.params)).job
  }
  const [whole, short] = [await rebuild('start'), await rebuild('checkpoint')]
  const faults: string[] = []
  if (JSON.stringify(whole) !== JSON.stringify(short))
    faults.push('its checkpoint is not the fold of its events')
  const folded = JSON.stringify(summariseJob(whole))
  if (folded !== JSON.stringify(summary.job))
    faults.push(`its summary is not the fold of its events: ${folded} against ${JSON.stringify(summary.job)}`)
  const { pings, unreadable, repeats, late } = whole.counts
  const counted = { pings, unreadable, repeats, late }
  for (const [name, value] of Object.entries(counted)) {
    if (summary[name as keyof typeof counted] !== value)
      faults.push(`it says ${summary[name as keyof typeof counted]} ${name} of ${value}`)
  }
  return faults
}
