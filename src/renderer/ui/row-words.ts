// The words of a board row: what it says of time, of progress and of causes. Pure, so that what a row claims can be tested
// without drawing it; nothing is estimated where there is no basis.

import { sayClock, sayCount, sayDuration, sayMs } from '../../core/basics/quantities.ts'
import { type Eta, eta, type Usual } from '../../core/job/eta.ts'
import { clampPercent } from '../../core/job/progress.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isFinished, isOpen } from '../../core/run/states.ts'

export type RowTime = {
  /** The running time, or how long the job took: `0:42`. Null before the first event. */
  readonly elapsed: string | null
  /** What is known of the rest: `~40 s left`, `~40 s left, slow`, `usually 0:55`, `slower than usual`; null where nothing is. */
  readonly hint: string | null
  /** The hint is worth a second look. */
  readonly slow: boolean
}

/** The times of `run` at `now`; `usual` is what runs of its kind take. */
export function rowTime(run: RunSummary, usual: Usual | null, now: number): RowTime {
  const { job, connection } = run
  const startedAt = job.firstEventAt
  if (startedAt === null) return { elapsed: null, hint: null, slow: false }
  // What came from a file is a record: no time passes in it.
  const running = !isFinished(job.state) && job.state !== 'unknown' && run.imported === null
  const until = job.finishedAt ?? (running ? now : (run.lastEventAt ?? connection.since))
  const elapsed = sayClock(until - startedAt)
  if (!running || !isOpen(connection.state)) return { elapsed, hint: null, slow: false }
  // A stalled stream has no pace any more; what its kind usually takes still holds.
  const percent = connection.state === 'stalled' ? null : job.percent
  const estimate = eta({ percent, first: job.firstProgress, startedAt, usual }, now)
  const hint = sayEta(estimate, usual)
  // A job that tells its progress has a time left, and may be slower than nine in ten all the same.
  const slow = usual !== null && now - startedAt > usual.p90Ms
  return { elapsed, hint: hint !== null && slow && estimate.basis === 'pace' ? `${hint}, slow` : hint, slow }
}

/** What `slow` means, for whoever wonders. */
export function saySlow({ p90Ms, count }: Usual): string {
  return `Slower than usual: nine in ten of your latest ${sayCount(count, 'completed run')} of this kind took up to ${sayMs(p90Ms)}`
}

/** An estimate in words, or null where there is none. */
export function sayEta(estimate: Eta, usual: Usual | null): string | null {
  switch (estimate.basis) {
    case 'pace':
      return estimate.leftMs < 500 ? null : `~${sayDuration(roughly(estimate.leftMs))} left`
    case 'usual':
      return usual === null ? null : `usually ${sayClock(usual.p50Ms)}`
    case 'slower':
      return 'slower than usual'
    case 'none':
      return null
  }
}

/** An estimate must not flicker: to 5 s below two minutes, to 10 s above. */
function roughly(ms: number): number {
  const step = ms < 10_000 ? 1_000 : ms < 120_000 ? 5_000 : 10_000
  return Math.max(1_000, Math.round(ms / step) * step)
}

/** `62 %`: rounded down, so that 100 means all of it. */
export function sayPercent(percent: number | null): string | null {
  const shown = clampPercent(percent)
  return shown === null ? null : `${Math.floor(shown)} %`
}

/** `8 of 13`, `8`, or null where the server counts nothing. */
export function sayDone(done: number | null, total: number | null): string | null {
  if (done === null) return null
  return total === null
    ? done.toLocaleString('en-US')
    : `${done.toLocaleString('en-US')}/${total.toLocaleString('en-US')}`
}

/** What a job without progress and stages has made so far: `12 items`, `3,204 characters`; null for nothing yet. */
export function sayMade({ items, textLength }: RunSummary['job']): string | null {
  if (items > 0) return sayCount(items, 'item')
  return textLength > 0 ? sayCount(textLength, 'character') : null
}

/** `weighty` for a cause, which is to be read; not for the job's passing words. */
export type RowNote = { readonly text: string; readonly weighty: boolean }

const explained: ReadonlySet<string> = new Set(['stalled', 'waiting', 'paused', 'ended-early', 'refused'])

/**
 * The second line of a row: the cause where a state has one, else the job's own last words. The connection's cause comes
 * first while it is what a person can act on.
 */
export function rowNote(run: RunSummary): RowNote | null {
  const { job, connection } = run
  if (connection.cause !== null && explained.has(connection.state) && !isFinished(job.state)) {
    return { text: connection.cause, weighty: true }
  }
  if (job.cause !== null && job.state !== 'completed') return { text: job.cause, weighty: true }
  if (connection.notice !== undefined && isOpen(connection.state))
    return { text: connection.notice, weighty: true }
  if (job.failedChecks > 0)
    return { text: `${sayCount(job.failedChecks, 'check')} not passed`, weighty: true }
  // Where there is no percentage the row shows the stages themselves.
  const stage = job.percent === null ? null : job.stage
  const words = job.state === 'processing' ? (job.lastLog ?? stage) : null
  return words === null ? null : { text: words, weighty: false }
}
