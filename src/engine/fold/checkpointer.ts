// Decides which folded jobs of a run become checkpoints: one at every 4,096th event, which bounds the events to fold
// for any instant, and one wherever the run comes to rest. It stores nothing itself.

import type { Job } from '../../core/job/job.ts'
import type { Checkpoint } from '../log/rows.ts'

/** No instant of a run is further than this many events from a checkpoint. */
export const checkpointEvery = 4_096

export type Checkpointer = {
  /** Event `seq` was folded into `job`. */
  readonly passed: (seq: number, job: Job) => void
  /** The run rests at `seq`. */
  readonly rests: (seq: number, job: Job) => void
  /** What was gathered since the last call, oldest first. */
  readonly drain: () => Checkpoint[]
}

/** `from` is the checkpoint that the run was taken up at, whose text the next one continues; null at the beginning. */
export function createCheckpointer(
  run: number,
  from: { readonly seq: number; readonly job: Job } | null,
): Checkpointer {
  let last = { seq: from?.seq ?? 0, text: from?.job.text?.content ?? '' }
  let kept: { readonly seq: number; readonly job: Job }[] = []
  const keptTo = () => kept.at(-1)?.seq ?? last.seq

  const make = ({ seq, job }: { seq: number; job: Job }): Checkpoint => {
    const content = job.text?.content ?? ''
    const continues = last.seq > 0 && last.text !== '' && content.startsWith(last.text)
    const textFrom = continues ? last.text.length : 0
    const made = {
      run,
      seq,
      job: JSON.stringify(job.text === null ? job : { ...job, text: { ...job.text, content: '' } }),
      textAfter: continues ? last.seq : 0,
      textFrom,
      text: content.slice(textFrom),
    }
    last = { seq, text: content }
    return made
  }

  return {
    passed: (seq, job) => {
      if (seq % checkpointEvery === 0 && seq > keptTo()) kept.push({ seq, job })
    },
    rests: (seq, job) => {
      if (seq > keptTo()) kept.push({ seq, job })
    },
    drain: () => {
      if (kept.length === 0) return []
      const made = kept.map(make)
      kept = []
      return made
    },
  }
}
