// Asks again whenever the answer may have changed: one request at a time, and never faster than a given pace. A plain timer
// was rejected: it asks when nothing changed, and piles up requests when the engine is busy.

export type Polling = {
  /** To be called when the answer may be out of date. */
  readonly refresh: () => void
  readonly stop: () => void
}

/**
 * Calls `ask` at once and after every `refresh`, at most once per `paceMs()`, and passes each answer or error on, but none
 * after `stop`.
 */
export function startPolling<T>(
  ask: () => Promise<T>,
  paceMs: () => number,
  onAnswer: (answer: T) => void,
  onError: (thrown: unknown) => void,
): Polling {
  let stopped = false
  let busy = false
  let stale = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function run(): Promise<void> {
    timer = undefined
    busy = true
    stale = false
    const startedAt = performance.now()
    try {
      const answer = await ask()
      if (!stopped) onAnswer(answer)
    } catch (thrown) {
      if (!stopped) onError(thrown)
    }
    if (stopped) return
    const restMs = Math.max(0, paceMs() - (performance.now() - startedAt))
    timer = setTimeout(() => {
      timer = undefined
      busy = false
      if (stale) void run()
    }, restMs)
  }

  void run()
  return {
    refresh() {
      if (busy) stale = true
      else if (!stopped) void run()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
