// Reads the stored events of a run again, as another reader would have from the first on: the job, its checkpoints, and the bits
// of each event that follow from what is read in it. It stores nothing itself.

import { foldConnection } from '../../core/job/fold.ts'
import type { Job } from '../../core/job/job.ts'
import type { Kind, Params } from '../../core/kind/kind.ts'
import { flags, flagsOf, readingBits } from '../../core/log/flags.ts'
import type { Transition } from '../../core/run/run.ts'
import type { JobBearing } from '../../core/run/states.ts'
import type { Checkpoint, Reflagged } from '../log/rows.ts'
import { createCheckpointer } from './checkpointer.ts'
import { createJobFolder, type FoldedRow } from './rebuild-job.ts'

/** What a live run took while it was read again, in order: an event, or what its connection made of the job. */
export type Tail =
  | { readonly row: FoldedRow }
  | { readonly bearing: JobBearing; readonly cause: string; readonly at: number }

export type Reread = ReturnType<typeof createReread>

export function createReread(run: number, kind: Kind, params: Params, transitions: readonly Transition[]) {
  const checkpoints = createCheckpointer(run, null)
  let folder = createJobFolder(null, transitions, kind, params)
  const made: Checkpoint[] = []
  const endsWell = (job: Job) => kind.endsWell?.(job, params) === true

  /** Null where the bits stay as they are. */
  const add = (row: FoldedRow): Reflagged | null => {
    const late = folder.job().terminal
    const bits = (row.flags & ~readingBits) | flagsOf(folder.add(row)) | (late ? flags.late : 0)
    checkpoints.passed(row.seq, folder.job())
    made.push(...checkpoints.drain())
    return bits === row.flags ? null : [row.seq, bits]
  }
  /** The connection moved, or later transitions are known: goes on from here with these. */
  const goOn = (job: Job, later: readonly Transition[]) => {
    folder = createJobFolder({ seq: folder.seq(), job }, later, kind, params)
  }

  return {
    seq: () => folder.seq(),
    add,
    /** Transitions from here on are these. */
    withTransitions: (later: readonly Transition[]) => goOn(folder.job(), later),
    /** What came meanwhile, after every stored event and transition. */
    addTail: (tail: readonly Tail[]): readonly Reflagged[] => {
      goOn(folder.jobAt(Number.POSITIVE_INFINITY), [])
      const changed: Reflagged[] = []
      for (const one of tail) {
        if ('row' in one) changed.push(...[add(one.row)].filter((bits) => bits !== null))
        else goOn(foldConnection(folder.job(), one.bearing, one.cause, one.at, endsWell), [])
      }
      return changed
    },
    /** The job as of now, after what the connection did. */
    job: () => folder.jobAt(Number.POSITIVE_INFINITY),
    /** All checkpoints; the last one where the run rests now. */
    checkpoints: (): readonly Checkpoint[] => {
      checkpoints.rests(folder.seq(), folder.jobAt(Number.POSITIVE_INFINITY))
      return [...made, ...checkpoints.drain()]
    },
  }
}
