// The words for a run's states, for the board, the run page and the terminal.

import { formatBytes, formatCount, formatDuration } from '../basics/quantities.ts'
import type { Connection, Gap } from './run.ts'
import { type ConnectionState, isSettled, type JobState } from './states.ts'

export const jobWords: Readonly<Record<JobState, string>> = {
  pending: 'pending',
  processing: 'processing',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
  unknown: 'unknown',
}

export const connectionWords: Readonly<Record<ConnectionState, string>> = {
  idle: 'idle',
  connecting: 'connecting',
  live: 'live',
  quiet: 'quiet',
  stalled: 'stalled',
  waiting: 'waiting',
  paused: 'paused',
  closed: 'closed',
  'ended-early': 'ended early',
  refused: 'refused',
  stopped: 'stopped',
}

/** Stands in place of a connection's state where no engine answers that could know it. */
export const notKnown = 'not known'

/** The word for a connection in `state`; an open one's is not known while no engine is there to watch it. */
export function connectionWordOf(state: ConnectionState, isWatched: boolean): string {
  return isWatched || isSettled(state) ? connectionWords[state] : notKnown
}

/** Stands where the cause of a failure should stand and the service gave none. */
export const noReason = 'The service gave no reason.'

/** The short state a row shows: `live`, `stalled 31 s`, `retry in 7 s`, `retrying now`. */
export function formatConnection(connection: Connection, lastBytesAt: number | null, now: number): string {
  switch (connection.state) {
    case 'waiting': {
      if (connection.retryAt === null) return 'waiting'
      const left = connection.retryAt - now
      return left < 950 ? 'retrying now' : `retry in ${formatDuration(left)}`
    }
    case 'stalled':
      return `stalled ${formatDuration(now - (lastBytesAt ?? connection.since))}`
    default:
      return connectionWords[connection.state]
  }
}

/** A gap in one line: `12:03:10–12:03:41 disconnected; resumed by id 418, nothing missed`. */
export function formatGap(gap: Gap, clock: (at: number) => string): string {
  const span = gap.until === null ? `since ${clock(gap.from)}` : `${clock(gap.from)}–${clock(gap.until)}`
  const joint = gap.missed === 'unproven' ? '; ' : ', '
  return `${span} ${gap.cause}; ${gap.basis === '' ? '' : `${gap.basis}${joint}`}${formatMissed(gap)}`
}

/** `bytes` that a tap passed on and that are not in the log: `1.2 MB passed on and not recorded`. */
export function formatNotRecorded(bytes: number): string {
  return `${formatBytes(bytes)} passed on and not recorded`
}

/**
 * What is known of the loss: `nothing missed`, `4 events missed`, `1.2 MB passed on and not recorded`, `whether the server did
 * is not known`.
 */
export function formatMissed({ missed, count, bytes }: Gap): string {
  if (bytes !== undefined) return formatNotRecorded(bytes)
  switch (missed) {
    case 'nothing':
      return 'nothing missed'
    case 'some':
      return count === undefined ? 'some events missed' : `${formatCount(count, 'event')} missed`
    case 'unproven':
      return 'whether the server did is not known'
    case 'unknown':
      return 'unknown number missed'
    case 'open':
      return 'still open'
  }
}
