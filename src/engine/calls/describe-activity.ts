// What Runlight is doing about a run, and why, in one or two plain sentences: the first thing its connection page says.

import { formatCount, formatDuration } from '../../core/basics/quantities.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { describeTapped } from './describe-tapped.ts'

/** `now` in epoch ms. */
export function describeActivity(run: RunSummary, now: number): string {
  const { state, cause, attempt, retryAt, since, notice } = run.connection
  const odd = notice === undefined ? '' : ` ${notice}`
  const because = cause === null ? '' : `${cause}. `
  const beat =
    run.beatMs === null
      ? 'Its usual beat is not known yet.'
      : `It usually gives a sign of life every ${formatDuration(run.beatMs)}.`
  if (run.tapped !== undefined) return describeTapped(run, run.tapped, now)
  switch (state) {
    case 'idle':
      return 'Nothing was asked of the server yet.'
    case 'connecting':
      return attempt <= 1
        ? 'Runlight is connecting.'
        : `Runlight is connecting for the ${ordinal(attempt)} time.`
    case 'live':
      return `Connected and receiving. ${beat}${odd}`
    case 'quiet':
      return `Connected, and silent within the usual. ${beat}${odd}`
    case 'stalled':
      return `Connected, but ${because === '' ? 'silent' : because.charAt(0).toLowerCase()}${because.slice(1)}Runlight keeps the connection, and gives it up when the silence shows that the server is gone.`
    case 'waiting':
      return `${because}Runlight tries again ${formatWait(retryAt, now)}: attempt ${attempt + 1}.`
    case 'paused':
      return `${because}Runlight connects by itself as soon as that is over.`
    case 'closed':
      return `${because}The job is over and the connection is closed, after ${formatCount(attempt, 'attempt')}.`
    case 'ended-early':
      return run.generates
        ? `${because}The stream ended before the job did. Asking again would start a second job, so Runlight does not do it by itself.`
        : `${because}The stream ended before the job did.`
    case 'refused':
      return `${because}Runlight does not try again by itself, because another attempt would fare no better until something changes.`
    case 'stopped':
      return `Stopped by the operator ${formatDuration(now - since)} ago. Nothing is received meanwhile.`
  }
}

function ordinal(n: number): string {
  const ending = n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${ending}`
}

function formatWait(at: number | null, now: number): string {
  if (at === null) return 'soon'
  return at - now < 950 ? 'at any moment' : `in ${formatDuration(at - now)}`
}
