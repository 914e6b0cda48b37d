// An event's key: one number for run and sequence, which orders all events of the log in one B-tree, run by run.

export const runShift = 2 ** 32

/** The key of event `seq` of `run`. */
export function eventKey(run: number, seq: number): number {
  return run * runShift + seq
}

/**
 * The same key as a bound for the full-text index. A JavaScript number is bound as a double, which FTS5 takes for no bound
 * at all: it would then walk the whole list of a word.
 */
export function indexKey(run: number, seq: number): bigint {
  return BigInt(eventKey(run, seq))
}
