// What a run gives to the next transaction.

import type { Gap, RunSummary, Transition } from '../../core/run/run.ts'
import type { Checkpoint, OfRun } from '../log/rows.ts'
import type { AttemptRecords } from './attempt-records.ts'

/** Everything the next transaction carries for this run. */
export type PendingWrites = {
  readonly summary: RunSummary
  readonly resumeId: string | null
  readonly attempts: ReturnType<AttemptRecords['drain']>
  readonly gaps: readonly Gap[]
  readonly transitions: readonly OfRun<Transition>[]
  readonly checkpoints: readonly Checkpoint[]
}
