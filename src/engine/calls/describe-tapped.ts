// What goes on with a run that comes through a tap, in plain sentences: Runlight looks on, and whatever is done is done by the
// server or by the client.

import { formatBytes, formatCount, formatDuration } from '../../core/basics/quantities.ts'
import { clientName } from '../../core/run/client-name.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Tapped } from '../../core/run/tapped.ts'

/** `now` in epoch ms. */
export function describeTapped(run: RunSummary, tapped: Tapped, now: number): string {
  const { state, cause, attempt, since, notice } = run.connection
  const because = cause === null ? '' : `${cause}. `
  const odd = notice === undefined ? '' : ` ${notice}`
  const beat =
    run.beatMs === null
      ? 'The server’s usual beat is not known yet.'
      : `The server usually gives a sign of life every ${formatDuration(run.beatMs)}.`
  const toClient = describeClient(tapped, now)
  switch (state) {
    case 'live':
      return `The server sends, and Runlight passes it on. ${toClient} ${beat}${odd}`
    case 'quiet':
      return `The server is silent, within the usual. ${toClient} ${beat}${odd}`
    case 'stalled':
      return tapped.client.state === 'slow'
        ? `${toClient} While that lasts, nothing more may be read from the server: its silence need not be its own.`
        : `${because}${toClient} Runlight only looks on: whether to wait any longer is for the client to say.`
    case 'closed':
      return `${because}The job is over and the server’s connection is closed, after ${formatCount(attempt, 'attempt')}. ${toClient}`
    case 'ended-early':
      return `${because}${toClient} ${next(tapped)}`
    case 'stopped':
      return `Recording was stopped by the operator ${formatDuration(now - since)} ago. What the client receives goes on.`
    default:
      return `${because}${clientName(tapped.client)} asked through Runlight, and the server’s answer begins.`
  }
}

function describeClient({ client }: Tapped, now: number): string {
  const name = clientName(client)
  switch (client.state) {
    case 'open':
      return `${name} takes what comes.`
    case 'slow':
      return `${name} has taken nothing for ${formatDuration(now - client.since)}: ${formatBytes(client.waiting)} wait for it.`
    case 'done':
      return `${name} was handed all of it.`
    case 'gone':
      return `${name} had been handed ${formatBytes(client.bytes)} when it went away.`
    case 'cut':
      return `The answer to ${name} was cut off with it.`
    case 'unknown':
      return `What became of ${name} is not known.`
  }
}

/** What may come next: only the client asks. */
function next({ job }: Tapped): string {
  return job === null
    ? 'Runlight asks for nothing itself: when the client asks again, that is a run of its own.'
    : 'Runlight asks for nothing itself: this run goes on when the client asks again.'
}
