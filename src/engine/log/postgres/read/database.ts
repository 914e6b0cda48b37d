// The database as what reads the log has it: for one viewer at a time, and every call of one moment where it asks for that.

import type { SyncClient } from '../base/sync-client.ts'

/** The spaces whose runs and servers a reader may see. */
export type Spaces = readonly number[] | 'all'

export type Database = Pick<SyncClient, 'all' | 'get' | 'many' | 'together'> & {
  /** Whom the present call is for. */
  readonly spaces: () => Spaces
  /** Grows with every call: what was read of a run's row holds for one of them. */
  readonly call: () => number
  /** Calls `act` for whoever sees `spaces`. */
  readonly as: <T>(spaces: Spaces, act: () => T) => T
  readonly close: () => void
}

/**
 * What says in SQL that a row of runs is there and seen. The policies of the tables say the same to the database's own roles;
 * this holds for a role that stands over them, too.
 */
export const isSeen = 'removed_at IS NULL AND runlight.sees(space)'

export function createDatabase(client: SyncClient): Database {
  let seen: Spaces = 'all'
  let call = 0
  return {
    all: client.all,
    get: client.get,
    many: client.many,
    together: client.together,
    spaces: () => seen,
    call: () => call,
    as: (spaces, act) => {
      call++
      seen = spaces
      client.see(spaces)
      return act()
    },
    close: client.close,
  }
}
