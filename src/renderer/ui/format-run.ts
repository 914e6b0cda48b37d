// What a run says of itself in one line: its time, its progress, its cause. Pure, so that it is tested without drawing.
// Nothing is estimated without a basis.

import { formatClock, formatCount, formatDuration, formatMs } from '../../core/basics/quantities.ts'
import { type Eta, eta, type Usual, usualBand } from '../../core/job/eta.ts'
import { clampPercent } from '../../core/job/progress.ts'
import { formatTook, tookOf, workingSince } from '../../core/job/took.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isFinished, isOpen, type JobState } from '../../core/run/states.ts'

export type RunTimeText = {
  /** The running time, or how long the job took: `0:42`. Null before the first event. */
  readonly elapsed: string | null
  /** What is known of the remaining time: `~40 s left`, `~40 s left, slow`, `usually 0:55`, `slower than usual`; null where nothing is known. */
  readonly hint: string | null
  /** The job is slower than nine in ten of its kind. */
  readonly slow: boolean
}

/** The word before the duration, by the state of the job. */
export const durationWords: Readonly<Record<JobState, string>> = {
  pending: 'waiting',
  processing: 'running',
  completed: 'took',
  failed: 'failed after',
  cancelled: 'cancelled after',
  unknown: 'lost after',
}

/** The times of `run` at `now`; `usual` is what runs of its kind take. */
export function formatRunTime(run: RunSummary, usual: Usual | null, now: number): RunTimeText {
  const { job, connection } = run
  const startedAt = workingSince(job)
  const took = tookOf(job)
  if (took !== null) return { elapsed: formatTook(took.ms), hint: null, slow: false }
  if (startedAt === null) return { elapsed: null, hint: null, slow: false }
  const running = isRunning(run)
  const elapsed = formatClock((running ? now : (run.lastEventAt ?? connection.since)) - startedAt)
  if (!running || !isOpen(connection.state)) return { elapsed, hint: null, slow: false }
  // A stalled stream has no pace; the usual duration of its kind is still a basis.
  const percent = connection.state === 'stalled' ? null : job.percent
  const estimate = eta({ percent, first: job.firstProgress, startedAt, usual }, now)
  const hint = formatEta(estimate, usual)
  // A job with a time left by its own pace may still be slower than nine in ten.
  const slow = usual !== null && now - startedAt > usual.p90Ms
  return { elapsed, hint: hint !== null && slow && estimate.basis === 'pace' ? `${hint}, slow` : hint, slow }
}

/** Whether the job's time goes on, as far as is known. An imported run is a record. */
function isRunning({ job, imported }: RunSummary): boolean {
  return !isFinished(job.state) && job.state !== 'unknown' && imported === null
}

/** Whether `formatRunTime` may have a hint, now or later: only of a job that is followed. */
export function mayHaveHint(run: RunSummary): boolean {
  return run.job.firstEventAt !== null && isRunning(run) && isOpen(run.connection.state)
}

/** The tooltip that explains `slow`. */
export function formatSlow({ p90Ms, count }: Usual): string {
  return `Slower than usual: nine in ten of your latest ${formatCount(count, 'completed run')} of this kind took up to ${formatMs(p90Ms)}`
}

/** An estimate in words; null without a basis. */
function formatEta(estimate: Eta, usual: Usual | null): string | null {
  switch (estimate.basis) {
    case 'pace':
      return estimate.leftMs < 500 ? null : `~${formatDuration(roughly(estimate.leftMs))} left`
    case 'usual':
      return usual === null ? null : `usually ${formatTook(usual.p50Ms)}`
    case 'slower':
      return 'slower than usual'
    case 'none':
      return null
  }
}

/** Rounded, so that an estimate does not flicker: to 5 s below two minutes, to 10 s above. */
function roughly(ms: number): number {
  const step = ms < 10_000 ? 1_000 : ms < 120_000 ? 5_000 : 10_000
  return Math.max(1_000, Math.round(ms / step) * step)
}

/** `62 %`: rounded down, so that 100 means all of it. */
export function formatPercent(percent: number | null): string | null {
  const shown = clampPercent(percent)
  return shown === null ? null : `${Math.floor(shown)} %`
}

/** `8 of 13`, `8`, or null where the server does not count. */
export function formatDone(done: number | null, total: number | null): string | null {
  if (done === null) return null
  return total === null
    ? done.toLocaleString('en-US')
    : `${done.toLocaleString('en-US')}/${total.toLocaleString('en-US')}`
}

/**
 * The output so far of a job without progress and stages: `12 items`, `3,204 characters`, or what a model does on the way to
 * its answer: the tool that is under way, `reasoning`; null for nothing yet. A tool's name is untrusted.
 */
export function formatOutput({ items, textLength, state, tool, reasoned }: RunSummary['job']): string | null {
  if (items > 0) return formatCount(items, 'item')
  if (state === 'processing' && tool !== undefined) return tool
  if (state === 'processing' && reasoned !== undefined && textLength === 0) return 'reasoning'
  return textLength > 0 ? formatCount(textLength, 'character') : null
}

/** `important` for a cause; not for log lines and stages, which change all the time. */
export type RunStatusText = { readonly text: string; readonly important: boolean }

const explained: ReadonlySet<string> = new Set(['stalled', 'waiting', 'paused', 'ended-early', 'refused'])

/**
 * The second line of a row: the cause where a state has one, else the job's own last words. The connection's cause comes
 * first while it is what a person can act on.
 */
export function formatRunStatus(run: RunSummary): RunStatusText | null {
  const { job, connection } = run
  if (connection.cause !== null && explained.has(connection.state) && !isFinished(job.state)) {
    return { text: connection.cause, important: true }
  }
  if (job.cause !== null && (job.state !== 'completed' || job.failedChecks > 0))
    return { text: job.cause, important: true }
  // The server has no more to send, and gave no verdict.
  if (connection.state === 'closed' && connection.cause !== null && !isFinished(job.state))
    return { text: connection.cause, important: true }
  if (connection.notice !== undefined && isOpen(connection.state))
    return { text: connection.notice, important: true }
  if (job.failedChecks > 0)
    return { text: `${formatCount(job.failedChecks, 'check')} not passed`, important: true }
  // Where there is no percentage the row shows the stages themselves.
  const stage = job.percent === null ? null : job.stage
  const words = job.state === 'processing' ? (job.lastLog ?? stage) : null
  return words === null ? null : { text: words, important: false }
}

/** The last words about a run, whatever became of it: its cause where it has one, else the job's last message or stage. */
export function formatLastMessage(run: RunSummary): RunStatusText | null {
  const status = formatRunStatus(run)
  const words = run.job.lastLog ?? run.job.stage
  return status ?? (words === null ? null : { text: words, important: false })
}

/**
 * Where runs of its kind usually are by now, as whole percentages; null for a job that does not go on, or where nothing is
 * usual.
 */
export function usualOf(run: RunSummary, usual: Usual | null, now: number) {
  const startedAt = workingSince(run.job)
  const moves = run.job.state === 'processing' && isRunning(run) && isOpen(run.connection.state)
  const band = usual === null || startedAt === null || !moves ? null : usualBand(usual, now - startedAt)
  return band === null ? null : { from: Math.round(band.from), to: Math.round(band.to) }
}

/** The tooltip that explains the band of what is usual. */
export function formatUsual(
  { p10Ms, p90Ms, count }: Usual,
  { from, to }: { from: number; to: number },
): string {
  return `Usually ${from}–${to} % by now: eight in ten of your latest ${formatCount(count, 'completed run')} of this kind took ${formatTook(p10Ms)} to ${formatTook(p90Ms)}`
}
