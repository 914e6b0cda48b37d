// Follows the streams of one run that come through a tap. It stands where the supervisor stands for other runs, and only looks
// on: nothing is asked, held up, given up or repeated for such a run.

import { isFinished, isSettled, type JobBearing } from '../../core/run/states.ts'
import { type Attempt, startAttempt } from '../connection/attempt.ts'
import { dropped, type Ending } from '../connection/endings.ts'
import { eventLimits } from '../connection/oversized-event.ts'
import { decideRetry, jobAtEnd, type Situation } from '../connection/retry-policy.ts'
import { type AttemptMoments, type AttemptToRunDeps, createAttemptToRun } from './attempt-to-run.ts'
import { defectCause } from './run-connection.ts'
import type { Supervisor } from './supervisor.ts'
import type { TappedStream } from './tapped-stream.ts'

export type TapFollowerDeps = Omit<AttemptToRunDeps, 'crashGuard'> & {
  readonly onDefect: (where: string, thrown: unknown) => void
}

export type TapFollower = Supervisor & {
  /** Follows one more stream, once those before are over. */
  readonly follow: (stream: TappedStream) => void
}

const noGuard = { heavy: () => {} }
const stopCause = 'Recording was stopped by the operator; what the client receives goes on'
const noMore = 'No more of it is recorded; what the client receives goes on'
const couldNotKeepUp = 'the log could not keep up'

export function createTapFollower(deps: TapFollowerDeps): TapFollower {
  const { run, clock } = deps
  let working: Promise<void> | null = null
  /** Streams that are being followed, or wait to be. */
  let pending = 0
  let attempt: Attempt | null = null
  /** Why whatever comes is read no further; null while it is. */
  let over: Ending | null = null

  const jobFinished = () => isFinished(run.job().state) || run.job().terminal

  const momentsOf = (opened: AttemptMoments['opened']): AttemptMoments => ({
    opened,
    taken: () => {},
    failed: (thrown) => {
      deps.onDefect(`run ${run.id}`, thrown)
      attempt?.drop({ type: 'unacceptable', cause: defectCause })
    },
    // The client obeys it, not Runlight.
    retryField: () => {},
  })

  /** One part of the stream, up to its end or to bytes that could not be kept. */
  const readPart = async (stream: TappedStream, isFirst: boolean): Promise<Ending> => {
    const { sink } = createAttemptToRun(
      { ...deps, crashGuard: noGuard },
      momentsOf((by, answeredFrom, oddities) =>
        isFirst ? run.opened(stream.resumedFrom, answeredFrom, by, oddities) : run.goesOn(by),
      ),
    )
    const live = startAttempt(
      { request: stream.request, open: stream.open, clock, limits: eventLimits },
      isFirst ? sink : { ...sink, onHead: () => {} },
    )
    attempt = live
    if (over !== null) live.drop(over)
    run.wire(live)
    const ended = await live.ended
    await run.settled()
    attempt = null
    return ended
  }

  const readAll = async (stream: TappedStream): Promise<Ending> => {
    for (let isFirst = true; ; isFirst = false) {
      const ended = await readPart(stream, isFirst)
      if (ended.type !== 'unrecorded') return ended
      run.unrecorded(await stream.skipLost(), couldNotKeepUp)
    }
  }

  const follow = async (stream: TappedStream): Promise<void> => {
    const { request, resumedFrom } = stream
    const url = deps.hide(stream.shownUrl)
    run.attempts.started({
      method: request.method,
      url,
      resumedFrom,
      at: stream.askedAt,
      afterSeq: run.seq(),
    })
    run.asked()
    run.move('connecting', null)
    const leave = stream.onClient(run.client)
    const ended = await readAll(stream)
    const broughtDown = ended.type === 'too-large' || ended.type === 'unacceptable'
    if (broughtDown) run.unrecorded(await stream.skipRest(), ended.cause)
    else if (over !== null) stream.leave()
    settle({ ...ended, cause: deps.hide(broughtDown ? `${ended.cause}. ${noMore}` : ended.cause) })
    leave()
  }

  const settle = (ended: Ending) => {
    const how: Ending =
      ended.type === 'client-gone' ? { ...ended, cause: goneCause(run.job().progress.percent) } : ended
    const situation: Situation = {
      observes: false,
      guessed: false,
      hasEvents: run.seq() > 0,
      jobFinished: jobFinished(),
      endsWell: run.endsWell(),
      asked: true,
      opened: true,
      htmlAnswers: 0,
      retry: false,
    }
    const bearing = jobAtEnd(how, situation)
    if (!situation.jobFinished && bearing === null) run.lost(how.cause)
    run.ended(how.cause)
    const decision = decideRetry(how, situation)
    if (decision.next === 'retry') throw new Error('A tapped run is never asked for')
    run.move(decision.state, decision.cause, { job: bearingOf(how, bearing, situation.jobFinished) })
  }

  const end = (why: Ending) => {
    over = why
    attempt?.drop(why)
  }

  return {
    resting: () => working === null,
    isBlocked: () => false,
    start: () => {},
    retryNow: () => {},
    pause: () => {},
    resume: () => {},
    follow: (stream) => {
      over = null
      pending++
      working = (working ?? Promise.resolve())
        .then(() => follow(stream))
        .catch((thrown) => {
          deps.onDefect(`run ${run.id}`, thrown)
          run.attempts.ended(clock.now(), defectCause)
          run.move('ended-early', defectCause, { job: jobFinished() ? null : 'unknown' })
        })
        .finally(() => {
          pending--
          if (pending === 0) working = null
        })
    },
    /** No more of it is recorded. */
    stop: () => {
      if (isSettled(run.connection().state)) return
      end({ type: 'dropped', why: 'stop', cause: stopCause })
    },
    /** Silence is shown; the connection is the client's to give up. */
    tick: () => {
      run.tick()
    },
    close: async () => {
      end(dropped('close'))
      await working
    },
  }
}

function goneCause(percent: number | null): string {
  return percent === null ? 'The client went away' : `The client went away at ${Math.floor(percent)} %`
}

/** What a person stops recording goes on: of the job nothing more is known. */
function bearingOf(how: Ending, bearing: JobBearing | null, finished: boolean): JobBearing | null {
  if (finished) return null
  if (bearing !== null) return bearing
  return how.type === 'finished' && how.held === undefined ? 'ended' : 'unknown'
}
