// The connections of a run at an earlier instant: what came later is removed again. Pure. What is not recorded over time,
// the bytes and comments of an attempt that was still open and how its client fared, is unknown and not guessed.

import type { Output } from '../../core/contract/contract.ts'
import type { Instant } from '../../core/figures/instant.ts'
import type { Attempt, Gap, Transition } from '../../core/run/run.ts'
import { isOpen } from '../../core/run/states.ts'
import { connectionWords } from '../../core/run/words.ts'

/** `partial`: the attempt went on after the instant, so that its bytes and comments at that time are unknown. */
export type ShownAttempt = Attempt & { readonly partial?: true }

export type ConnectionView = {
  readonly attempts: readonly ShownAttempt[]
  readonly gaps: readonly Gap[]
  readonly transitions: readonly Transition[]
  /** The state of the connection, in a sentence. */
  readonly doing: string
}

/** `all` as it was at `then`. */
export function connectionAt(all: Output<'runs.connection'>, then: Instant): ConnectionView {
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
    doing: formatConnectionAt(then),
  }
}

function isOver(at: number | null, then: Instant): boolean {
  return at !== null && at <= then.at
}

/** A gap starts at the last byte; it is known only once the connection is considered lost. */
function wasKnown(gap: Gap, then: Instant): boolean {
  return isOver(gap.until, then) || !isOpen(then.run.connection.state)
}

function attemptThen(attempt: Attempt, then: Instant): ShownAttempt {
  const { client, ...asked } = attempt
  const { number, openedAt, endedAt, afterSeq, events, notices } = asked
  const { state, attempt: latest } = then.run.connection
  const stillOpen = number === latest && isOpen(state)
  if (isOver(endedAt, then) && !stillOpen) return attempt
  return {
    ...asked,
    openedAt: isOver(openedAt, then) ? openedAt : null,
    status: isOver(openedAt, then) ? attempt.status : null,
    endedAt: null,
    ending: null,
    events: Math.min(events, Math.max(0, then.seq - afterSeq)),
    ...(notices === undefined ? {} : { notices: notices.filter((notice) => notice.at <= then.at) }),
    partial: true,
  }
}

function formatConnectionAt({ run: { connection } }: Instant): string {
  const { state, cause, attempt } = connection
  if (state === 'idle') return 'Nothing had been asked of the server yet.'
  const words = connectionWords[state]
  const which = attempt > 1 ? `, attempt ${attempt.toLocaleString('en-US')}` : ''
  return `The connection was ${words}${which}.${cause === null ? '' : ` ${cause}`}`
}
