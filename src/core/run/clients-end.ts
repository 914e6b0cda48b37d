// Streams through a tap that are over for their application, so that nobody else is needed though their job's end is not known.

import type { RunSummary } from './run.ts'

/**
 * Its client went away, and nothing is wrong with its server; or it was handed all of a stream of which nobody has said how one
 * ends, and no event told it.
 */
export function isClientsEnd({
  tapped,
  connection,
  job,
}: Pick<RunSummary, 'tapped' | 'connection' | 'job'>): boolean {
  if (tapped === undefined || connection.state !== 'ended-early') return false
  const { state } = tapped.client
  return state === 'gone' || (state === 'done' && tapped.endUnsaid === true && job.reader === undefined)
}
