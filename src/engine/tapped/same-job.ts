// Which run goes on when an application asks again for what it asked before: a job that is only observed is one run, whose
// attempts follow each other. Two streams of the same job at the same time are two runs.

import type { RunSummary } from '../../core/run/run.ts'

/** `run` is what the log took it as, as soon as that is decided; null where it took none. */
export type KnownJob = { readonly uid: string; readonly run: Promise<number | null> }

/** A stream of a job that is under way. */
export type Begun = {
  /** The run that it became; null where it is none. */
  readonly became: (run: number | null) => void
  readonly end: () => void
}

/** More jobs than these are not remembered; the longest forgotten are new runs. */
const mostJobs = 10_000

/** `run` gives a run that is there; `runs` all of them. */
export function createSameJob(run: (id: number) => RunSummary | undefined, runs: () => Iterable<RunSummary>) {
  const known = new Map<string, { readonly run: number; readonly uid: string }>()
  /** Whose run is not decided yet: an application may ask again before the log has taken what it asked for. */
  const undecided = new Map<string, KnownJob>()
  const busy = new Set<string>()
  /** Runs of this engine: whose they are is known better than a digest tells. */
  const own = new Set<number>()

  /** One that an earlier engine recorded: the application names the last event that it had of it. */
  const stored = (job: string) => {
    for (const { id, tapped, imported } of runs())
      if (tapped?.job === job && imported === null && !own.has(id)) return { run: id, uid: tapped.uid }
    return null
  }
  const remember = (identity: string, uid: string, became: number) => {
    own.add(became)
    known.delete(identity)
    known.set(identity, { run: became, uid })
    if (known.size > mostJobs) known.delete(known.keys().next().value ?? identity)
  }

  return {
    /**
     * The run that goes on with `identity`; null for a new one. `job` is the same without what no log may hold; it counts only
     * where the application `resumes`.
     */
    find: (identity: string, job: string, resumes: boolean): KnownJob | null => {
      if (busy.has(identity)) return null
      const waiting = undecided.get(identity)
      if (waiting !== undefined) return waiting
      const found = known.get(identity) ?? (resumes ? stored(job) : null)
      const there = found === null ? undefined : run(found.run)
      // What starts work starts another job each time, however much the requests are alike.
      return found === null || there === undefined || there.generates
        ? null
        : { uid: found.uid, run: Promise.resolve(found.run) }
    },
    /** A stream of it begins under this name. Null where one is under way: then this one is another run. */
    begin: (identity: string, uid: string): Begun | null => {
      if (busy.has(identity)) return null
      busy.add(identity)
      const decided = Promise.withResolvers<number | null>()
      const mine = { uid, run: decided.promise }
      undecided.set(identity, mine)
      return {
        became: (id) => {
          if (id !== null) remember(identity, uid, id)
          if (undecided.get(identity) === mine) undecided.delete(identity)
          decided.resolve(id)
        },
        end: () => void busy.delete(identity),
      }
    },
  }
}
