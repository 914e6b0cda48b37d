// How long a job took: one definition for every screen, file and command. Pure.

import { formatClock } from '../basics/quantities.ts'
import type { Job } from './job.ts'

type Timed = Pick<Job, 'firstEventAt' | 'finishedAt' | 'times'>

/** `server`: by the times that the server itself gave. `arrival`: from the first event to the verdict, as they came here. */
export type Took = { readonly ms: number; readonly by: 'server' | 'arrival' }

/**
 * How long a job with a verdict took. Where the server says when its work began and ended, that is it: a watch may begin
 * long before the work, or in the middle of it. Null without a verdict.
 */
export function tookOf({ firstEventAt, finishedAt, times }: Timed): Took | null {
  if (finishedAt === null) return null
  const began = times?.startedAt ?? null
  const ended = times?.endedAt ?? null
  if (began !== null && ended !== null && ended >= began) return { ms: ended - began, by: 'server' }
  return firstEventAt === null ? null : { ms: Math.max(0, finishedAt - firstEventAt), by: 'arrival' }
}

/** From when on a job that goes on is timed: since its server said that the work has begun, else since its first event. */
export function workingSince({ firstEventAt, times }: Timed): number | null {
  return times?.seenAt ?? firstEventAt
}

/** `0:41`. Rounded, as every other duration that is over; a clock that runs is not. */
export function formatTook(ms: number): string {
  return formatClock(Math.round(ms / 1_000) * 1_000)
}

/** What the duration of `job` was read off, where that is not the arrival of its events; null elsewhere. */
export function tookNote(job: Timed): string | null {
  const took = tookOf(job)
  return took?.by === 'server' ? tookBasisMessage(took.by) : null
}

/** What a duration was read off. */
export function tookBasisMessage(by: Took['by']): string {
  return by === 'server' ? 'by the server’s own times' : 'from the first event to the verdict'
}
