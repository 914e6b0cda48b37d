// Folding a stored run forward from the nearest checkpoint, a page of events at a time. Checkpoints that are found missing
// on the way are made as it passes them, and those that cannot be read are named, for the writer to set right. It reads only.

import type { Kind } from '../../core/kind/kind.ts'
import { type Checkpointer, checkpointEvery, createCheckpointer } from '../fold/checkpointer.ts'
import { createJobFolder, type JobFolder } from '../fold/rebuild-job.ts'
import type { Repair } from '../log/log-review.ts'
import type { Checkpoint, StoredRun } from '../log/rows.ts'
import type { RunReader } from '../log/run-reader.ts'
import type { Work } from './slices.ts'

/** A run folded up to some event, to be folded on. */
export type Walk = {
  readonly run: number
  readonly folder: JobFolder
  readonly checkpointer: Checkpointer
  /** The job holds what events made it and nothing that the connection did after the last of them. */
  readonly clean: boolean
}

export type Walker = ReturnType<typeof createWalker>

const page = 512

export function createWalker(log: RunReader, kinds: ReadonlyMap<string, Kind>) {
  const made = new Map<number, Checkpoint[]>()
  const bad = new Map<number, number[]>()
  const note = <T>(notes: Map<number, T[]>, run: number, values: readonly T[]) => {
    if (values.length > 0) notes.set(run, [...(notes.get(run) ?? []), ...values])
  }

  const folderFrom = (stored: StoredRun, from: { seq: number; job: ReturnType<JobFolder['job']> } | null) => {
    const { id, kind } = stored.summary
    return createJobFolder(from, log.jobTransitions(id, from?.seq ?? 0), kinds.get(kind), stored.params)
  }

  return {
    /** The last of `events` events that had arrived by `at`. Where the clock was set back meanwhile, one of those that fit. */
    seqAt: (run: number, at: number, events: number): number => {
      let [low, high] = [0, events]
      while (low < high) {
        const middle = Math.ceil((low + high) / 2)
        if (log.atOf(run, middle) <= at) low = middle
        else high = middle - 1
      }
      return low
    },
    /**
     * The run at the latest checkpoint that a walk to event `seq` may start at. `asEvent`: the job is wanted as that very
     * event left it, so that a checkpoint made later, after the connection was lost there, will not do.
     */
    start: (stored: StoredRun, seq: number, asEvent: boolean): Walk => {
      const run = stored.summary.id
      const strict = asEvent && log.bearsOnJob(run, seq)
      const from = log.checkpoints.latest(run, strict ? seq - 1 : seq, (found) => note(bad, run, [found]))
      const folder = folderFrom(stored, from)
      const clean = from === null || !log.bearsOnJob(run, from.seq)
      return { run, folder, checkpointer: createCheckpointer(run, from), clean }
    },
    /** `walk` taken up again: the connection may have moved since. */
    again: (stored: StoredRun, walk: Walk): Walk => ({
      ...walk,
      folder: folderFrom(stored, { seq: walk.folder.seq(), job: walk.folder.job() }),
    }),
    /** Folds on to event `upTo`; yields the part done. */
    *to(walk: Walk, upTo: number): Work<Walk> {
      const { run, folder, checkpointer } = walk
      const from = folder.seq()
      while (folder.seq() < upTo) {
        const rows = log.range(run, folder.seq() + 1, Math.min(page, upTo - folder.seq()))
        if (rows.length === 0) break
        for (const row of rows) {
          folder.add(row)
          if (row.seq % checkpointEvery !== 0 || log.checkpoints.has(run, row.seq)) continue
          checkpointer.passed(row.seq, folder.job())
          note(made, run, checkpointer.drain())
        }
        if (folder.seq() < upTo) yield (folder.seq() - from) / (upTo - from)
      }
      return { ...walk, clean: walk.clean || folder.seq() > from }
    },
    /** What was found to be put right since the last call; null for nothing. */
    repair: (run: number): Repair | null => {
      const found = { made: made.get(run) ?? [], bad: bad.get(run) ?? [] }
      made.delete(run)
      bad.delete(run)
      return found.made.length + found.bad.length === 0 ? null : found
    },
  }
}
