// Keeps one run connected, as its kind and the retry policy allow: retry, back-off, resume, silence, and network
// changes. What arrives goes to the live run; the supervisor never touches the log or a screen.

import { isFinished, isSettled, type JobBearing } from '../../core/run/states.ts'
import { backoffMs } from '../connection/backoff.ts'
import { pause } from '../connection/connect-limiter.ts'
import { type DropReason, dropped, type Ending, type Lack } from '../connection/endings.ts'
import { type Decision, decideRetry, jobAtEnd } from '../connection/retry-policy.ts'
import { createRunConnection, defectCause, type Ended, type RunConnectionDeps } from './run-connection.ts'

export type SupervisorDeps = RunConnectionDeps & {
  /** [0, 1). */
  readonly random: () => number
}

export type Supervisor = ReturnType<typeof createSupervisor>

/** After this long with at least one event a connection counts as good, and back-off starts anew. */
const goodAfterMs = 60_000

export function createSupervisor(deps: SupervisorDeps) {
  const { run, clock } = deps
  const { observes } = run
  const connection = createRunConnection(deps)
  let working: Promise<void> | null = null
  let waiting: AbortController | null = null
  let reason: DropReason | null = null
  let failures = 0
  /** Consecutive attempts without events, counted from the last one that brought some. */
  let withoutEvents = 0
  let htmlAnswers = 0
  /** The last attempt failed because of the network: retry at once when it is back. */
  let networkFailed = false

  const jobFinished = () => isFinished(run.job().state) || run.job().terminal

  const work = async (firstDelayMs: number): Promise<void> => {
    let delayMs = firstDelayMs
    for (;;) {
      waiting = new AbortController()
      let ended: Ended
      try {
        await pause(clock, delayMs, waiting.signal)
        ended = await connection.connect(waiting.signal)
      } catch (thrown) {
        if (!waiting.signal.aborted) throw thrown
        ended = { how: dropped(reason ?? 'retry'), opened: false, asked: false, openMs: null }
      }
      const decision = settle(ended)
      reason = null
      if (decision.next === 'rest') return
      // A `Retry-After` of 0 falls back to the back-off.
      delayMs = decision.atOnce
        ? 0
        : decision.delayMs || backoffMs(failures, connection.serverBaseMs(), deps.random)
      if (!decision.atOnce) {
        run.move('waiting', decision.cause, {
          retryAt: clock.now() + delayMs,
          lacks: 'lacks' in ended.how ? ended.how.lacks : undefined,
          ...(withoutEvents >= 2 && !jobFinished() ? { job: 'unknown' as const } : {}),
        })
      }
    }
  }

  const settle = ({ how, opened, asked, openMs }: Ended): Decision => {
    const lasted = openMs !== null && openMs >= goodAfterMs
    const brought = opened && run.attempts.events() > 0
    failures = lasted && brought ? 1 : failures + 1
    // A proxy that cuts a quiet stream each minute must not make the job look lost.
    withoutEvents = brought || lasted ? 1 : withoutEvents + 1
    networkFailed = how.type === 'lost' || how.type === 'silent'
    htmlAnswers = how.type === 'not-a-stream' && how.html ? htmlAnswers + 1 : 0
    const situation = {
      observes: observes(),
      guessed: connection.guessed,
      hasEvents: run.seq() > 0,
      jobFinished: jobFinished(),
      endsWell: run.endsWell(),
      asked,
      opened,
      htmlAnswers,
      retry: run.retries(),
    }
    const atEnd = jobAtEnd(how, situation)
    if (opened && !situation.jobFinished && atEnd === null) run.lost(how.cause)
    run.ended(how.cause)
    const decision = decideRetry(how, situation, reason)
    if (decision.next === 'rest')
      rest(decision, 'lacks' in how ? how.lacks : undefined, atEnd ?? endedBearing(how, opened))
    else connection.allowAgain()
    return decision
  }

  const rest = (
    { state, cause }: Decision & { next: 'rest' },
    lacks?: Lack,
    atEnd: JobBearing | null = null,
  ) => {
    const jobState = jobFinished()
      ? null
      : state === 'stopped' && !observes()
        ? 'cancelled'
        : state === 'ended-early' || state === 'refused'
          ? (atEnd ?? 'unknown')
          : state === 'closed'
            ? atEnd
            : null
    run.move(state, cause, { job: jobState, lacks })
  }

  /** A defect of Runlight ends this run's connection and affects no other run. */
  const fail = (thrown: unknown) => {
    deps.onDefect(`run ${run.id}`, thrown)
    run.attempts.ended(clock.now(), defectCause)
    rest({ next: 'rest', state: 'refused', cause: defectCause })
  }

  const begin = (delayMs: number) => {
    if (connection.isSpent()) return
    reason = null
    working ??= work(delayMs)
      .catch(fail)
      .finally(() => {
        working = null
        waiting = null
      })
  }

  /** Ends the connection or the wait, for `why`. */
  const drop = (why: DropReason) => {
    reason = why
    if (connection.isConnected()) connection.drop(dropped(why))
    else waiting?.abort(new Error(why))
  }

  /** Ends a wait that the network's absence caused. */
  const retryIfWaiting = () => {
    if (working !== null && !connection.isConnected() && networkFailed) drop('retry')
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
      withoutEvents = 0
      htmlAnswers = 0
      connection.askedByPerson()
      if (working === null) begin(0)
      else if (!connection.isSpent()) drop('retry')
    },
    /** The network is gone (`offline`, `suspend`): drops a connection that may be made again. */
    pause: (why: 'offline' | 'suspend') => {
      if (working !== null && ((observes() && run.retries()) || !connection.isConnected())) drop(why)
    },
    /** The network is back; `delayMs` spreads the runs. */
    resume: (delayMs: number) => {
      failures = 0
      if (working === null && run.connection().state === 'paused') begin(delayMs)
      else if (working !== null && !connection.isConnected() && networkFailed)
        clock.after(delayMs, retryIfWaiting)
    },
    /** Silence and time limits; returns when that is due again, in monotonic ms. */
    tick: (): number => {
      const { gone, dueAt } = run.tick()
      if (gone !== null) connection.drop({ type: 'silent', cause: gone })
      return dueAt
    },
    /** Ends for good, because the engine closes; resolves when everything has stopped. */
    close: async () => {
      if (working === null) return
      drop('close')
      await working
    },
  }
}

/** A stream that its server finished, whoever reads its events: another reader may take that for the job's good end. */
function endedBearing(how: Ending, opened: boolean): JobBearing | null {
  return how.type === 'finished' && opened && how.held === undefined ? 'ended' : null
}
