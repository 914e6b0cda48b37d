// Which run goes on when an application asks again for what it asked before: a job that is only observed is one run, whose
// attempts follow each other. Streams of the same job at the same time are runs of their own, and each goes on by itself.

import type { RunSummary } from '../../core/run/run.ts'

/** `run` is what the log took it as, as soon as that is decided; null where it took none. */
export type KnownJob = { readonly uid: string; readonly run: Promise<number | null> }

/** A stream of a job that is under way. */
export type Begun = {
  /** The run that it became; null where it is none. */
  readonly became: (run: number | null) => void
  readonly end: () => void
}

/** `id` is undefined until the log has taken it: an application may ask again before that. */
type Entry = KnownJob & { id: number | undefined; isBusy: boolean }

/** More jobs than these are not remembered; the longest forgotten are new runs. */
const mostJobs = 10_000
/** Runs of one job that are remembered. */
const mostRuns = 200

/** `run` gives a run that is there; `runs` all of them. */
export function createSameJob(run: (id: number) => RunSummary | undefined, runs: () => Iterable<RunSummary>) {
  const known = new Map<string, Entry[]>()
  /** Names of runs of this engine: whose they are is known better than a digest tells. */
  const own = new Set<string>()

  /** What starts work starts another job each time, however much the requests are alike. */
  const goesOn = ({ id, isBusy }: Entry): boolean => {
    if (isBusy || id === undefined) return !isBusy
    const there = run(id)
    return there !== undefined && !there.generates
  }
  /** One that an earlier engine recorded: the application names the last event that it had of it. */
  const stored = (job: string): KnownJob | null => {
    for (const { id, tapped, imported, generates } of runs())
      if (tapped?.job === job && imported === null && !generates && !own.has(tapped.uid))
        return { uid: tapped.uid, run: Promise.resolve(id) }
    return null
  }
  const remember = (identity: string, entry: Entry) => {
    const others = (known.get(identity) ?? []).filter((one) => one.isBusy || goesOn(one))
    known.delete(identity)
    known.set(identity, [...others, entry].slice(-mostRuns))
    if (known.size > mostJobs) known.delete(known.keys().next().value ?? identity)
  }
  const forget = (identity: string, entry: Entry) => {
    const others = (known.get(identity) ?? []).filter((one) => one !== entry)
    if (others.length === 0) known.delete(identity)
    else known.set(identity, others)
  }

  return {
    /**
     * The run that goes on with `identity`; null for a new one. `job` is the same without what no log may hold; it counts only
     * where the application `resumes`, and nothing of it is known here.
     */
    find: (identity: string, job: string, resumes: boolean): KnownJob | null =>
      known.get(identity)?.find(goesOn) ?? (resumes ? stored(job) : null),
    /** A run of this engine is about to be added under this name, which may be another than its stream began under. */
    owns: (uid: string): void => {
      own.add(uid)
    },
    /** A stream of it begins under this name. */
    begin: (identity: string, uid: string): Begun => {
      const decided = Promise.withResolvers<number | null>()
      const before = known.get(identity)?.find((one) => one.uid === uid && !one.isBusy)
      if (before !== undefined) forget(identity, before)
      const entry: Entry = { uid, run: decided.promise, id: undefined, isBusy: true }
      remember(identity, entry)
      const wasOwn = own.has(uid)
      own.add(uid)
      return {
        became: (id) => {
          entry.id = id ?? undefined
          if (id === null) {
            forget(identity, entry)
            // The run is as it was: a person may have stopped it, and it is asked for once more.
            if (before !== undefined) remember(identity, before)
            if (!wasOwn) own.delete(uid)
          }
          decided.resolve(id)
        },
        end: () => {
          entry.isBusy = false
        },
      }
    },
  }
}
