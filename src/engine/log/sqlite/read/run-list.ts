// All runs of the log, newest first, read anew only where one has changed: a summary that is the same text as before is not
// parsed again.

import type Database from 'better-sqlite3'
import { type RunSummary, runSummarySchema } from '../../../../core/run/run.ts'

export function createRunList(db: Database.Database) {
  const version = db.prepare('PRAGMA data_version').pluck()
  const all = db.prepare('SELECT id, summary FROM runs ORDER BY id DESC').raw()
  const one = db.prepare('SELECT summary FROM runs WHERE id = ?').pluck()
  let known = new Map<number, { readonly text: string; readonly run: RunSummary }>()
  let knownAt: unknown = null
  let list: readonly RunSummary[] = []

  const parse = (text: string): RunSummary => runSummarySchema.parse(JSON.parse(text))

  return {
    /** Every run of the log as it is now. */
    all: (): readonly RunSummary[] => {
      const now = version.get()
      if (now === knownAt) return list
      const next: typeof known = new Map()
      for (const row of all.iterate()) {
        const [id, text] = row as [number, string]
        const before = known.get(id)
        next.set(id, before?.text === text ? before : { text, run: parse(text) })
      }
      known = next
      knownAt = now
      list = [...next.values()].map(({ run }) => run)
      return list
    },
    one: (run: number): RunSummary | null => {
      const text = one.get(run)
      return typeof text === 'string' ? parse(text) : null
    },
  }
}
