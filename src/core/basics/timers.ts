// What holds for timers, in browsers as in Node.

/** The longest that a timer waits, ms: it acts at once where more is asked of it. */
export const longestTimerMs = 2 ** 31 - 1
