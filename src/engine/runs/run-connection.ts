// One connection of a run, from waiting for its turn to its end: the request is prepared and sent, and what arrives goes to
// the live run. Whether and when to connect again is the supervisor's.

import { headWithinMs } from '../../core/run/beat.ts'
import { redactUrl } from '../../core/secrets/redact.ts'
import type { Answered } from '../base/telemetry-port.ts'
import { type Attempt, startAttempt } from '../connection/attempt.ts'
import { clampRetryField } from '../connection/backoff.ts'
import type { ConnectLimiter, Turn } from '../connection/connect-limiter.ts'
import type { Ending } from '../connection/endings.ts'
import { isSendableId, ownRequest } from '../connection/http.ts'
import { eventLimits } from '../connection/oversized-event.ts'
import { type AttemptToRunDeps, createAttemptToRun } from './attempt-to-run.ts'
import type { CrashGuard } from './crash-guard.ts'
import type { Prepared } from './prepare.ts'

export type RunConnectionDeps = AttemptToRunDeps & {
  readonly limiter: ConnectLimiter
  /** The server whose queue the run waits in. */
  readonly server: string
  readonly prepare: (resumeFrom: string | null) => Promise<Prepared>
  readonly onDefect: (where: string, thrown: unknown) => void
  readonly crashGuard: CrashGuard
  /** Told how the server took each request. */
  readonly answered: (answered: Answered) => void
  /**
   * Asked before a request goes out, where others could ask as well; null where nobody can. Resolves to the ending of the
   * attempt that is not made, or to null where it may be.
   */
  readonly mayAsk: ((startsWork: boolean) => Promise<Ending | null>) | null
  /** Whether a request to this URL may start work. */
  readonly startsWork: (url: string) => boolean
}

export type Ended = {
  readonly how: Ending
  /** The response was an event stream. */
  readonly opened: boolean
  /** A request was sent, or may have been. */
  readonly asked: boolean
  /** How long the stream was open, ms; null where none was. */
  readonly openMs: number | null
}

export const defectCause =
  'A defect of Runlight ended this connection; retry, and if it stays save a diagnostic file and report it'

/** The server is given this long to end the stream itself after its terminal event. */
const terminalGraceMs = 250

export function createRunConnection(deps: RunConnectionDeps) {
  const { run, clock } = deps
  const { observes } = run
  const guessed = run.kind.guesses?.(run.params()) ?? false
  /** Law 4: a request that starts work was sent, so nothing more is asked of the server for this run. */
  let spent = !observes() && run.attempts.number() > 0
  let attempt: Attempt | null = null
  let serverBaseMs: number | null = null
  /** A person asked for the next connection, which goes before others. */
  let byPerson = false

  const turn = (): Turn => ({ run: run.id, server: deps.server, asked: byPerson })

  /** After a redirect to an address that starts work, the guess was wrong: that is stored before it is followed. */
  const hop = async (url: string, signal: AbortSignal) => {
    if (guessed && deps.startsWork(url)) {
      spent = true
      await run.startsWork()
      const refused = deps.mayAsk === null ? null : await deps.mayAsk(true)
      if (refused !== null) throw new Error(refused.cause)
    }
    await deps.limiter.hop(turn(), signal)
  }

  /** Ends the connection shortly after the terminal event, where the server does not. */
  const createTerminalEnd = () => {
    let ending = false
    return (live: Attempt) => {
      if (ending) return
      ending = true
      clock.after(terminalGraceMs, () =>
        live.drop({ type: 'dropped', why: 'terminal', cause: 'The stream’s terminal event arrived' }),
      )
    }
  }

  return {
    guessed,
    isSpent: () => spent,
    /** The last attempt showed that asking again is allowed. */
    allowAgain: () => {
      spent = false
    },
    isConnected: () => attempt !== null,
    /** What the server's `retry:` field asks for, in ms; null where it sent none. */
    serverBaseMs: () => serverBaseMs,
    /** Ends the connection, if there is one. */
    drop: (ending: Ending) => attempt?.drop(ending),
    /** A person asks for the next connection: it gets its turn before what Runlight does by itself. */
    askedByPerson: () => {
      byPerson = true
    },
    /** Waits for its turn and connects. Rejects with the signal's reason when aborted before the request is made. */
    connect: async (signal: AbortSignal): Promise<Ended> => {
      await deps.limiter.turn(turn(), signal)
      byPerson = false
      const resumeFrom = run.resumeId()
      const prepared = await deps.prepare(resumeFrom)
      signal.throwIfAborted()
      if (!prepared.ok) {
        // A transition of its own shows that the attempt was made.
        run.move('connecting', null)
        return { how: prepared.how, opened: false, asked: false, openMs: null }
      }
      const refused = deps.mayAsk === null ? null : await deps.mayAsk(!observes())
      signal.throwIfAborted()
      if (refused !== null) {
        run.move('connecting', null)
        return { how: refused, opened: false, asked: refused.type === 'lost' && refused.sent, openMs: null }
      }
      const { request } = prepared.options
      const resumedFrom = resumeFrom !== null && isSendableId(resumeFrom) ? resumeFrom : null
      run.attempts.started({
        method: request.method,
        url: deps.hide(redactUrl(request.url)),
        resumedFrom,
        at: clock.now(),
        afterSeq: run.seq(),
      })
      spent = !observes()
      run.asked()
      run.move('connecting', null)
      const from = clock.monotonic()
      let isAnswered = false
      /** Told once, of the head or of why there was none. */
      const answered = (status: number | null, error: string | null) => {
        if (isAnswered) return
        isAnswered = true
        const { method, url } = request
        const tookMs = clock.monotonic() - from
        deps.answered({ kind: run.kind.id, server: deps.server, method, url, tookMs, status, error })
      }
      const endSoon = createTerminalEnd()
      const toRun = createAttemptToRun(deps, {
        opened: (by, from, oddities) => run.opened(resumedFrom, from, by, oddities),
        taken: () => {
          if (run.job().terminal) endSoon(live)
        },
        failed: (thrown) => {
          deps.onDefect(`run ${run.id}`, thrown)
          live.drop({ type: 'unacceptable', cause: defectCause })
        },
        retryField: (ms) => {
          serverBaseMs = clampRetryField(ms)
        },
      })
      const live = startAttempt(
        {
          request,
          open: ownRequest({ ...prepared.options, resumeFrom: resumedFrom }),
          clock,
          limits: eventLimits,
          headWithinMs: headWithinMs(observes(), run.kind.timeLimitMs),
          hop,
        },
        {
          ...toRun.sink,
          onHead: (head) => {
            answered(head.status, null)
            toRun.sink.onHead(head)
          },
        },
      )
      attempt = live
      run.wire(live)
      const ended = await live.ended
      if (ended.type !== 'dropped') answered(null, ended.type)
      await run.settled()
      const how = { ...ended, cause: deps.hide(ended.cause) }
      attempt = null
      const since = toRun.openedAt()
      return {
        how,
        opened: since !== null,
        asked: true,
        openMs: since === null ? null : clock.monotonic() - since,
      }
    },
  }
}
