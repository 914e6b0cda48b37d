// Keeps one run connected, as its kind and the retry policy allow: retry, back-off, resume, silence, and network
// changes. What arrives goes to the live run; the supervisor never touches the log or a screen.

import { headWithinMs } from '../../core/run/beat.ts'
import { isFinished, isSettled } from '../../core/run/states.ts'
import { redactUrl } from '../../core/secrets/redact.ts'
import type { Clock } from '../base/clock.ts'
import { type Attempt, startAttempt } from '../connection/attempt.ts'
import { backoffMs, clampRetryField } from '../connection/backoff.ts'
import { type ConnectLimiter, pause, type Turn } from '../connection/connect-limiter.ts'
import { type DropReason, dropped, type Ending, type Lack } from '../connection/endings.ts'
import { fromHeader, isSendableId } from '../connection/http.ts'
import { eventLimits } from '../connection/oversized-event.ts'
import { type Decision, decideRetry } from '../connection/retry-policy.ts'
import type { CrashGuard } from './crash-guard.ts'
import type { LiveRun } from './live-run.ts'
import type { Prepared } from './prepare.ts'

export type SupervisorDeps = {
  readonly run: LiveRun
  readonly clock: Clock
  readonly limiter: ConnectLimiter
  /** Names its server among all, for the turns to connect. */
  readonly server: string
  readonly room: (bytes: number) => Promise<void> | null
  readonly prepare: (resumeFrom: string | null) => Promise<Prepared>
  readonly random: () => number
  readonly onDefect: (where: string, thrown: unknown) => void
  /** A text of the server's without any secret that Runlight knows: it may say back what it was sent. */
  readonly hide: (text: string) => string
  readonly crashGuard: CrashGuard
  /** Whether a request to this URL may well start work. */
  readonly startsWork: (url: string) => boolean
}

type Ended = { readonly how: Ending; readonly opened: boolean; readonly asked: boolean }

const defectCause =
  'A defect of Runlight ended this connection; retry, and if it stays save a diagnostic file and report it'

export type Supervisor = ReturnType<typeof createSupervisor>

/** After this long with at least one event a connection counts as good, and back-off starts anew. */
const goodAfterMs = 60_000
/** The server is given this long to end the stream itself after its terminal event. */
const terminalGraceMs = 250

