// Folding a stored run forward from the nearest checkpoint, a page of events at a time. Checkpoints that are found missing
// on the way are made as it passes them, and those that cannot be read are named, for the writer to set right. It reads only.

import type Database from 'better-sqlite3'
import type { Kind } from '../../core/kind/kind.ts'
import { type Checkpointer, checkpointEvery, createCheckpointer } from '../fold/checkpointer.ts'
import { createJobFolder, type JobFolder } from '../fold/rebuild-job.ts'
import type { Checkpoint, StoredRun } from '../log/rows.ts'
import type { Reader } from '../log/sqlite/read/reader.ts'
import { createCheckpointReader } from '../log/sqlite/rows/checkpoints.ts'
import { eventKey, runShift } from '../log/sqlite/rows/keys.ts'
import type { Work } from './slices.ts'

/** What the writer should put right in the checkpoints of a run. */
export type Repair = { readonly made: readonly Checkpoint[]; readonly bad: readonly number[] }

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

export function createWalker(db: Database.Database, reader: Reader, kinds: ReadonlyMap<string, Kind>) {
  const checkpoints = createCheckpointReader(db)
  const timeOf = db.prepare('SELECT at FROM events WHERE key = ?').pluck()
  const lastKey = db.prepare('SELECT max(key) FROM events WHERE key >= ? AND key < ?').pluck()
  const has = db.prepare('SELECT 1 FROM checkpoints WHERE run = ? AND seq = ?').pluck()
  const bearing = db
    .prepare('SELECT 1 FROM transitions WHERE run = ? AND after_seq = ? AND job IS NOT NULL LIMIT 1')
    .pluck()
  const made = new Map<number, Checkpoint[]>()
  const bad = new Map<number, number[]>()
  const note = <T>(notes: Map<number, T[]>, run: number, values: readonly T[]) => {
    if (values.length > 0) notes.set(run, [...(notes.get(run) ?? []), ...values])
  }

  const folderFrom = (stored: StoredRun, from: { seq: number; job: ReturnType<JobFolder['job']> } | null) => {
    const { id, kind } = stored.summary
    return createJobFolder(from, reader.jobTransitions(id, from?.seq ?? 0), kinds.get(kind), stored.params)
  }

  const atOf = (run: number, seq: number) => Number(timeOf.get(eventKey(run, seq)))

  return {
    checkpoints,
    /** When event `seq` arrived. */
    atOf,
    /** The last of `events` events that had arrived by `at`. Where the clock was set back meanwhile, one of those that fit. */
    seqAt: (run: number, at: number, events: number): number => {
      let [low, high] = [0, events]
      while (low < high) {
        const middle = Math.ceil((low + high) / 2)
        if (atOf(run, middle) <= at) low = middle
        else high = middle - 1
      }
      return low
    },
    /** The number of stored events of `run`. */
    count: (run: number): number => {
      const key = lastKey.get(run * runShift, (run + 1) * runShift)
      return typeof key === 'number' ? key - run * runShift : 0
    },
    /**
     * The run at the latest checkpoint that a walk to event `seq` may start at. `asEvent`: the job is wanted as that very
     * event left it, so that a checkpoint made later, after the connection was lost there, will not do.
     */
    start: (stored: StoredRun, seq: number, asEvent: boolean): Walk => {
      const run = stored.summary.id
      const strict = asEvent && bearing.get(run, seq) !== undefined
      const from = checkpoints.latest(run, strict ? seq - 1 : seq, (found) => note(bad, run, [found]))
      const folder = folderFrom(stored, from)
      const clean = from === null || bearing.get(run, from.seq) === undefined
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
        const rows = reader.range(run, folder.seq() + 1, Math.min(page, upTo - folder.seq()))
        if (rows.length === 0) break
        for (const row of rows) {
          folder.add(row)
          if (row.seq % checkpointEvery !== 0 || has.get(run, row.seq) !== undefined) continue
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
