// What a damaged log still holds, put into a new one: its small tables row by row, then run after run through the writer
// that every event comes through, so that index, blocks and checkpoints are made as ever.

import type Database from 'better-sqlite3'
import type { Kind } from '../../../../core/kind/kind.ts'
import { removalSchema } from '../../../../core/storage/storage.ts'
import { serverRowSchema } from '../rows/row-schemas.ts'
import { createWriter } from '../write/writer.ts'
import type { DamagedLog } from './damaged-log.ts'
import { insertRunRow, parseJson } from './run-row.ts'
import { alertsSince, salvageAlerts } from './salvage-alerts.ts'
import { type PlaceOf, type SalvagedRun, salvageRun } from './salvage-run.ts'
import type { Source } from './source.ts'

/** Told of each run when it is copied, and how many there are. */
export type TellRun = (run: SalvagedRun, done: number, of: number) => void

export type Rescued = {
  readonly runs: readonly SalvagedRun[]
  /** What else could not be read, as sentences. */
  readonly troubles: readonly string[]
  /** Nothing was lost, and nothing is wrong with the log. */
  readonly isWhole: boolean
}

type Kinds = ReadonlyMap<string, Kind>
type Row = Readonly<Record<string, unknown>>
type Table = {
  readonly name: string
  readonly columns: readonly string[]
  /** Whether the row is one that a log can be opened with; damage may have put another table's in its place. */
  readonly fits: (row: Row) => boolean
}

const tables: readonly Table[] = [
  {
    name: 'servers',
    columns: [
      'id',
      'name',
      'base_url',
      'auth',
      'header_names',
      'has_secret',
      'ca_pem',
      'proxy_url',
      'created_at',
    ],
    fits: (row) => serverRowSchema.safeParse(row).success,
  },
  {
    name: 'settings',
    columns: ['name', 'value'],
    fits: ({ name, value }) => typeof name === 'string' && isObject(value),
  },
  {
    name: 'removals',
    columns: ['id', 'removal'],
    fits: ({ id, removal }) =>
      isObject(removal) && removalSchema.safeParse({ ...JSON.parse(String(removal)), id }).success,
  },
]

/** Copies all that can be read of `source` into the new, empty log `db`; `kinds` say what its events mean. */
export function rescue(source: Source, db: Database.Database, kinds: Kinds, tell: TellRun): Rescued {
  const misfits: string[] = []
  const runs = source.log === null ? [] : copy(source.log, db, kinds, tell, misfits)
  const troubles = [...source.troubles, ...(source.log?.troubles() ?? []), ...misfits]
  const isComplete = troubles.length === 0 && runs.every(({ lost, nameless }) => lost === 0 && !nameless)
  return { runs, troubles, isWhole: isComplete && source.log?.isSound() === true }
}

function copy(
  log: DamagedLog,
  db: Database.Database,
  kinds: Kinds,
  tell: TellRun,
  misfits: string[],
): SalvagedRun[] {
  for (const { name, columns, fits } of tables) {
    const put = db.prepare(
      `INSERT OR IGNORE INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    for (const values of log.table(name, columns)) {
      const row = Object.fromEntries(columns.map((column, i) => [column, values[i]]))
      if (!isSafely(() => fits(row)) || !putOrSkip(() => put.run(...values)))
        misfits.push(`a row of ${name}, which is another’s or nonsense`)
    }
  }
  const writer = createWriter(db)
  const numbers = log.runs()
  const places = new Map<number, PlaceOf>()
  const runs = numbers.map((run, i) => {
    const row = log.row(run)
    insertRunRow(db, run, row, kinds)
    const salvaged = salvageRun(log, run, row, kinds, writer, (place) => places.set(run, place))
    tell(salvaged, i + 1, numbers.length)
    return salvaged
  })
  if (log.version() >= alertsSince) misfits.push(...salvageAlerts(log, db, places))
  // The number of a run that was removed is not given again, nor that of an alert, which was told outside.
  for (const table of ['runs', 'alerts'] as const) {
    const last = log.version() >= alertsSince || table === 'runs' ? log.lastOf(table) : 0
    if (last === 0) continue
    db.prepare('DELETE FROM sqlite_sequence WHERE name = ? AND seq <= ?').run(table, last)
    db.prepare(
      'INSERT INTO sqlite_sequence SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?)',
    ).run(table, last, table)
  }
  return runs
}

/** Whether the new log's columns took the row's values. */
function putOrSkip(put: () => void): boolean {
  try {
    put()
    return true
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
    if (!code.startsWith('SQLITE_CONSTRAINT') && code !== 'SQLITE_MISMATCH') throw thrown
    return false
  }
}

function isSafely(test: () => boolean): boolean {
  try {
    return test()
  } catch {
    return false
  }
}

/** Whether it is the JSON text of an object. */
function isObject(value: unknown): boolean {
  const parsed = typeof value === 'string' ? parseJson(value) : null
  return typeof parsed === 'object' && parsed !== null
}
