// What the log weighs, and what of: read off the pages that SQLite counts and off the blocks, which hold the bytes of
// every 1,024 events. No event is read.

import { statSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { runSummarySchema } from '../../../../core/run/run.ts'
import type { Sizes } from '../../../../core/storage/storage.ts'
import type { WeighedRun } from '../../removal-plan.ts'
import { type EventSum, type EventsAt, sizesOf, weighRuns as weighAll } from '../../weights.ts'

/** Every run of the log with its share of the disk in bytes. */
export function weighRuns(db: Database.Database): WeighedRun[] {
  const data = dataOfRuns(db)
  const rows = db.prepare('SELECT uid, has_secret, summary FROM runs ORDER BY id').raw().all()
  const runs = rows.map((row) => {
    const [uid, hasSecret, text] = row as [string, number, string]
    return { summary: runSummarySchema.parse(JSON.parse(text)), secretOf: hasSecret === 1 ? uid : null }
  })
  const used = (pragma(db, 'page_count') - pragma(db, 'freelist_count')) * pragma(db, 'page_size')
  return weighAll(runs, data, used)
}

/** What the log at `path` weighs at `now`; `parts` also counts pages by table, which reads the whole file. */
export function weighLog(db: Database.Database, path: string, now: number, parts: boolean): Sizes {
  const runs = weighRuns(db)
  const pageSize = pragma(db, 'page_size')
  const journal = fileBytes(`${path}-wal`) + fileBytes(`${path}-shm`)
  const imports = db
    .prepare("SELECT id, json_extract(summary, '$.imported.at') FROM runs")
    .raw()
    .all()
    .flatMap((row) => {
      const [run, at] = row as [number, number | null]
      return at === null ? [] : [[run, at] as const]
    })
  const log = {
    at: now,
    path,
    total: fileBytes(path) + journal,
    journal,
    free: pragma(db, 'freelist_count') * pageSize,
    parts: parts ? countParts(db) : null,
  }
  // Nothing else can be asked of the connection while these are gone through.
  const counted = db.prepare('SELECT run, events, last_at FROM blocks').raw().iterate() as Iterable<EventsAt>
  return sizesOf(runs, counted, new Map(imports), log)
}

function dataOfRuns(db: Database.Database): Map<number, EventSum> {
  const sums = new Map<number, EventSum>()
  const rows = db.prepare('SELECT run, sum(events), sum(bytes) FROM blocks GROUP BY run').raw().all()
  for (const row of rows) {
    const [run, events, bytes] = row as [number, number, number]
    sums.set(run, { events, bytes })
  }
  return sums
}

/** SQLite's own count of pages by table, some ms for each 10 MB. */
function countParts(db: Database.Database): Sizes['parts'] {
  const bytes = { events: 0, index: 0, rest: 0 }
  const rows = db
    .prepare('SELECT name, sum(pgsize) FROM dbstat WHERE aggregate = TRUE GROUP BY name')
    .raw()
    .all()
  for (const row of rows) {
    const [name, size] = row as [string, number]
    bytes[name === 'events' ? 'events' : isIndex(name) ? 'index' : 'rest'] += size
  }
  return [
    { part: 'events', bytes: bytes.events },
    { part: 'index', bytes: bytes.index },
    { part: 'rest', bytes: bytes.rest },
  ]
}

/** What only makes searches fast. */
function isIndex(table: string): boolean {
  return table.startsWith('event_text') || table === 'number_columns'
}

function fileBytes(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

function pragma(db: Database.Database, name: string): number {
  return Number(db.pragma(name, { simple: true }))
}
