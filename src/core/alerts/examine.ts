// Whether what a rule waits for is so now, and if not, when time alone would make it so. Pure.

import { assertNever } from '../basics/assert-never.ts'
import { formatDuration } from '../basics/quantities.ts'
import { tokensPerSecond } from '../job/model.ts'
import { workingSince } from '../job/took.ts'
import { beganAt } from '../run/began-at.ts'
import { isClientsEnd } from '../run/clients-end.ts'
import { asksPerson } from '../run/marks.ts'
import { isFinished, isOpen, isSettled } from '../run/states.ts'
import { noReason } from '../run/words.ts'
import type { Condition, ConditionOf } from './condition.ts'
import { type Happened, type History, isRetrying, type Watched } from './history.ts'

/** It is so, since `at`; `key` is the same as long as it is the same thing. Or it is not, and would be at `dueAt`. */
export type Finding =
  | { readonly held: Happened; readonly dueAt: null }
  | { readonly held: null; readonly dueAt: number | null }

/** Late content is one thing, told while it is waited for or when it comes. */
const firstContent = 'first content'

const nothing: Finding = { held: null, dueAt: null }

/** What is there to say of `run` by `condition` at `now`. Of `none-started`, which is about no run, nothing. */
export function examine(condition: Condition, run: Watched, history: History, now: number): Finding {
  if (run.imported !== null) return nothing
  const { job, connection } = run
  switch (condition.type) {
    case 'failed':
      return job.state === 'failed'
        ? state(job.finishedAt ?? connection.since, job.cause ?? noReason)
        : nothing
    case 'completed':
      return job.state === 'completed' ? state(job.finishedAt ?? connection.since, 'completed') : nothing
    case 'unknown':
      return job.state === 'unknown' && isSettled(connection.state) && !isClientsEnd(run)
        ? state(connection.since, connection.cause ?? 'what became of the job is not known')
        : nothing
    case 'needs-me':
      return asksPerson({ ...run }) && job.state !== 'failed' && connection.state !== 'stalled'
        ? state(connection.since, connection.cause ?? connection.state)
        : nothing
    case 'refused':
    case 'ended-early':
      return connection.state === condition.type
        ? state(connection.since, connection.cause ?? connection.state)
        : nothing
    case 'stalled':
      return stalled(condition, run, now)
    case 'retrying':
      return isRetrying(run) && !isFinished(job.state)
        ? after(
            history.retryingSince ?? connection.since,
            condition.forMs,
            now,
            () => `no connection: ${connection.cause ?? ''}`,
          )
        : nothing
    case 'gap':
      return happened(history.gap)
    case 'event':
      return happened(history.match)
    case 'no-event':
      return whileUnderWay(run, history, run.lastEventAt, condition.forMs, now, 'no event')
    case 'no-content':
      return job.firstContentAt === null
        ? whileUnderWay(run, history, null, condition.forMs, now, 'nothing of the answer')
        : nothing
    case 'no-progress':
      return whileUnderWay(run, history, history.progressedAt, condition.forMs, now, 'no progress')
    case 'not-finished':
      return isUnderWay(run)
        ? after(beganAt(run), condition.forMs, now, (ms) => `not finished after ${formatDuration(ms)}`)
        : nothing
    case 'slow':
      return history.usualMs !== null && isUnderWay(run)
        ? slow(history.usualMs, condition, run, now)
        : nothing
    case 'check':
      return job.failedChecks > 0
        ? held({
            key: `${job.failedChecks} checks`,
            at: run.lastEventAt ?? now,
            seq: null,
            words: job.cause ?? 'a check did not pass',
          })
        : nothing
    case 'figure':
      return figure(condition, run, history, now)
    case 'none-started':
      return nothing
    default:
      return assertNever(condition)
  }
}

/** Its application takes nothing, so that its server is held up: what does not come meanwhile is not the server's. */
function isHeldUp({ tapped }: Watched): boolean {
  return tapped?.client.state === 'slow'
}

/** Since when nothing holds its server up; 0 where nothing ever did. */
function freeSince({ tapped }: Watched): number {
  return tapped?.client.state === 'open' ? tapped.client.since : 0
}

