// What a signal that asks to end means when it comes more than once. One press of Ctrl+C often arrives several times: from
// the terminal, which tells its whole group of processes, and from each program that passes signals on to its child.

/** Signals within this time of the first are the same wish, even on a machine that stalls. */
const sameWishMs = 2_000

/**
 * A listener for each such signal. The first calls `end`; one that comes later, because somebody insists, calls `insist`.
 * `now` is monotonic, in milliseconds.
 */
export function createInterrupts(end: () => void, insist: () => void, now: () => number): () => void {
  let first: number | null = null
  return () => {
    const at = now()
    if (first === null) {
      first = at
      end()
    } else if (at - first > sameWishMs) insist()
  }
}
