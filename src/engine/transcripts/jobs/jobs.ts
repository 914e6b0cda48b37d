// The exports and imports under way, and how the last ones ended. It does no work of its own: it counts, and keeps what
// whoever asks is told.

import { RunlightError } from '../../../core/basics/errors.ts'
import { type JobProgress, newJobProgress } from '../../../core/contract/calls/transcripts.ts'

export type TranscriptJob = {
  readonly id: number
  readonly signal: AbortSignal
  readonly progress: () => JobProgress
  readonly update: (change: Partial<JobProgress>) => void
  readonly add: (events: number, bytes: number) => void
}

export type Jobs = ReturnType<typeof createJobs>

/** As many as come of one drop into the window, and their reports are all still asked for. */
const keptJobs = 200

/** `onDefect` is told of what went wrong and is nobody's input. */
export function createJobs(onDefect: (thrown: unknown) => void) {
  const jobs = new Map<number, { job: TranscriptJob; cancel: () => void; settled: Promise<void> }>()
  let last = 0

  const find = (id: number) => {
    const found = jobs.get(id)
    if (found === undefined)
      throw new RunlightError('not-found', 'This export or import is over and forgotten.')
    return found
  }

  /** Begins a job; `work` resolves to what changes when it is done. */
  const start = (
    type: JobProgress['type'],
    begin: Partial<JobProgress>,
    work: (job: TranscriptJob) => Promise<Partial<JobProgress>>,
  ): number => {
    const abort = new AbortController()
    let progress: JobProgress = { ...newJobProgress(type), ...begin }
    const job: TranscriptJob = {
      id: ++last,
      signal: abort.signal,
      progress: () => progress,
      update: (change) => {
        progress = { ...progress, ...change }
      },
      add: (events, bytes) => {
        progress = { ...progress, events: progress.events + events, bytes: progress.bytes + bytes }
      },
    }
    const settled = work(job).then(
      (change) => job.update({ ...change, state: 'done' }),
      (thrown: unknown) => {
        const known = thrown instanceof RunlightError
        if (!known && !abort.signal.aborted) onDefect(thrown)
        const what = type === 'export' ? 'Nothing was written' : 'Nothing was taken in'
        const defect = `${what}, because something went wrong inside Runlight: try again, and save a diagnostic file if it stays.`
        job.update({
          state: abort.signal.aborted ? 'cancelled' : 'failed',
          sentence: abort.signal.aborted ? 'Cancelled: nothing was kept.' : known ? thrown.message : defect,
        })
      },
    )
    jobs.set(job.id, { job, cancel: () => abort.abort(), settled })
    if (jobs.size > keptJobs) forgetOldest()
    return job.id
  }

  const forgetOldest = () => {
    for (const [id, { job }] of jobs) {
      if (job.progress().state === 'working') continue
      jobs.delete(id)
      return
    }
  }

  return {
    start,
    progress: (id: number): JobProgress => find(id).job.progress(),
    /** Ends the job, where it is still under way; resolves when it is over. */
    cancel: async (id: number): Promise<void> => {
      const { cancel, settled } = find(id)
      cancel()
      await settled
    },
    settled: (id: number): Promise<void> => find(id).settled,
    /** Ends all of them. */
    close: async (): Promise<void> => {
      for (const { cancel } of jobs.values()) cancel()
      await Promise.all([...jobs.values()].map(({ settled }) => settled))
    },
  }
}
