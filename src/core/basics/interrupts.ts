// Repeated termination signals. One Ctrl+C often arrives several times: from the terminal, which signals its whole
// process group, and from programs that forward signals to a child.

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
