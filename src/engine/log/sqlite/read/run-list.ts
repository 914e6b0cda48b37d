// All runs of the log, newest first, read anew only where one has changed: a summary that is the same text as before is not
// parsed again. Each leaves with what its alerts and snoozes ask for now.

import type Database from 'better-sqlite3'
import { type RunSummary, runSummarySchema } from '../../../../core/run/run.ts'
import { createAttentionReader } from './attention.ts'

export function createRunList(db: Database.Database) {
  const version = db.prepare('PRAGMA data_version').pluck()
  const all = db.prepare('SELECT id, summary FROM runs ORDER BY id DESC').raw()
  const one = db.prepare('SELECT summary FROM runs WHERE id = ?').pluck()
  const attention = createAttentionReader(db)
  let known = new Map<number, { readonly text: string; readonly run: RunSummary }>()
  let knownAt: unknown = null
  let wakesAt: number | null = null
  let list: readonly RunSummary[] = []

  const parse = (text: string): RunSummary => runSummarySchema.parse(JSON.parse(text))

  return {
    /** Every run of the log as it is now. */
    all: (): readonly RunSummary[] => {
      const now = version.get()
      const time = Date.now()
      if (now === knownAt && (wakesAt === null || time < wakesAt)) return list
      const next: typeof known = new Map()
      for (const row of all.iterate()) {
        const [id, text] = row as [number, string]
        const before = known.get(id)
        next.set(id, before?.text === text ? before : { text, run: parse(text) })
      }
      known = next
      knownAt = now
      wakesAt = attention.wakesAt(time)
      const attended = attention.ofAll(time)
      list = [...next.values()].map(({ run }) => attended(run))
      return list
    },
    one: (run: number): RunSummary | null => {
      const text = one.get(run)
      return typeof text === 'string' ? attention.ofOne(parse(text), Date.now()) : null
    },
  }
}
