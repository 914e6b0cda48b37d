// Starts the spool's thread.

import { startThread, type Thread } from '../../threads/start.ts'
import type { Spool } from './spool.ts'
import threadPath from './spool-thread.ts?modulePath'

export type SpoolThread = Thread<Spool>

/** Rejects with `data-dir-in-use` where another process has the data directory. */
export function startSpool(dataDir: string): Promise<SpoolThread> {
  return startThread<Spool>(threadPath, { dataDir })
}
