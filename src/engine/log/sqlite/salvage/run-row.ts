// The row of a run as it is taken out of a damaged log and put into a new one. Every column may be anything at all; what is
// not what it should be is left out, and the run keeps its number.

import type Database from 'better-sqlite3'
import type { Kind } from '../../../../core/kind/kind.ts'
import type { SavedRow } from './damaged-log.ts'

/** The text in column `name`; null where there is none. */
export function textOf(row: SavedRow | null, name: string): string | null {
  const value = row?.[name]
  return typeof value === 'string' ? value : null
}

/** The run's parameters; none where they cannot be read. */
export function readParams(row: SavedRow | null): Readonly<Record<string, string>> {
  const params = parseJson(textOf(row, 'params'))
  if (typeof params !== 'object' || params === null) return {}
  return Object.fromEntries(Object.entries(params).filter(([, value]) => typeof value === 'string'))
}

/**
 * The id of the run's kind; where that is lost, of the kind that needs no server, which shows any events as they came. ''
 * where there is no such kind.
 */
export function kindIdOf(row: SavedRow | null, kinds: ReadonlyMap<string, Kind>): string {
  return textOf(row, 'kind') ?? [...kinds.values()].find((one) => !one.needsServer)?.id ?? ''
}

/** What the JSON `text` says; null where it is none. */
export function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

/** Puts run `run` into the new log `db`, with the summary still to come. Its server is named only where that is there. */
export function insertRunRow(
  db: Database.Database,
  run: number,
  row: SavedRow | null,
  kinds: ReadonlyMap<string, Kind>,
): void {
  const uid = textOf(row, 'uid')
  const isTaken = db.prepare('SELECT 1 FROM runs WHERE uid = ?').get(uid) !== undefined
  const server = db
    .prepare('SELECT id FROM servers WHERE id = ?')
    .pluck()
    .get(row?.server_id ?? null)
  db.prepare(
    `INSERT INTO runs (id, uid, kind, server_id, base_url, params, has_secret, created_at, job_state, summary)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'unknown', '')`,
  ).run(
    run,
    uid === null || isTaken ? `salvaged-${run}` : uid,
    kindIdOf(row, kinds),
    server ?? null,
    textOf(row, 'base_url') ?? '',
    JSON.stringify(readParams(row)),
    row?.has_secret === 1 ? 1 : 0,
    Number.isSafeInteger(row?.created_at) ? row?.created_at : 0,
  )
}
