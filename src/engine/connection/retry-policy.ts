// What to do after a connection ended: a pure function of the ending and the run's situation, so tests can walk the
// whole table. Law 4 is enforced here: what starts work is never repeated unasked.

import type { ConnectionState } from '../../core/run/states.ts'
import { type DropReason, dropped, type Ending } from './endings.ts'

export type Situation = {
  /** Asking again only observes: the kind or the person says so, never the stream itself. Event ids prove nothing. */
  readonly observes: boolean
  /** `observes` is a guess from the request's method alone. */
  readonly guessed: boolean
  /** The run has events, from this connection or an earlier one. */
  readonly hasEvents: boolean
  /** The job's end is known: its outcome, or the stream's terminal event. */
  readonly jobFinished: boolean
  /** The stream was meant to end where its server finished it: that is the job's good end. */
  readonly endsWell: boolean
  /** A request was under way, so that the server may have got it. */
  readonly asked: boolean
  /** The answer was an event stream, so that there is something to have lost. */
  readonly opened: boolean
  /** Consecutive answers of HTML instead of events, this one included. */
  readonly htmlAnswers: number
  readonly retry: boolean
}

type Dropped = Ending & { type: 'dropped' }

export type Decision =
  /** Try again: after `delayMs` if the server asked for it, else by back-off. `atOnce`: a person asked. */
  | {
      readonly next: 'retry'
      readonly cause: string
      readonly delayMs: number | null
      readonly atOnce: boolean
    }
  | { readonly next: 'rest'; readonly state: ConnectionState; readonly cause: string }

const htmlLimit = 3
const mayBeDone = 'The server ended the stream, and asking again might start its work a second time'
export const goodEnd = 'The server ended the stream, and with it the job'
const temporary = new Set([408, 425, 429])

/** `late` was asked for after the connection had ended by itself, while what it brought was still being taken. */
export function decideRetry(ending: Ending, situation: Situation, late: DropReason | null = null): Decision {
  if (ending.type === 'dropped') return afterDrop(ending, situation)
  const decision = afterEnd(ending, situation)
  // The connection's own end stands; what was asked for decides whether there is another one.
  if (late === null || decision.next === 'rest') return decision
  const asked = situation.asked && !neverSent(ending)
  return late === 'retry' ? { ...decision, atOnce: true } : afterDrop(dropped(late), { ...situation, asked })
}

function afterEnd(ending: Exclude<Ending, { type: 'dropped' }>, situation: Situation): Decision {
  const bearing = jobAtEnd(ending, situation)
  if (bearing !== null) return rest('closed', bearing === 'failed' ? ending.cause : goodEnd)
  if (situation.jobFinished && situation.opened) {
    const ended =
      ending.type === 'finished'
        ? 'The stream ended after the job did'
        : `${ending.cause}, after the job had ended`
    return rest('closed', ended)
  }
  // The request was sent and may have started work: whatever came of it, only a person may ask for more.
  if (!situation.observes && !neverSent(ending)) return giveUp(ending, situation, ending.cause)
  const decision = byEnding(ending, situation)
  if (decision.next === 'retry' && !situation.retry)
    return giveUp(ending, situation, `${decision.cause}; retrying is switched off`)
  // A stream that its server finished may be a job that is done: to ask again may be to start it again.
  if (ending.type === 'finished' && situation.guessed && situation.hasEvents)
    return rest('ended-early', mayBeDone)
  return decision
}

function byEnding(ending: Exclude<Ending, { type: 'dropped' }>, { htmlAnswers }: Situation): Decision {
  switch (ending.type) {
    case 'finished':
    case 'lost':
    case 'silent':
    case 'too-large':
      return retryAfterBackoff(ending.cause)
    case 'unacceptable':
      return rest('refused', ending.cause)
    case 'client-gone':
    case 'unrecorded':
      return rest('ended-early', ending.cause)
    case 'not-a-stream':
      return ending.html && htmlAnswers < htmlLimit
        ? retryAfterBackoff(ending.cause)
        : rest('refused', ending.cause)
    case 'status':
      if (ending.status === 204) return rest('closed', ending.cause)
      if (temporary.has(ending.status) || ending.status >= 500) {
        return { next: 'retry', cause: ending.cause, delayMs: ending.retryAfterMs, atOnce: false }
      }
      return rest('refused', ending.cause)
  }
}

/** An answer that is no stream is a refusal; a connection that was lost after the request was sent, or fell silent, is none. */
function giveUp(
  ending: Exclude<Ending, { type: 'dropped' }>,
  { opened }: Situation,
  cause: string,
): Decision {
  const early = opened || ending.type === 'silent' || (ending.type === 'lost' && ending.sent)
  return rest(early ? 'ended-early' : 'refused', cause)
}

function afterDrop(ending: Dropped, { observes, retry, jobFinished, asked }: Situation): Decision {
  switch (ending.why) {
    case 'terminal':
      return rest('closed', ending.cause)
    case 'stop':
      return rest('stopped', ending.cause)
    case 'offline':
    case 'suspend':
    case 'close':
      if (jobFinished) return rest('closed', ending.cause)
      return rest((observes && retry) || !asked ? 'paused' : 'ended-early', ending.cause)
    case 'retry':
      if (!observes && asked) return rest('ended-early', ending.cause)
      return { next: 'retry', cause: ending.cause, delayMs: 0, atOnce: true }
  }
}

/**
 * What the end of the stream makes of the job where no event has told its end: it was meant to end so, or the answer was an
 * error in place of events. Who only observes, or has had events, learns from such an error nothing of the job.
 */
export function jobAtEnd(ending: Ending, situation: Situation): 'ended' | 'failed' | null {
  if (ending.type !== 'finished' || !situation.opened || situation.jobFinished) return null
  const { observes, guessed, hasEvents, endsWell } = situation
  if (ending.held === 'error' && !hasEvents && (guessed || !observes)) return 'failed'
  return endsWell && ending.held === undefined ? 'ended' : null
}

function neverSent(ending: Ending): boolean {
  return ending.type === 'lost' && !ending.sent
}

function retryAfterBackoff(cause: string): Decision {
  return { next: 'retry', cause, delayMs: null, atOnce: false }
}

function rest(state: ConnectionState, cause: string): Decision {
  return { next: 'rest', state, cause }
}
