// What the log remembers of its own keeping, read with the rest of it.

import type Database from 'better-sqlite3'
import { type RemovalRecord, type Restored, removalSchema } from '../../../../core/storage/storage.ts'
import { readRestored } from '../backup/restore.ts'

export function createRecordReader(db: Database.Database) {
  const list = db.prepare('SELECT id, removal FROM removals ORDER BY id DESC LIMIT ?').raw()
  const left = db.prepare('SELECT count(*) FROM forgetting').pluck()
  return {
    removals: (limit: number): RemovalRecord[] =>
      list.all(limit).map((row) => {
        const [id, removal] = row as [number, string]
        return removalSchema.parse({ ...JSON.parse(removal), id })
      }),
    forgetting: (): number => Number(left.get()),
    restored: (): Restored | null => readRestored(db),
  }
}
