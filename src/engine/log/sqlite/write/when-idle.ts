// Work that is done in slices while nothing else is asked of a thread, and that nobody waits for.

/** The thread has had nothing to do for so long, in ms. */
const idleMs = 1_000
/** Between two slices, in ms: whoever asks for something comes first. */
const betweenMs = 20

export type WhenIdle = {
  /** There may be work, and the thread is busy with something else now. */
  readonly later: () => void
  readonly stop: () => void
}

/** Does `slice` again and again once the thread is idle, until it says that nothing is left or throws: then until `later`. */
export function createWhenIdle(slice: () => boolean): WhenIdle {
  let timer: NodeJS.Timeout | undefined
  const step = () => {
    try {
      if (slice()) timer = setTimeout(step, betweenMs)
    } catch {
      // What is wrong with the log is told to whoever writes next.
    }
  }
  return {
    later: () => {
      clearTimeout(timer)
      timer = setTimeout(step, idleMs)
    },
    stop: () => clearTimeout(timer),
  }
}
