// The folded job of a run as of any event, from the log alone: the last checkpoint before it, then the same fold over
// the following events and transitions. Live runs, finished runs and the scrubber all use it.

import { fold, foldConnection, newJob } from '../../core/job/fold.ts'
import type { Job } from '../../core/job/job.ts'
import type { Reading } from '../../core/job/reading.ts'
import type { Kind, Params } from '../../core/kind/kind.ts'
import { flags } from '../../core/log/flags.ts'
import type { EventRow, Transition } from '../../core/run/run.ts'
import type { LoadedCheckpoint } from '../log/rows.ts'
import { readEvent } from './read-event.ts'

/** What the log gives for it; the reader's own functions, asynchronous or not. */
export type JobSource = {
  readonly checkpoint: (run: number, seq: number) => Awaitable<LoadedCheckpoint | null>
  readonly jobTransitions: (run: number, seq: number) => Awaitable<Transition[]>
  readonly range: (run: number, from: number, limit: number) => Awaitable<EventRow[]>
}
type Awaitable<T> = T | Promise<T>

const page = 1_000

export type RebuiltJob = {
  readonly job: Job
  readonly seq: number
  readonly checkpoint: LoadedCheckpoint | null
}

export type FoldedRow = Pick<EventRow, 'seq' | 'at' | 'name' | 'id' | 'data' | 'flags'>

export type JobFolder = {
  /** The number of the last event folded. */
  readonly seq: () => number
  /**
   * Folds the next event, after the transitions that came before it, and gives what was read in it. Rows are given in order,
   * without holes.
   */
  readonly add: (row: FoldedRow) => readonly Reading[]
  /** The job as the last event left it. */
  readonly job: () => Job
  /** The same after what the connection did since that event, up to `at` (epoch ms). Folding goes on as if not asked. */
  readonly jobAt: (at: number) => Job
}

/**
 * Folds a run onwards from a checkpoint, or from nothing. `transitions` are those that bear on the job, from the
 * checkpoint's event on: those that it has seen already change nothing a second time.
 */
export function createJobFolder(
  from: LoadedCheckpoint | null,
  transitions: readonly Transition[],
  kind: Kind | undefined,
  params: Params,
): JobFolder {
  let seq = from?.seq ?? 0
  let job = from?.job ?? newJob()
  let next = 0
  const endsWell = (ended: Job) => kind?.endsWell?.(ended, params) === true
  return {
    seq: () => seq,
    add: (row) => {
      for (let t = transitions[next]; t !== undefined && t.afterSeq < row.seq; t = transitions[++next])
        job = moved(job, t, endsWell)
      const readings = kind === undefined ? [] : readEvent(kind, row, params, job.reader?.id)
      job = fold(job, { at: row.at, readings, repeat: (row.flags & flags.repeat) !== 0 })
      seq = row.seq
      return readings
    },
    job: () => job,
    jobAt: (at) =>
      transitions
        .slice(next)
        .filter((t) => t.afterSeq <= seq && t.at <= at)
        .reduce((now, t) => moved(now, t, endsWell), job),
  }
}

function moved(job: Job, { job: bearing, cause, at }: Transition, endsWell: (job: Job) => boolean): Job {
  return bearing === null ? job : foldConnection(job, bearing, cause ?? '', at, endsWell)
}

export async function rebuildJob(
  source: JobSource,
  run: number,
  upTo: number,
  kind: Kind | undefined,
  params: Params,
): Promise<RebuiltJob> {
  const checkpoint = await source.checkpoint(run, upTo)
  const transitions = await source.jobTransitions(run, checkpoint?.seq ?? 0)
  const folder = createJobFolder(checkpoint, transitions, kind, params)
  while (folder.seq() < upTo) {
    const rows = await source.range(run, folder.seq() + 1, Math.min(page, upTo - folder.seq()))
    if (rows.length === 0) break
    for (const row of rows) folder.add(row)
  }
  return { job: folder.jobAt(Number.POSITIVE_INFINITY), seq: folder.seq(), checkpoint }
}
