// The counters of the latest attempt, and how its client fares, which its run has sooner than the attempt's own row.

import type { Attempt, Connection, RunSummary } from './run.ts'

/** `attempts`, the latest of them with what it has brought by now and how its client fares, as the summary of its run says. */
export function withReceived(
  attempts: readonly Attempt[],
  {
    connection,
    received,
    tapped,
  }: Pick<RunSummary, 'received' | 'tapped'> & { connection: Pick<Connection, 'attempt'> },
): Attempt[] {
  const client = tapped === undefined ? {} : { client: tapped.client }
  return attempts.map((one) => (one.number === connection.attempt ? { ...one, ...received, ...client } : one))
}
