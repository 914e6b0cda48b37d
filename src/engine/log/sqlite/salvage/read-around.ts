// Reading a table of a damaged log: row after row in the order of its key, and around what cannot be read. A page that
// does not hold together costs the rows on it, and those below it where it is one of the tree's inner pages.

import type Database from 'better-sqlite3'
import { isDamage } from '../file/sqlite-errors.ts'

const most = 500

/** One stretch of keys in which nothing could be read: from `from` up to but not including `to`. */
export type Hole = { readonly from: number; readonly to: number }

/**
 * Gives the rows of `table` with `from <= key < to`, in order, each as its values in the order of `columns`, its key first.
 * `missed` is told of every stretch that was passed over. `key` is the table's integer key.
 */
export function* readAround(
  db: Database.Database,
  { table, key, columns }: { readonly table: string; readonly key: string; readonly columns: string },
  from: number,
  to: number,
  missed: (hole: Hole) => void,
): Generator<readonly unknown[]> {
  let statement: Database.Statement
  try {
    statement = db
      .prepare(
        `SELECT ${key}, ${columns} FROM ${table} WHERE ${key} >= ? AND ${key} < ? ORDER BY ${key} LIMIT ?`,
      )
      .raw()
  } catch (thrown) {
    if (!isDamage(thrown) && !isNoSuch(thrown)) throw thrown
    return missed({ from, to })
  }
  const page = (at: number, limit: number): unknown[][] | null => {
    try {
      return statement.all(at, to, limit) as unknown[][]
    } catch (thrown) {
      if (isDamage(thrown)) return null
      throw thrown
    }
  }
  let at = from
  let limit = most
  let leap = 1
  while (at < to) {
    const rows = page(at, limit)
    if (rows !== null) {
      const before = at
      // A page in another's place gives keys out of their order, and those before them once more.
      for (const row of rows) {
        const key = Number(row[0])
        if (!(key >= at && key < to)) continue
        yield row
        at = key + 1
      }
      if (rows.length < limit) return
      // None of a whole page was in its order: the next try is made ever farther on.
      leap = at === before ? leap * 2 : 1
      if (at === before) {
        at = Math.min(to, before + leap)
        missed({ from: before, to: at })
      }
      limit = Math.min(most, limit * 2)
    } else if (limit > 1) limit = Math.max(1, limit >> 2)
    else {
      const next = nextReadable(at, to, (key) => page(key, 1) !== null)
      missed({ from: at, to: next })
      at = next
    }
  }
}

/** The first key from which reading works again, found in ever longer steps and then exactly; `to` where there is none. */
function nextReadable(bad: number, to: number, works: (key: number) => boolean): number {
  let low = bad
  let step = 1
  while (low + step < to && !works(low + step)) {
    low += step
    step *= 2
  }
  let high = Math.min(low + step, to)
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2)
    if (works(middle)) high = middle
    else low = middle
  }
  return high
}

/** The table or a column of it is not in the schema, which is damaged then itself, or older. */
function isNoSuch(thrown: unknown): boolean {
  return thrown instanceof Error && /no such (table|column)/.test(thrown.message)
}
