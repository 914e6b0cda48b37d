// Whether this program may use the log: none that is older than it needs, none that is newer than it understands.

import { RunlightError } from '../../../../core/basics/errors.ts'
import type { Connection } from '../base/connection.ts'
import { format } from './migrations.ts'

/** What a log says of itself. */
export type Meta = {
  /** Its name, as a UUID: two addresses may lead to one log. */
  readonly log: string
  readonly format: number
  readonly minReader: number
  readonly minWriter: number
}

/** What the log says of itself; null where there is no log yet. */
export async function readMeta(connection: Connection): Promise<Meta | null> {
  const [there] = await connection.all(`SELECT to_regclass('runlight.meta') IS NOT NULL AS yes`)
  if (there?.yes !== true) return null
  const [row] = await connection.all('SELECT log, format, min_reader, min_writer FROM runlight.meta')
  if (row === undefined) return null
  return {
    log: String(row.log),
    format: Number(row.format),
    minReader: Number(row.min_reader),
    minWriter: Number(row.min_writer),
  }
}

/**
 * Resolves to what the log says of itself where this program, which knows format `known`, may read and `write` it. Rejects
 * `older-log` or `newer-log`, and the log is left as it is.
 */
export async function checkFormat(
  connection: Connection,
  use: 'read' | 'write',
  known: number = format,
): Promise<Meta> {
  const { place } = connection
  const meta = await readMeta(connection)
  if (meta === null) {
    throw new RunlightError(
      'older-log',
      `There is no log at ${place} yet: make it with “runlight log migrate” and its address.`,
    )
  }
  if (meta.format < known) {
    throw new RunlightError(
      'older-log',
      `The log at ${place} has an older format (${meta.format}, this Runlight needs ${known}): bring it up to date with “runlight log migrate” and its address. Older programs go on working with it.`,
    )
  }
  refuseNewer(place, meta, use, known)
  return meta
}

/** Throws `newer-log` where a program that knows format `known` must not use the log at all, or not in this way. */
export function refuseNewer(place: string, meta: Meta, use: 'read' | 'write', known: number): void {
  const least = use === 'read' ? meta.minReader : Math.max(meta.minReader, meta.minWriter)
  if (known >= least) return
  throw new RunlightError(
    'newer-log',
    `The log at ${place} has a newer format (${meta.format}, this Runlight knows ${known}): update Runlight here. Nothing was changed.`,
  )
}
