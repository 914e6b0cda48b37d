// Keeps the event loop responsive under load. When many streams have data at once, their chunks would be processed
// without the loop turning; so each turn has a budget of bytes, and work beyond it waits for the next turn.

export type EventLoopBudget = {
  /** Null where a chunk of `bytes` may be worked on in this turn; else resolves when its turn has come. */
  readonly take: (bytes: number) => Promise<void> | null
}

/** About four milliseconds of work. */
const bytesPerTurn = 64 * 1_024

export function createEventLoopBudget(): EventLoopBudget {
  let left = bytesPerTurn
  let turning = false
  const waiting: { readonly bytes: number; readonly go: () => void }[] = []

  const begin = () => {
    if (turning) return
    turning = true
    setImmediate(() => {
      turning = false
      left = bytesPerTurn
      while (left > 0 && waiting.length > 0) {
        const next = waiting.shift()
        left -= next?.bytes ?? 0
        next?.go()
      }
      if (left < bytesPerTurn) begin()
    })
  }

  return {
    take: (bytes) => {
      begin()
      if (waiting.length === 0 && left > 0) {
        left -= bytes
        return null
      }
      return new Promise((resolve) => waiting.push({ bytes, go: resolve }))
    },
  }
}
