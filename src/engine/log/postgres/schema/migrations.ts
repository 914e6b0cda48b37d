// Every migration of the shared log, in order; `meta.format` counts those that have run. A log is shared by programs of two
// versions while a team brings them up to date one by one, so that a migration only adds what older ones pass over (expand),
// and what nobody uses any more is taken away by a later one (contract). `minReader` and `minWriter`: the format that a
// program must know to read the log after it, and to write it.

import { sql as log } from './0001-log.ts'
import { sql as access } from './0002-access.ts'
import { sql as leases } from './0003-leases.ts'
import { sql as words } from './0004-words.ts'
import { sql as byRun } from './0005-by-run.ts'
import { sql as changes } from './0006-changes.ts'
import { sql as duties } from './0007-duties.ts'
import { sql as surveys } from './0008-surveys.ts'

export type Migration = { readonly sql: string; readonly minReader: number; readonly minWriter: number }

export const migrations: readonly Migration[] = [
  { sql: log, minReader: 1, minWriter: 1 },
  { sql: access, minReader: 1, minWriter: 1 },
  { sql: leases, minReader: 1, minWriter: 3 },
  { sql: words, minReader: 1, minWriter: 3 },
  { sql: byRun, minReader: 1, minWriter: 3 },
  { sql: changes, minReader: 1, minWriter: 3 },
  { sql: duties, minReader: 1, minWriter: 3 },
  { sql: surveys, minReader: 1, minWriter: 3 },
]

/** The format that this program makes, and the one that it knows. */
export const format = migrations.length
