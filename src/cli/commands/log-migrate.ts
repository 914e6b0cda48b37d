// `runlight log migrate`: makes the log that a team shares, or brings it up to date. Nothing else ever changes its tables.

import { type MigratedLog, migrateLog } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { logAddress } from '../host/log-address.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'

export type LogMigrateOptions = { readonly json?: true }

/** Makes the log at the address `url`, or brings it up to date, and says what was done. Without one, that of `RUNLIGHT_LOG`. */
export async function logMigrate(
  host: CliHost,
  url: string | undefined,
  { json }: LogMigrateOptions,
): Promise<number> {
  const migrated = await migrateLog(logAddress(host, url, 'runlight log migrate'))
  if (json === true) host.out.write(jsonLine(migrated))
  else for (const line of said(migrated)) host.out.write(`${printable(line)}\n`)
  return 0
}

function* said({ place, from, to, roles }: MigratedLog): Generator<string> {
  if (from === null) yield `The log is made: ${place} (format ${to}).`
  else if (from === to) yield `The log is up to date: ${place} (format ${to}).`
  else yield `The log is brought up to date: ${place} (format ${from} became ${to}).`
  if (!roles)
    yield 'This user may make no database roles, so that only the owner of the log can use it. Let an administrator create runlight_collector and runlight_hub, then run this once more.'
}
