// Asks for something again whenever it may have changed, but one question at a time and never faster than a given pace.
// It knows neither what is asked nor who shows it. A plain timer was rejected: it asks when nothing changed, and piles up
// questions when the engine is busy.

export type Pull = {
  /** Says that the answer may be out of date. */
  readonly poke: () => void
  readonly stop: () => void
}

/**
 * Calls `ask` at once and after every `poke`, at most once per `paceMs()`, and hands each answer or error on. What was in
 * flight when `stop` was called is not handed on.
 */
export function startPull<T>(
  ask: () => Promise<T>,
  paceMs: () => number,
  onAnswer: (answer: T) => void,
  onError: (thrown: unknown) => void,
): Pull {
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
    poke() {
      if (busy) stale = true
      else if (!stopped) void run()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
