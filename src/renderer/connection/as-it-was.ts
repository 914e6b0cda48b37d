// The connections of a run as they were at an instant: what came later is taken away again. Pure. What was never recorded
// by time, the bytes and comments of an attempt that was still open, is said to be unknown and not guessed.

import type { Output } from '../../core/contract/contract.ts'
import type { Instant } from '../../core/figures/instant.ts'
import type { Attempt, Gap, Transition } from '../../core/run/run.ts'
import { isOpen } from '../../core/run/states.ts'
import { connectionWords } from '../../core/run/words.ts'

/** `partial`: the attempt went on after the instant, so that its bytes and comments of then are not known. */
export type ShownAttempt = Attempt & { readonly partial?: true }

export type Wires = {
  readonly attempts: readonly ShownAttempt[]
  readonly gaps: readonly Gap[]
  readonly transitions: readonly Transition[]
  /** What the connection was doing, in a sentence. */
  readonly doing: string
}

/** `all` without what had not happened by `then`. */
export function asItWas(all: Output<'runs.connection'>, then: Instant): Wires {
  const { connection } = then.run
  const last = all.transitions.findLastIndex(
    ({ at, state, attempt }) =>
      at === connection.since && state === connection.state && attempt === connection.attempt,
  )
  return {
    attempts: all.attempts
      .filter((one) => one.startedAt <= then.at && one.afterSeq <= then.seq)
      .map((one) => attemptThen(one, then)),
    gaps: all.gaps
      .filter((one) => one.afterSeq < then.seq || (one.afterSeq === then.seq && wasKnown(one, then)))
      .map((one) => (isOver(one.until, then) ? one : { ...one, until: null, missed: 'open', basis: '' })),
    transitions: all.transitions.slice(0, last + 1),
    doing: sayThen(then),
  }
}

function isOver(at: number | null, then: Instant): boolean {
  return at !== null && at <= then.at
}

/** A gap begins at the last sign of life; nobody knew of it before the connection was taken for lost. */
function wasKnown(gap: Gap, then: Instant): boolean {
  return isOver(gap.until, then) || !isOpen(then.run.connection.state)
}

function attemptThen(attempt: Attempt, then: Instant): ShownAttempt {
  const { number, openedAt, endedAt, afterSeq, events, notices } = attempt
  const { state, attempt: latest } = then.run.connection
  const stillOpen = number === latest && isOpen(state)
  if (isOver(endedAt, then) && !stillOpen) return attempt
  return {
    ...attempt,
    openedAt: isOver(openedAt, then) ? openedAt : null,
    status: isOver(openedAt, then) ? attempt.status : null,
    endedAt: null,
    ending: null,
    events: Math.min(events, Math.max(0, then.seq - afterSeq)),
    ...(notices === undefined ? {} : { notices: notices.filter((notice) => notice.at <= then.at) }),
    partial: true,
  }
}

function sayThen({ run: { connection } }: Instant): string {
  const { state, cause, attempt } = connection
  if (state === 'idle') return 'Nothing had been asked of the server yet.'
  const words = connectionWords[state]
  const which = attempt > 1 ? `, attempt ${attempt.toLocaleString('en-US')}` : ''
  return `The connection was ${words}${which}.${cause === null ? '' : ` ${cause}`}`
}
