// A look at the log before it is written to, through a connection that changes nothing: that its tables are there, and,
// after an end that was not a proper one, that its pages hold together. It takes a bounded time whatever the log weighs:
// what is small is checked whole, and of the events as much as the budget allows, the latest runs first.

import Database from 'better-sqlite3'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { runShift } from '../rows/keys.ts'
import { damaged, refuseNewer, sizeOf } from './inspect-log.ts'
import { isDamage } from './sqlite-errors.ts'
import { isWalDamaged } from './wal.ts'

/** How long the look may take, in ms. */
const budgetMs = 1_000
/** A disk is taken to give at least this many bytes a ms; a check that would not fit the budget by it is not begun. */
const bytesPerMs = 200_000
const slice = 5_000
const needed = ['runs', 'events', 'event_text', 'servers', 'attempts', 'gaps', 'transitions', 'settings']

/** Throws `damaged-log` with what was found. `thorough`: the last engine did not end as it should have. */
export function checkLog(path: string, thorough: boolean): void {
  if ((sizeOf(`${path}-wal`) ?? 0) > 0 && isWalDamaged(`${path}-wal`))
    throw damaged(path, 'is damaged: its latest events, in the file beside it (-wal), do not hold together')
  const db = new Database(path, { readonly: true, timeout: 5_000 })
  try {
    refuseNewer(path, Number(db.pragma('user_version', { simple: true })))
    const tables = new Set(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all())
    const missing = needed.filter((name) => !tables.has(name))
    if (missing.length > 0) throw damaged(path, `is no Runlight log: it has no table ${missing.join(', ')}`)
    if (thorough) checkPages(db, path, [...tables].map(String))
  } catch (thrown) {
    if (thrown instanceof RunlightError || !isDamage(thrown)) throw thrown
    throw damaged(path, `is damaged (${thrown instanceof Error ? thrown.message : String(thrown)})`)
  } finally {
    db.close()
  }
}

function checkPages(db: Database.Database, path: string, tables: readonly string[]): void {
  const until = performance.now() + budgetMs
  // The index's own tables stand for it: their pages are checked, the words in them are not read.
  const isBig = (name: string) => ['events', 'number_columns'].includes(name) || name.startsWith('event_text')
  for (const name of tables.filter((table) => !isBig(table))) check(db, path, name)
  const bytes = pragma(db, 'page_count') * pragma(db, 'page_size')
  if (bytes / bytesPerMs < until - performance.now()) {
    for (const name of tables.filter((table) => isBig(table) && table !== 'event_text')) check(db, path, name)
  } else readLatest(db, until)
}

function check(db: Database.Database, path: string, table: string): void {
  const found = db.pragma(`quick_check("${table.replaceAll('"', '""')}")`, { simple: true })
  if (found !== 'ok') throw damaged(path, `is damaged (${String(found).split('\n')[0]})`)
}

/** Reads events from the newest run back until the time is up; a page that does not hold together throws. */
function readLatest(db: Database.Database, until: number): void {
  const page = db.prepare(
    'SELECT min(key), sum(length(data) + at) FROM (SELECT key, data, at FROM events WHERE key >= ? AND key < ? ORDER BY key DESC LIMIT ?)',
  )
  for (const id of db.prepare('SELECT id FROM runs ORDER BY id DESC').pluck().iterate()) {
    let before = (Number(id) + 1) * runShift
    while (performance.now() < until) {
      const [least] = page.raw().get(Number(id) * runShift, before, slice) as [number | null]
      if (least === null) break
      before = least
    }
    if (performance.now() >= until) return
  }
}

function pragma(db: Database.Database, name: string): number {
  return Number(db.pragma(name, { simple: true }))
}
