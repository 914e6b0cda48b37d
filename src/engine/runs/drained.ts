// What a run hands over to be stored.

import type { Gap, RunSummary, Transition } from '../../core/run/run.ts'
import type { Checkpoint, OfRun } from '../log/rows.ts'
import type { AttemptBook } from './attempt-book.ts'

/** Everything the next transaction carries for this run. */
export type Drained = {
  readonly summary: RunSummary
  readonly resumeId: string | null
  readonly attempts: ReturnType<AttemptBook['drain']>
  readonly gaps: readonly Gap[]
  readonly transitions: readonly OfRun<Transition>[]
  readonly checkpoints: readonly Checkpoint[]
}