/** Its job is under way, as far as is known here, and it is watched. */
export function isUnderWay({ job, connection, askedAt }: Watched): boolean {
  return (
    askedAt !== undefined &&
    !isFinished(job.state) &&
    !isSettled(connection.state) &&
    connection.state !== 'paused'
  )
}

function held(what: Happened): Finding {
  return { held: what, dueAt: null }
}

function happened(what: Happened | null): Finding {
  return what === null ? nothing : held(what)
}

function state(at: number, words: string): Finding {
  return held({ key: `${at}`, at, seq: null, words })
}

/** So once `ms` have gone since `from`. `say` is told how long it is by now; `key` names what it is counted from. */
function after(
  from: number,
  ms: number,
  now: number,
  say: (ms: number) => string,
  key: number = from,
): Finding {
  const at = from + ms
  if (now < at) return { held: null, dueAt: at }
  return held({ key: `${key}`, at, seq: null, words: say(now - from) })
}

/** So once `ms` have gone since `last`, or since it began; only time in which it was watched counts. */
function whileUnderWay(
  run: Watched,
  history: History,
  last: number | null,
  ms: number,
  now: number,
  what: string,
): Finding {
  if (!isUnderWay(run) || isHeldUp(run)) return nothing
  const lastAt = last ?? beganAt(run)
  const from = Math.max(lastAt, history.watchedSince, freeSince(run))
  return after(from, ms, now, (silent) => `${what} for ${formatDuration(silent)}`, lastAt)
}

function stalled({ forMs, beats }: ConditionOf<'stalled'>, run: Watched, now: number): Finding {
  const { connection, beatMs, lastBytesAt, job } = run
  if (!isOpen(connection.state) || isFinished(job.state) || isHeldUp(run)) return nothing
  const from = Math.max(lastBytesAt ?? connection.since, freeSince(run))
  const found = after(from, Math.max(forMs, beats * (beatMs ?? 0)), now, (silent) =>
    beatMs === null
      ? `silent for ${formatDuration(silent)}`
      : `silent for ${formatDuration(silent)}, usually ${formatDuration(beatMs)}`,
  )
  // The engine says when silence is a stall; a rule waits on from there.
  if (connection.state === 'stalled') return found
  return { held: null, dueAt: found.dueAt }
}

function slow(usualMs: number, { times }: ConditionOf<'slow'>, run: Watched, now: number): Finding {
  // As long as no event came it is not known to work, and what is usual is counted from the first one.
  const from = workingSince(run.job)
  if (from === null) return nothing
  return after(
    from,
    usualMs * times,
    now,
    (ms) => `takes ${formatDuration(ms)}, and nine of ten such runs take at most ${formatDuration(usualMs)}`,
  )
}

function figure(condition: ConditionOf<'figure'>, run: Watched, history: History, now: number): Finding {
  const { is, value } = condition
  const isSo = (figure: number) => (is === '>' ? figure > value : figure < value)
  const { job } = run
  switch (condition.figure) {
    case 'first_content': {
      const from = beganAt(run)
      if (job.firstContentAt !== null) {
        const took = job.firstContentAt - from
        const words = `first content after ${formatDuration(took)}`
        return isSo(took) ? held({ key: firstContent, at: job.firstContentAt, seq: null, words }) : nothing
      }
      if (is === '<' || !isUnderWay(run)) return nothing
      const late = after(from, value, now, (ms) => `no content after ${formatDuration(ms)}`)
      return late.held === null ? late : held({ ...late.held, key: firstContent })
    }
    case 'events_per_second': {
      const { rate } = history
      if (rate === null || !isUnderWay(run) || isHeldUp(run) || !isSo(rate)) return nothing
      return held({
        key: `${now}`,
        at: now,
        seq: null,
        words: `${rate.toFixed(1)} events/s over the last minute`,
      })
    }
    case 'tokens_per_second': {
      const rate = tokensPerSecond(job)
      if (rate === null || !isSo(rate)) return nothing
      return state(job.finishedAt ?? now, `${rate.toFixed(1)} tokens/s`)
    }
  }
}
