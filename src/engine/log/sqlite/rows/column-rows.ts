// Number columns as the log keeps them.

import type Database from 'better-sqlite3'
import { blockSize } from '../../../../core/log/blocks.ts'
import { type Column, createColumnGatherer } from '../../../../core/log/column-gatherer.ts'
import { createZoneGatherer } from '../../../../core/log/zones.ts'
import { eventKey } from './keys.ts'
import { type StoredText, unpackText } from './text.ts'

/** Stores the columns of block `block` of `run`, or that it can have none. */
export type PutColumns = (run: number, block: number, columns: readonly Column[]) => void

export function createColumnWriter(db: Database.Database): PutColumns {
  // The run may have been removed between its last event and its transaction.
  const put = db.prepare(
    'INSERT OR REPLACE INTO number_columns SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM runs WHERE id = ?)',
  )
  const goOn = db.prepare(
    `INSERT OR REPLACE INTO columned SELECT id, :block + 1 FROM runs
     WHERE id = :run AND coalesce((SELECT blocks FROM columned WHERE run = :run), 0) = :block`,
  )
  return (run, block, columns) => {
    const first = firstKey(run, block)
    for (const [i, { path, numbers }] of columns.entries()) put.run(first + i, path, numbers, run)
    goOn.run({ run, block })
  }
}

/** Whether block `block` of `run` has columns. */
export function createColumnLook(db: Database.Database): (run: number, block: number) => boolean {
  const some = db.prepare('SELECT 1 FROM number_columns WHERE key >= ? AND key < ? LIMIT 1').pluck()
  return (run, block) => {
    const first = firstKey(run, block)
    return some.get(first, first + blockSize) !== undefined
  }
}

/** The columns at some of `paths` that block `block` of `run` has, by path. */
export type ColumnSource = (
  run: number,
  block: number,
  paths: readonly string[],
) => ReadonlyMap<string, Uint8Array>

export function createColumnReader(db: Database.Database): ColumnSource {
  const stored = db
    .prepare(
      `SELECT path, numbers FROM number_columns
       WHERE key >= ? AND key < ? AND path IN (SELECT value FROM json_each(?))`,
    )
    .raw()
  let asked: readonly string[] = []
  let names = '[]'
  return (run, block, paths) => {
    if (paths !== asked) names = JSON.stringify(paths)
    asked = paths
    const first = firstKey(run, block)
    return new Map(stored.all(first, first + blockSize, names) as [string, Uint8Array][])
  }
}

/** Makes the columns of block `block` of `run` from its events; none where it is not whole, as in a log that was damaged. */
export function createColumnMaker(db: Database.Database): (run: number, block: number) => readonly Column[] {
  const dataOf = db.prepare('SELECT data FROM events WHERE key >= ? AND key < ? ORDER BY key').pluck()
  return (run, block) => {
    const gatherer = createColumnGatherer()
    const zones = createZoneGatherer({}, gatherer)
    const first = firstKey(run, block)
    let events = 0
    let bytes = 0
    for (const stored of dataOf.iterate(first, first + blockSize)) {
      const data = unpackText(stored as StoredText)
      zones.add(data)
      bytes += Buffer.byteLength(data)
      events++
    }
    return events < blockSize || zones.zones() === null ? [] : gatherer.columns(bytes)
  }
}

function firstKey(run: number, block: number): number {
  return eventKey(run, block * blockSize + 1)
}
