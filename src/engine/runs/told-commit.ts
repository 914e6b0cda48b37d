// A commit of the log, with those who are told of it: what was stored is judged, and how long it took is measured. Runs that were
// let go while it was under way are another's: whether they were in it only the log knows, and nobody is told of them.

import type { Clock } from '../base/clock.ts'
import type { Telemetry } from '../base/telemetry-port.ts'
import { withoutRuns } from '../log/part-of-batch.ts'
import type { LogAccess } from '../log/port.ts'
import type { Batch } from '../log/rows.ts'

export type ToldCommitDeps = {
  readonly log: Pick<LogAccess, 'commit'>
  readonly clock: Clock
  /** Whether the run is still this engine's. */
  readonly holds: (run: number) => boolean
  /** Told of what was committed, before screens are. */
  readonly stored: (batch: Batch) => void
  readonly telemetry: Pick<Telemetry, 'committed' | 'refused'>
}

/** Rejects as the log's own commit does. */
export function createToldCommit({ log, clock, holds, stored, telemetry }: ToldCommitDeps) {
  return async (batch: Batch, again: boolean): Promise<void> => {
    const from = clock.monotonic()
    try {
      await log.commit(batch, again)
    } catch (thrown) {
      telemetry.refused(clock.monotonic() - from)
      throw thrown
    }
    const isWhole = batch.runs.every(({ summary }) => holds(summary.id))
    const held = isWhole ? batch : withoutRuns(batch, (run) => !holds(run))
    telemetry.committed(held, clock.monotonic() - from)
    stored(held)
  }
}
