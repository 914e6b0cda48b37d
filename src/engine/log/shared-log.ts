// A log that several processes share, as hubs and collectors hold it: the log itself, and what a team needs beside it.

import type { LogAccess } from './port.ts'
import type { TeamPort } from './team-port.ts'

export type SharedLog = LogAccess & {
  readonly team: TeamPort
  /** The same log as somebody sees it who may see these spaces: each read answers from their runs and servers alone. */
  readonly as: (spaces: readonly number[] | 'all') => LogAccess
}
