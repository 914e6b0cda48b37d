// A commit of the log, with those who are told of it: what was stored is judged, and how long it took is measured.

import type { Clock } from '../base/clock.ts'
import type { Telemetry } from '../base/telemetry-port.ts'
import type { LogAccess } from '../log/port.ts'
import type { Batch } from '../log/rows.ts'

export type ToldCommitDeps = {
  readonly log: Pick<LogAccess, 'commit'>
  readonly clock: Clock
  /** Told of what was committed, before screens are. */
  readonly stored: (batch: Batch) => void
  readonly telemetry: Pick<Telemetry, 'committed' | 'refused'>
}

/** Rejects as the log's own commit does. */
export function createToldCommit({ log, clock, stored, telemetry }: ToldCommitDeps) {
  return async (batch: Batch, again: boolean): Promise<void> => {
    const from = clock.monotonic()
    try {
      await log.commit(batch, again)
    } catch (thrown) {
      telemetry.refused(clock.monotonic() - from)
      throw thrown
    }
    telemetry.committed(batch, clock.monotonic() - from)
    stored(batch)
  }
}
