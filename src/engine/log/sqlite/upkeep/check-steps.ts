// Whether the log is sound, step by step: SQLite's own check of each table, then what only Runlight can know. It reads
// and mends nothing. A step may take seconds in a large log, which is why this runs on a thread of its own.

import type Database from 'better-sqlite3'
import { formatCount } from '../../../../core/basics/quantities.ts'
import { runSummarySchema } from '../../../../core/run/run.ts'
import type { Finding } from '../../../../core/storage/storage.ts'
import { isDamage } from '../file/sqlite-errors.ts'
import { runShift } from '../rows/keys.ts'

/** `step` of `steps` is done next and is called `name`; null where there is none left. */
export type CheckProgress = { readonly step: number; readonly steps: number; readonly name: string | null }

export type CheckSteps = {
  readonly next: () => CheckProgress
  /** Does the next step; its finding is kept. */
  readonly run: () => CheckProgress
  readonly findings: () => readonly Finding[]
}

type Step = { readonly name: string; readonly run: () => Finding }

/** The steps over `db`; `own` adds what holds for Runlight's log only while it is the log and no copy being checked. */
export function createCheckSteps(db: Database.Database, own: boolean): CheckSteps {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()
  const steps: Step[] = [
    ...tables.map(String).map((table) => ({ name: `the table ${table}`, run: () => checkTable(db, table) })),
    ...(own
      ? [
          { name: 'the sequence of every run', run: () => checkSequences(db) },
          { name: 'the events of removed runs', run: () => checkOrphans(db) },
          { name: 'the search index', run: () => checkIndex(db) },
        ]
      : []),
  ]
  const findings: Finding[] = []
  let at = 0
  const next = () => ({ step: at + 1, steps: steps.length, name: steps[at]?.name ?? null })
  return {
    next,
    run: () => {
      const step = steps[at]
      // One transaction for each step: the engine goes on writing meanwhile.
      if (step !== undefined) findings.push(guarded(step.name, db.transaction(step.run)))
      at++
      return next()
    },
    findings: () => gather(findings),
  }
}

/** Damage that stops a step is its finding. */
function guarded(name: string, run: () => Finding): Finding {
  try {
    return run()
  } catch (thrown) {
    if (!isDamage(thrown)) throw thrown
    return { ok: false, text: `${capital(name)} cannot be read: ${(thrown as Error).message}.` }
  }
}

/** The tables that are sound are said in one sentence. */
function gather(findings: readonly Finding[]): Finding[] {
  const sound = findings.filter(({ ok, text }) => ok && text === '').length
  const rest = findings.filter(({ text }) => text !== '')
  const tables = `${formatCount(sound, 'table')} checked page by page: sound.`
  return [...(sound > 0 ? [{ ok: true, text: tables }] : []), ...rest]
}

function checkTable(db: Database.Database, table: string): Finding {
  const rows = db.pragma(`integrity_check("${table.replaceAll('"', '""')}")`)
  const found = (rows as { integrity_check: string }[]).map((row) => row.integrity_check)
  if (found[0] === 'ok') return { ok: true, text: '' }
  const more = found.length > 1 ? ` (and ${formatCount(found.length - 1, 'more finding')})` : ''
  return { ok: false, text: `The table ${table} is damaged: ${String(found[0]).split('\n')[0]}${more}.` }
}

/** Every run's events must be numbered from 1 without holes, as many as its summary says. */
function checkSequences(db: Database.Database): Finding {
  const measure = db
    .prepare('SELECT count(*), min(key), max(key) FROM events WHERE key >= ? AND key < ?')
    .raw()
  const wrong: string[] = []
  let runs = 0
  for (const text of db.prepare('SELECT summary FROM runs ORDER BY id').pluck().all()) {
    const { id, events } = runSummarySchema.parse(JSON.parse(String(text)))
    const [count, least, last] = measure.get(id * runShift, (id + 1) * runShift) as [
      number,
      number | null,
      number | null,
    ]
    runs++
    const first = least === null ? 1 : least - id * runShift
    const highest = last === null ? 0 : last - id * runShift
    if (first !== 1 || highest !== count || count < events) wrong.push(`run ${id}`)
  }
  if (wrong.length === 0) return { ok: true, text: `${formatCount(runs, 'run')} read: no event is missing.` }
  const named = wrong.slice(0, 5).join(', ')
  const more = wrong.length > 5 ? ` and ${formatCount(wrong.length - 5, 'more run')}` : ''
  return { ok: false, text: `Events are missing in the log of ${named}${more}.` }
}

/** Events whose run is gone: what a removal has not cleared yet, or what should not be. */
function checkOrphans(db: Database.Database): Finding {
  const next = db.prepare('SELECT key FROM events WHERE key >= ? ORDER BY key LIMIT 1').pluck()
  const known = new Set(db.prepare('SELECT id FROM runs').pluck().all())
  const leaving = new Set(db.prepare('SELECT run FROM forgetting').pluck().all())
  let stray = 0
  let left = 0
  for (let key = next.get(0); typeof key === 'number'; ) {
    const run = Math.floor(key / runShift)
    if (leaving.has(run)) left++
    else if (!known.has(run)) stray++
    key = next.get((run + 1) * runShift)
  }
  if (stray > 0) {
    return {
      ok: false,
      text: `Events of ${formatCount(stray, 'run')} are stored, and the run itself is not.`,
    }
  }
  return left === 0
    ? { ok: true, text: 'Every event belongs to a run.' }
    : { ok: true, text: `${formatCount(left, 'removed run')} is still being cleared away.` }
}

/** Every event must have its words in the search index. */
function checkIndex(db: Database.Database): Finding {
  const [events, indexed] = ['events', 'event_text_docsize'].map((table) =>
    Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()),
  ) as [number, number]
  if (events === indexed)
    return { ok: true, text: `${formatCount(events, 'event')} can be found by the search.` }
  return indexed < events
    ? {
        ok: false,
        text: `The search does not find ${formatCount(events - indexed, 'event')}: their words are not in the index.`,
      }
    : {
        ok: false,
        text: `The search index names ${formatCount(indexed - events, 'event')} that the log does not hold.`,
      }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