export function createSupervisor(deps: SupervisorDeps) {
  const { run, clock } = deps
  const { observes } = run
  const guessed = run.kind.guesses?.(run.params) ?? false
  /** Law 4: a request that starts work was sent, so that nothing is asked of the server for this run any more. */
  let spent = !observes() && run.attempts.number() > 0
  let working: Promise<void> | null = null
  let attempt: Attempt | null = null
  let waiting: AbortController | null = null
  let reason: DropReason | null = null
  let failures = 0
  /** Consecutive attempts without events, counted from the last one that brought some. */
  let fruitless = 0
  let htmlAnswers = 0
  /** The last attempt failed on the network's side: its return is a reason to ask at once. */
  let unreached = false
  let openedAt: number | null = null
  let serverBaseMs: number | null = null
  /** A person asked for the next connection, which goes before others. */
  let byPerson = false

  const turn = (): Turn => ({ run: run.id, server: deps.server, asked: byPerson })
  const jobFinished = () => isFinished(run.job().state) || run.job().terminal

  /** One connection from its turn to its end. */
  const connect = async (signal: AbortSignal): Promise<Ended> => {
    await deps.limiter.turn(turn(), signal)
    byPerson = false
    const resumeFrom = run.resumeId()
    const prepared = await deps.prepare(resumeFrom)
    signal.throwIfAborted()
    if (!prepared.ok) {
      // Said as a move of its own, so that whoever asked for it sees that it was tried.
      run.move('connecting', null)
      return { how: prepared.how, opened: false, asked: false }
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
    let opened = false
    let answeredFrom: string | null = null
    openedAt = null
    const within = headWithinMs(observes(), run.kind.timeLimitMs)
    const live = startAttempt(
      { ...prepared.options, resumeFrom: resumedFrom, clock, limits: eventLimits, headWithinMs: within, hop },
      {
        onHead: ({ status, headers, redirects, becameGet }) => {
          const shown = headers.map(([name, value]) => [name, deps.hide(value)] as const)
          run.attempts.head(status, shown, redirects.map(deps.hide))
          answeredFrom = fromHeader(headers.find(([name]) => name === 'last-event-id')?.[1])
          if (becameGet !== null) run.becameGet(becameGet)
        },
        onHeavy: deps.crashGuard.heavy,
        onBodyHead: (text) => run.attempts.bodyHead(deps.hide(text)),
        onOpen: () => {
          opened = true
          openedAt = clock.monotonic()
          run.opened(resumedFrom, answeredFrom, {
            taken: () => {
              if (run.job().terminal) endSoon(live)
            },
            failed: (thrown) => {
              deps.onDefect(`run ${run.id}`, thrown)
              live.drop({ type: 'unacceptable', cause: defectCause })
            },
          })
        },
        onBytes: run.sign,
        onEvent: run.receive,
        onBareId: run.bareId,
        onRetryField: (ms) => {
          serverBaseMs = clampRetryField(ms)
        },
        room: (bytes) => {
          const room = run.room(() => deps.room(bytes))
          return room === null ? null : run.heldUp(room)
        },
      },
    )
    attempt = live
    run.wire(live)
    const ended = await live.ended
    await run.settled()
    const how = { ...ended, cause: deps.hide(ended.cause) }
    attempt = null
    return { how, opened, asked: true }
  }

  /** Where a redirect leads to an address that starts work, the guess was wrong: that is stored before it is followed. */
  const hop = async (url: string, signal: AbortSignal) => {
    if (guessed && deps.startsWork(url)) {
      spent = true
      await run.startsWork()
    }
    await deps.limiter.hop(turn(), signal)
  }

  let ending = false
  const endSoon = (live: Attempt) => {
    if (ending) return
    ending = true
    clock.after(terminalGraceMs, () =>
      live.drop({ type: 'dropped', why: 'terminal', cause: 'The stream’s terminal event arrived' }),
    )
  }

  const work = async (firstDelayMs: number): Promise<void> => {
    let delayMs = firstDelayMs
    for (;;) {
      waiting = new AbortController()
      let ended: Ended
      try {
        await pause(clock, delayMs, waiting.signal)
        ended = await connect(waiting.signal)
      } catch (thrown) {
        if (!waiting.signal.aborted) throw thrown
        ended = { how: dropped(reason ?? 'retry'), opened: false, asked: false }
      }
      const decision = settle(ended)
      reason = null
      if (decision.next === 'rest') return
      // A `Retry-After` of 0 falls back to the back-off.
      delayMs = decision.fast ? 0 : decision.delayMs || backoffMs(failures, serverBaseMs, deps.random)
      if (!decision.fast) {
        run.move('waiting', decision.cause, {
          retryAt: clock.now() + delayMs,
          ...(fruitless >= 2 && !jobFinished() ? { job: 'unknown' as const } : {}),
        })
      }
    }
  }

  const settle = ({ how, opened, asked }: Ended): Decision => {
    const lasted = openedAt !== null && clock.monotonic() - openedAt >= goodAfterMs
    const brought = opened && run.attempts.events() > 0
    failures = lasted && brought ? 1 : failures + 1
    // A proxy that cuts a quiet stream each minute must not make the job look lost.
    fruitless = brought || lasted ? 1 : fruitless + 1
    unreached = how.type === 'lost' || how.type === 'silent'
    openedAt = null
    htmlAnswers = how.type === 'not-a-stream' && how.html ? htmlAnswers + 1 : 0
    if (opened && !jobFinished()) run.lost(how.cause)
    run.ended(how.cause)
    const decision = decideRetry(how, {
      observes: observes(),
      guessed,
      heard: run.seq() > 0,
      jobFinished: jobFinished(),
      asked,
      opened,
      htmlAnswers,
      retry: run.retries(),
    })
    if (decision.next === 'rest') rest(decision, 'lacks' in how ? how.lacks : undefined)
    else spent = false
    return decision
  }

  const rest = ({ state, cause }: Decision & { next: 'rest' }, lacks?: Lack) => {
    const bearing = jobFinished()
      ? null
      : state === 'ended-early' || state === 'refused'
        ? 'unknown'
        : state === 'stopped' && !observes()
          ? 'cancelled'
          : null
    run.move(state, cause, { job: bearing, lacks })
  }

  /** A defect of Runlight's own costs this run its connection, and no other run anything. */
  const fail = (thrown: unknown) => {
    deps.onDefect(`run ${run.id}`, thrown)
    run.attempts.ended(clock.now(), defectCause)
    rest({ next: 'rest', state: 'refused', cause: defectCause })
  }

  const begin = (delayMs: number) => {
    if (spent) return
    reason = null
    ending = false
    working ??= work(delayMs)
      .catch(fail)
      .finally(() => {
        working = null
        waiting = null
      })
  }

  /** Ends what goes on, connection or wait, for `why`. */
  const drop = (why: DropReason) => {
    reason = why
    if (attempt !== null) attempt.drop(dropped(why))
    else waiting?.abort(new Error(why))
  }

  /** Whoever waits because the network was gone waits no longer. */
  const hurry = () => {
    if (working !== null && attempt === null && unreached) drop('retry')
  }

  return {
    resting: () => working === null,
    isBlocked: deps.crashGuard.isBlocked,
    /** Connects, after `delayMs`. */
    start: (delayMs: number) => begin(delayMs),
    stop: () => {
      if (working !== null) drop('stop')
      else if (!isSettled(run.connection().state))
        rest({ next: 'rest', state: 'stopped', cause: dropped('stop').cause })
    },
    /** Connects now, whatever is being waited for; not where that would start work a second time. */
    retryNow: () => {
      deps.crashGuard.reset()
      failures = 0
      fruitless = 0
      htmlAnswers = 0
      byPerson = true
      if (working === null) begin(0)
      else if (!spent) drop('retry')
    },
    /** The network went (`offline`, `suspend`): what may be asked again is let go. */
    pause: (why: 'offline' | 'suspend') => {
      if (working !== null && ((observes() && run.retries()) || attempt === null)) drop(why)
    },
    /** The network is back; `delayMs` spreads the runs. */
    resume: (delayMs: number) => {
      failures = 0
      if (working === null && run.connection().state === 'paused') begin(delayMs)
      else if (working !== null && attempt === null && unreached) clock.after(delayMs, hurry)
    },
    /** Each second: silence and time limits. */
    tick: () => {
      const { gone } = run.tick()
      if (gone !== null) attempt?.drop({ type: 'silent', cause: gone })
    },
    /** Ends for good, because the engine closes; resolves when nothing goes on any more. */
    close: async () => {
      if (working === null) return
      drop('close')
      await working
    },
  }
}
