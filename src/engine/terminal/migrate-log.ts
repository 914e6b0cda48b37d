// Making a shared log, for a command of the terminal.

import { placeOf } from '../log/postgres/base/place.ts'
import type { Migrated } from '../log/postgres/schema/migrate.ts'

/** `place`: the address without credentials. */
export type MigratedLog = Migrated & { readonly place: string }

/** Makes the log at `url`, or brings it up to date. Rejects with a RunlightError as a shared log does. */
export async function migrateLog(url: string): Promise<MigratedLog> {
  const place = placeOf(url)
  // No other command loads what speaks to a database.
  const { migrateSharedLog } = await import('../log/postgres/schema/migrate.ts')
  return { place, ...(await migrateSharedLog(url)) }
}
