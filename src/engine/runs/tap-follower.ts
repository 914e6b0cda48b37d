// Follows the streams of one run that come through a tap. It stands where the supervisor stands for other runs, and only looks
// on: nothing is asked, held up, given up or repeated for such a run.

import { errorData } from '../../core/basics/errors.ts'
import { isClientThere } from '../../core/run/client-words.ts'
import { isFinished, isSettled, type JobBearing } from '../../core/run/states.ts'
import type { ClientSide } from '../../core/run/tapped.ts'
import { type Attempt, startAttempt } from '../connection/attempt.ts'
import { dropped, type Ending } from '../connection/endings.ts'
import { eventLimits } from '../connection/oversized-event.ts'
import { decideRetry, jobAtEnd, type Situation } from '../connection/retry-policy.ts'
import { createStreamCounts } from '../connection/stream-counts.ts'
import { type AttemptMoments, type AttemptToRunDeps, createAttemptToRun } from './attempt-to-run.ts'
import { defectCause } from './run-connection.ts'
import type { Supervisor } from './supervisor.ts'
import type { TappedStream } from './tapped-stream.ts'

export type TapFollowerDeps = Omit<AttemptToRunDeps, 'crashGuard'> & {
  readonly onDefect: (where: string, thrown: unknown) => void
}

export type TapFollower = Supervisor & {
  /** Follows one more stream, once those before are over. False where no more of the run is recorded: the stream is left. */
  readonly follow: (stream: TappedStream) => boolean
}

const noGuard = { heavy: () => {} }
const stopCause = 'Recording was stopped by the operator; what the client receives goes on'
const stopped: Ending = { type: 'dropped', why: 'stop', cause: stopCause }
const noMore = 'No more of it is recorded; what the client receives goes on'
const couldNotKeepUp = 'the log could not keep up'

