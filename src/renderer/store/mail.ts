// Messages that may come before whoever takes them is loaded: kept in their order until then.

export type Mail<T> = {
  readonly put: (message: T) => void
  /** Calls `taker` with every message, those that were kept first, until another takes over; returns what stops that. */
  readonly take: (taker: (message: T) => void) => () => void
}

/** A box for messages. */
export function createMail<T>(): Mail<T> {
  const kept: T[] = []
  let takes: ((message: T) => void) | null = null
  return {
    put: (message) => {
      if (takes === null) kept.push(message)
      else takes(message)
    },
    take: (taker) => {
      takes = taker
      for (const message of kept.splice(0)) taker(message)
      return () => {
        if (takes === taker) takes = null
      }
    },
  }
}
