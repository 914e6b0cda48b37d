// Which run goes on when an application asks again for what it asked before: a job that is only observed is one run, whose
// attempts follow each other. Two streams of the same job at the same time are two runs.

import type { RunSummary } from '../../core/run/run.ts'

export type KnownJob = { readonly run: number; readonly uid: string }

/** More jobs than these are not remembered; the longest forgotten are new runs. */
const mostJobs = 10_000

/** `run` gives a run that is there; `runs` all of them. */
export function createSameJob(run: (id: number) => RunSummary | undefined, runs: () => Iterable<RunSummary>) {
  const known = new Map<string, KnownJob>()
  const busy = new Set<string>()
  /** Runs of this engine: whose they are is known better than a digest tells. */
  const own = new Set<number>()

  /** One that an earlier engine recorded: the application names the last event that it had of it. */
  const stored = (job: string): KnownJob | null => {
    for (const { id, tapped, imported } of runs())
      if (tapped?.job === job && imported === null && !own.has(id)) return { run: id, uid: tapped.uid }
    return null
  }

  return {
    /**
     * The run that goes on with `identity`; null for a new one. `job` is the same without what no log may hold; it counts only
     * where the application `resumes`.
     */
    find: (identity: string, job: string, resumes: boolean): KnownJob | null => {
      if (busy.has(identity)) return null
      const found = known.get(identity) ?? (resumes ? stored(job) : null)
      const there = found === null ? undefined : run(found.run)
      // What starts work starts another job each time, however much the requests are alike.
      return there === undefined || there.generates ? null : found
    },
    /** A stream of it begins. False where one is under way: then this one is another run. */
    begin: (identity: string): boolean => {
      if (busy.has(identity)) return false
      busy.add(identity)
      return true
    },
    /** The run that it became. */
    became: (identity: string, job: KnownJob) => {
      own.add(job.run)
      known.delete(identity)
      known.set(identity, job)
      if (known.size > mostJobs) known.delete(known.keys().next().value ?? identity)
    },
    end: (identity: string) => void busy.delete(identity),
  }
}
