// The folded job of a run as of any event, from the log alone: the last checkpoint before it, then the same fold over the
// few events and transitions after that. Live runs, finished runs and the scrubber all come through here.

import { flags } from '../../core/flags.ts'
import { fold, foldConnection, newJob } from '../../core/fold.ts'
import { type Job, jobSchema } from '../../core/job.ts'
import type { Kind } from '../../core/kind.ts'
import type { Params } from '../../core/params.ts'
import type { EventRow, Transition } from '../../core/run.ts'
import { readEvent } from './read-event.ts'

/** What the log gives for it; the reader's own functions, asynchronous or not. */
export type JobSource = {
  readonly checkpoint: (run: number, seq: number) => Awaitable<{ seq: number; job: string } | null>
  readonly jobTransitions: (run: number, seq: number) => Awaitable<Transition[]>
  readonly range: (run: number, from: number, limit: number) => Awaitable<EventRow[]>
}
type Awaitable<T> = T | Promise<T>

const page = 1_000

export type RebuiltJob = { readonly job: Job; readonly seq: number; readonly tail: readonly EventRow[] }

/** `tail` holds the rows folded after the checkpoint. */
export async function rebuildJob(
  source: JobSource,
  run: number,
  upTo: number,
  kind: Kind | undefined,
  params: Params,
): Promise<RebuiltJob> {
  const checkpoint = await source.checkpoint(run, upTo)
  let seq = checkpoint?.seq ?? 0
  let job = checkpoint === null ? newJob() : jobSchema.parse(JSON.parse(checkpoint.job))
  const transitions = await source.jobTransitions(run, seq)
  const tail: EventRow[] = []
  const passTransitions = () => {
    while (transitions[0] !== undefined && transitions[0].afterSeq <= seq) {
      const { job: state, cause, at } = transitions.shift() ?? {}
      if (state && at !== undefined) job = foldConnection(job, state, cause ?? '', at)
    }
  }
  passTransitions()
  while (seq < upTo) {
    const rows = await source.range(run, seq + 1, Math.min(page, upTo - seq))
    if (rows.length === 0) break
    for (const row of rows) {
      const readings = kind === undefined ? [] : readEvent(kind, row, params)
      job = fold(job, { at: row.at, readings, repeat: (row.flags & flags.repeat) !== 0 })
      seq = row.seq
      tail.push(row)
      passTransitions()
    }
  }
  return { job, seq, tail }
}
