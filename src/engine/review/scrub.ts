// A run as it was at any instant, by the same fold that drew it live: from the nearest checkpoint, a few thousand events at
// most. The last place is kept, so that playing forward folds only what is new.

import type { Instant, Moment } from '../../core/figures/instant.ts'
import { summariseJob } from '../../core/job/summary.ts'
import type { Kind } from '../../core/kind/kind.ts'
import type { Connection } from '../../core/run/run.ts'
import { isOpen } from '../../core/run/states.ts'
import { checkpointEvery } from '../fold/checkpointer.ts'
import type { Scrubbed } from '../log/log-review.ts'
import type { StoredRun } from '../log/rows.ts'
import type { RunReader } from '../log/run-reader.ts'
import { createSlices, type Work } from './slices.ts'
import { createWalker, type Walk } from './walk.ts'

const keptWalks = 4

export function createScrub(log: RunReader, kinds: ReadonlyMap<string, Kind>) {
  const walker = createWalker(log, kinds)
  const walks = new Map<number, Walk>()
  const instants = createSlices<Instant | null>()
  const preparations = createSlices<null>()
  /** A gap begins at the last sign of life; it was known of when the connection was no longer taken for open. */
  const gapsAt = (run: number, seq: number, at: number, { state }: Connection) =>
    log.gapsBefore(run, seq, at, !isOpen(state))

  const connectionAt = (stored: StoredRun, seq: number, until: number): Connection => {
    const last = log.lastTransition(stored.summary.id, seq, until)
    if (last === null) {
      return { state: 'idle', cause: null, attempt: 0, since: stored.summary.createdAt, retryAt: null }
    }
    const { state, cause, attempt, at } = last
    return { state, cause, attempt, since: at, retryAt: null }
  }

  function* reach(stored: StoredRun, seq: number, asEvent: boolean): Work<Walk> {
    const run = stored.summary.id
    const kept = walks.get(run)
    const near = kept !== undefined && kept.folder.seq() <= seq && seq - kept.folder.seq() < checkpointEvery
    const begin = near ? walker.again(stored, kept) : walker.start(stored, seq, asEvent)
    const walk = yield* walker.to(begin, seq)
    walks.delete(run)
    if (walk.clean) walks.set(run, walk)
    if (walks.size > keptWalks) walks.delete(walks.keys().next().value ?? run)
    return walk
  }

  function* find(run: number, moment: Moment): Work<Instant | null> {
    const stored = log.run(run)
    if (stored === null) return null
    const events = log.count(run)
    const { summary, params } = stored
    const seq =
      moment.type === 'seq'
        ? Math.min(moment.seq, events)
        : moment.type === 'at'
          ? walker.seqAt(run, moment.at, events)
          : events
    // An event's own instant ends with it: what the connection did afterwards came later.
    const until =
      moment.type === 'seq' ? Number.NEGATIVE_INFINITY : moment.type === 'at' ? moment.at : Number.MAX_VALUE
    const { folder } = yield* reach(stored, seq, moment.type !== 'end')
    const job = folder.jobAt(until)
    const connection = connectionAt(stored, seq, until)
    const eventAt = seq === 0 ? summary.createdAt : log.atOf(run, seq)
    const at =
      moment.type === 'at' ? moment.at : moment.type === 'seq' ? eventAt : (summary.lastEventAt ?? eventAt)
    return {
      seq,
      at,
      events,
      job,
      params,
      run: {
        ...summary,
        job: summariseJob(job),
        connection: moment.type === 'end' ? summary.connection : connection,
        events: seq,
        pings: job.counts.pings,
        unreadable: job.counts.unreadable,
        repeats: job.counts.repeats,
        late: job.counts.late,
        gaps: moment.type === 'end' ? summary.gaps : gapsAt(run, seq, at, connection),
        lastEventAt: job.lastEventAt,
        lastBytesAt: moment.type === 'end' ? summary.lastBytesAt : job.lastEventAt,
      },
    }
  }

  /** Makes every checkpoint that is missing, so that no instant is far from one. */
  function* prepare(run: number): Work<null> {
    const stored = log.run(run)
    if (stored === null) return null
    const events = log.count(run)
    let before = 0
    for (const seq of [...log.checkpoints.seqs(run), events]) {
      if (seq - before > checkpointEvery) {
        const walk = walker.start(stored, before, false)
        const work = walker.to(walk, seq)
        for (let step = work.next(); step.done !== true; step = work.next()) {
          yield (before + step.value * (seq - before)) / events
        }
      }
      before = seq
    }
    return null
  }

  return {
    /** The run `run` at `moment`; null where there is no such run. */
    scrub: (run: number, moment: Moment): Scrubbed<Instant | null> => ({
      ...instants(`${run} ${JSON.stringify(moment)}`, () => find(run, moment)),
      repair: walker.repair(run),
    }),
    prepare: (run: number): Scrubbed<null> => ({
      ...preparations(String(run), () => prepare(run)),
      repair: walker.repair(run),
    }),
    find,
    walker,
  }
}
