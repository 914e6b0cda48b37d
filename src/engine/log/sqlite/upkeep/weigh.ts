// What the log weighs, and what of: read off the pages that SQLite counts and off the blocks, which hold the bytes of
// every 1,024 events. No event is read. A run's weight is its share by the bytes of its events: the pages of the log and
// of its index are used by all runs together, so that no exact figure exists.

import { statSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { type RunSummary, runSummarySchema } from '../../../../core/run/run.ts'
import { isSettled } from '../../../../core/run/states.ts'
import type { Sizes } from '../../../../core/storage/storage.ts'
import { toShare, type WeighedRun } from '../../removal-plan.ts'

type Tally = { runs: number; events: number; bytes: number }

/** What a row costs beside its data, and a run beside its events; bytes, measured on logs of short events. */
const perEvent = 64
const perRun = 3_000
/** The most that one byte of data is taken to cost, index included: a small log is mostly its own tables. */
const dearest = 2.5
const shownBiggest = 20
const shownDays = 30

/** Every run of the log with its share of the disk in bytes. */
export function weighRuns(db: Database.Database): WeighedRun[] {
  const data = dataOfRuns(db)
  const rows = db.prepare('SELECT uid, has_secret, summary FROM runs ORDER BY id').raw().all()
  const weighed = rows.map((row) => {
    const [uid, hasSecret, text] = row as [string, number, string]
    const summary = runSummarySchema.parse(JSON.parse(text))
    const bytes = dataBytes(summary, data.get(summary.id)) + perEvent * summary.events + perRun
    return { summary, bytes, secretOf: hasSecret === 1 ? uid : null }
  })
  const scale = scaleOf(
    db,
    weighed.reduce((sum, { bytes }) => sum + bytes, 0),
  )
  return weighed.map(({ summary, bytes, secretOf }) => ({
    id: summary.id,
    title: summary.title,
    kind: summary.kind,
    server: summary.server,
    at: lastTouched(summary),
    events: summary.events,
    bytes: Math.round(bytes * scale),
    live: !isSettled(summary.connection.state),
    pinned: summary.marks.pinned,
    secretOf,
  }))
}

/** What the log at `path` weighs at `now`; `parts` also counts pages by table, which reads the whole file. */
export function weighLog(db: Database.Database, path: string, now: number, parts: boolean): Sizes {
  const runs = weighRuns(db)
  const pageSize = pragma(db, 'page_size')
  const journal = fileBytes(`${path}-wal`) + fileBytes(`${path}-shm`)
  const byKind = new Map<string, Tally>()
  const byServer = new Map<string, Tally>()
  for (const run of runs) {
    add(byKind, run.kind, run)
    add(byServer, run.server, run)
  }
  const { months, days } = byTime(db, runs)
  return {
    at: now,
    path,
    total: fileBytes(path) + journal,
    journal,
    free: pragma(db, 'freelist_count') * pageSize,
    runs: runs.length,
    events: runs.reduce((sum, run) => sum + run.events, 0),
    kinds: heaviest(byKind).map(([kind, tally]) => ({ kind, ...tally })),
    servers: heaviest(byServer).map(([server, tally]) => ({ server, ...tally })),
    months: [...months]
      .map(([month, tally]) => ({ month, events: tally.events, bytes: tally.bytes }))
      .sort((a, b) => b.month.localeCompare(a.month)),
    days: lastDays(now).map((day) => ({
      day,
      events: days.get(day)?.events ?? 0,
      bytes: days.get(day)?.bytes ?? 0,
    })),
    biggest: runs
      .toSorted((a, b) => b.bytes - a.bytes)
      .slice(0, shownBiggest)
      .map(toShare),
    parts: parts ? countParts(db) : null,
  }
}

type BlockSum = { events: number; bytes: number }

function dataOfRuns(db: Database.Database): Map<number, BlockSum> {
  const sums = new Map<number, BlockSum>()
  const rows = db.prepare('SELECT run, sum(events), sum(bytes) FROM blocks GROUP BY run').raw().all()
  for (const row of rows) {
    const [run, events, bytes] = row as [number, number, number]
    sums.set(run, { events, bytes })
  }
  return sums
}

/** Bytes of the run's data: by its blocks; for events that no block counts yet, by what came over the wire. */
function dataBytes(summary: RunSummary, known: BlockSum | undefined): number {
  const { events, bytes } = known ?? { events: 0, bytes: 0 }
  if (events >= summary.events) return bytes
  if (events === 0) return summary.bytes
  return (bytes / events) * summary.events
}

/** When the run was last added to. An imported run is as old as its import: what it tells of may be years ago. */
function lastTouched({ createdAt, lastEventAt, imported }: RunSummary): number {
  return Math.max(createdAt, lastEventAt ?? 0, imported?.at ?? 0)
}

function scaleOf(db: Database.Database, weight: number): number {
  const used = (pragma(db, 'page_count') - pragma(db, 'freelist_count')) * pragma(db, 'page_size')
  return weight === 0 ? 1 : Math.min(dearest, used / weight)
}

/** The bytes of each day and month in which events came to this log; a run's own share, spread by its blocks. */
function byTime(db: Database.Database, runs: readonly WeighedRun[]) {
  const months = new Map<string, Tally>()
  const days = new Map<string, Tally>()
  const known = new Map(runs.map((run) => [run.id, run]))
  const imports = new Map(
    db
      .prepare("SELECT id, json_extract(summary, '$.imported.at') FROM runs")
      .raw()
      .all()
      .map((row) => row as [number, number | null]),
  )
  const counted = new Map<number, number>()
  const put = (at: number, events: number, bytes: number) => {
    const day = dayOf(at)
    const share = { events, bytes: Math.round(bytes) }
    add(days, day, share)
    add(months, day.slice(0, 7), share)
  }
  for (const row of db.prepare('SELECT run, events, last_at FROM blocks').raw().iterate()) {
    const [id, events, lastAt] = row as [number, number, number]
    const run = known.get(id)
    if (run === undefined || run.events === 0) continue
    counted.set(id, (counted.get(id) ?? 0) + events)
    put(imports.get(id) ?? lastAt, events, (run.bytes * events) / run.events)
  }
  for (const run of runs) {
    const rest = run.events - (counted.get(run.id) ?? 0)
    if (rest > 0) put(run.at, rest, (run.bytes * rest) / run.events)
  }
  return { months, days }
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
    bytes[name === 'events' ? 'events' : name.startsWith('event_text') ? 'index' : 'rest'] += size
  }
  return [
    { part: 'events', bytes: bytes.events },
    { part: 'index', bytes: bytes.index },
    { part: 'rest', bytes: bytes.rest },
  ]
}

function add(tallies: Map<string, Tally>, name: string, { events, bytes }: Omit<Tally, 'runs'>): void {
  const tally = tallies.get(name) ?? { runs: 0, events: 0, bytes: 0 }
  tally.runs++
  tally.events += events
  tally.bytes += bytes
  tallies.set(name, tally)
}

function heaviest(tallies: ReadonlyMap<string, Tally>): [string, Tally][] {
  return [...tallies].sort(([a, x], [b, y]) => y.bytes - x.bytes || a.localeCompare(b))
}

/** `2026-01-31`, in this computer's time zone. */
function dayOf(at: number): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

function lastDays(now: number): string[] {
  const today = new Date(now)
  return Array.from({ length: shownDays }, (_, i) => {
    const back = shownDays - 1 - i
    return dayOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() - back).getTime())
  })
}

function fileBytes(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

function pragma(db: Database.Database, name: string): number {
  return Number(db.pragma(name, { simple: true }))
}
