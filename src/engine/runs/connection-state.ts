// The connection state of one run and its transitions since the last transaction. A planned retry is timed by the
// monotonic clock; its wall time is for display and is corrected when the system clock is set.

import type { Connection, Transition } from '../../core/run/run.ts'
import type { Clock } from '../base/clock.ts'
import type { OfRun } from '../log/rows.ts'

export type StateChange = {
  readonly state: Connection['state']
  readonly cause: string | null
  readonly retryAt: number | null
  /** The change's bearing on the job, if it has one. */
  readonly job: Transition['job']
  /** What a person must give before it can go on. */
  readonly lacks: Connection['lacks'] | undefined
  readonly at: number
  readonly attempt: number
  readonly afterSeq: number
}

/** A shown time that is wrong by less is left as it is. */
const slackMs = 1_000

export function createConnectionState(
  run: number,
  start: { connection: Connection; count: number },
  clock: Clock,
) {
  let { connection, count } = start
  let made: OfRun<Transition>[] = []
  let dueAt: number | null = null

  return {
    connection: () => connection,
    /** The number of the last transition. */
    count: () => count,
    /** False where it changes nothing. */
    change: ({ state, cause, retryAt, job, lacks, at, attempt, afterSeq }: StateChange): boolean => {
      const same = connection.state === state && connection.cause === cause && connection.attempt === attempt
      if (same && state !== 'waiting') return false
      const { notice } = connection
      dueAt = retryAt === null ? null : clock.monotonic() + retryAt - clock.now()
      connection = {
        state,
        cause,
        attempt,
        since: at,
        retryAt,
        ...(lacks === undefined ? {} : { lacks }),
        ...(notice === undefined ? {} : { notice }),
      }
      count++
      made.push({ run, number: count, at, attempt, afterSeq, state, cause, job })
      return true
    },
    /** What is odd about the stream, or nothing any more. */
    notice: (text: string | null) => {
      const { notice: _, ...rest } = connection
      connection = text === null ? rest : { ...rest, notice: text }
    },
    /** Says the time of the planned retry by the clock as it is now; false where it is right. */
    retime: (): boolean => {
      if (dueAt === null || connection.retryAt === null) return false
      const at = Math.round(clock.now() + dueAt - clock.monotonic())
      if (Math.abs(at - connection.retryAt) <= slackMs) return false
      connection = { ...connection, retryAt: at }
      return true
    },
    drain: (): OfRun<Transition>[] => {
      const list = made
      made = []
      return list
    },
  }
}