export function createTapFollower(deps: TapFollowerDeps): TapFollower {
  const { run, clock } = deps
  let working: Promise<void> | null = null
  /** Streams that are being followed, or wait to be. */
  let pending = 0
  let attempt: Attempt | null = null
  let current: TappedStream | null = null
  /** Why nothing more is read, of any stream; null as long as what comes is. */
  let over: Ending | null = null
  /** Ends the news of the latest stream's client, which may go on after its server's end; null where there are none. */
  let leaveClient: (() => void) | null = null

  const jobFinished = () => isFinished(run.job().state) || run.job().terminal

  const endClient = () => {
    leaveClient?.()
    leaveClient = null
  }
  const watchClient = (stream: TappedStream) => {
    let latest: ClientSide | null = null
    const leave = stream.onClient((client) => {
      latest = client
      run.client(client)
      if (!isClientThere(client) && current !== stream) endClient()
    })
    leaveClient = () => {
      leave()
      if (latest !== null && isClientThere(latest))
        run.client({ ...latest, state: 'unknown', since: clock.now(), waiting: 0 })
    }
    return () => {
      if (latest !== null && !isClientThere(latest)) endClient()
    }
  }

  /** A run that was removed meanwhile is no defect. */
  const note = (thrown: unknown) => {
    if (errorData(thrown).code !== 'not-found') deps.onDefect(`run ${run.id}`, thrown)
  }
  const momentsOf = (opened: AttemptMoments['opened']): AttemptMoments => ({
    opened,
    taken: () => {},
    failed: (thrown) => {
      note(thrown)
      attempt?.drop({ type: 'unacceptable', cause: defectCause })
    },
    // The client obeys it, not Runlight.
    retryField: () => {},
  })

  /** One part of the stream, up to its end or to bytes that could not be kept. */
  const readPart = async (stream: TappedStream, seen: Attempt['seen'], isFirst: boolean) => {
    const { sink } = createAttemptToRun(
      { ...deps, crashGuard: noGuard },
      momentsOf((by, answeredFrom, oddities) =>
        isFirst ? run.opened(stream.resumedFrom, answeredFrom, by, oddities) : run.goesOn(by),
      ),
    )
    const live = startAttempt(
      { request: stream.request, open: stream.open, clock, limits: eventLimits, seen },
      isFirst ? sink : { ...sink, onHead: () => {} },
    )
    attempt = live
    run.wire(live)
    const ended = await live.ended
    await run.settled()
    attempt = null
    return { ended, begun: live.rest()?.bytes ?? 0 }
  }

  /** To the end of the stream, of what is recorded of it. */
  const readAll = async (stream: TappedStream): Promise<Ending> => {
    const seen = createStreamCounts()
    for (let isFirst = true; ; isFirst = false) {
      const { ended, begun } = await readPart(stream, seen, isFirst)
      const from = run.lastSignAt()
      if (over !== null) return over
      if (ended.type === 'unrecorded') {
        // The event that was cut is not in the log either.
        run.unrecorded(begun + (await stream.skipLost(run.sign)), couldNotKeepUp, from)
        continue
      }
      const left = stream.unread(seen.bytes) + (await stream.skipRest(run.sign))
      run.unrecorded(left, ended.cause, from)
      if (over !== null) return over
      // The stream went on without its record.
      const isShort = left > 0 || ended.type === 'too-large' || ended.type === 'unacceptable'
      return isShort ? { ...ended, cause: `${ended.cause}. ${noMore}` } : ended
    }
  }

  const follow = async (stream: TappedStream): Promise<void> => {
    const { request, resumedFrom } = stream
    endClient()
    run.attempts.started({
      method: request.method,
      url: deps.hide(stream.shownUrl),
      resumedFrom,
      at: stream.askedAt,
      afterSeq: run.seq(),
    })
    run.asked()
    run.move('connecting', null)
    const clientMayBeOver = watchClient(stream)
    const ended = await readAll(stream)
    settle({ ...ended, cause: deps.hide(ended.cause) })
    current = null
    if (over === null) clientMayBeOver()
    else endClient()
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

  const failed = (thrown: unknown) => {
    note(thrown)
    run.attempts.ended(clock.now(), defectCause)
    run.move('ended-early', defectCause, { job: jobFinished() ? null : 'unknown' })
    endClient()
  }

  /** One stream in its turn. Whatever becomes of it, its bytes are let go. */
  const take = async (stream: TappedStream): Promise<void> => {
    if (over !== null) {
      stream.leave()
      return restsAs(over)
    }
    current = stream
    try {
      await follow(stream)
    } catch (thrown) {
      current = null
      stream.leave()
      failed(thrown)
    }
  }

  /** Nothing of it is read any more. */
  const restsAs = (why: Ending) => {
    const isStop = why.type === 'dropped' && why.why === 'stop'
    if (isSettled(run.connection().state) && !isStop) return
    run.move(isStop ? 'stopped' : 'ended-early', why.cause, { job: jobFinished() ? null : 'unknown' })
  }

  const end = (why: Ending) => {
    over ??= why
    attempt?.drop(over)
    current?.leave()
  }
  return {
    resting: () => working === null && leaveClient === null,
    isBlocked: () => false,
    start: () => {},
    retryNow: () => {},
    pause: () => {},
    resume: () => {},
    follow: (stream) => {
      if (over !== null || run.connection().state === 'stopped') return false
      pending++
      working = (working ?? Promise.resolve())
        .then(() => take(stream))
        .finally(() => {
          pending--
          if (pending === 0) working = null
        })
      return true
    },
    /** No more of it is recorded. */
    stop: () => {
      if (isSettled(run.connection().state) && working === null) return
      end(stopped)
      if (working === null) restsAs(stopped)
    },
    /** Silence is shown; the connection is the client's to give up. */
    tick: () => run.tick().dueAt,
    close: async () => {
      end(dropped('close'))
      if (working === null) restsAs(dropped('close'))
      await working
      endClient()
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
