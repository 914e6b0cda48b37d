// The counters of the latest attempt, which its run has sooner than the attempt's own row.

import type { Attempt, Connection, RunSummary } from './run.ts'

/** `attempts`, the latest of them with what it has brought by now, as the summary of its run says. */
export function withReceived(
  attempts: readonly Attempt[],
  { connection, received }: Pick<RunSummary, 'received'> & { connection: Pick<Connection, 'attempt'> },
): Attempt[] {
  return attempts.map((one) => (one.number === connection.attempt ? { ...one, ...received } : one))
}
