// What a run gives to the next transaction.

import type { Gap, Transition } from '../../core/run/run.ts'
import type { Batch, Checkpoint, OfRun } from '../log/rows.ts'
import type { AttemptRecords } from './attempt-records.ts'

/** Everything the next transaction carries for this run. */
export type PendingWrites = Batch['runs'][number] & {
  readonly attempts: ReturnType<AttemptRecords['drain']>
  readonly gaps: readonly Gap[]
  readonly transitions: readonly OfRun<Transition>[]
  readonly checkpoints: readonly Checkpoint[]
}
