// What comes before there is anyone to take it: kept in its order, and handed over as soon as somebody is there.

export type Held<T> = {
  readonly send: (item: T) => void
  /** From now on `receiver` takes what comes, and first what was kept. */
  readonly handTo: (receiver: (item: T) => void) => void
}

export function createHeld<T>(): Held<T> {
  const kept: T[] = []
  let take = (item: T): void => {
    kept.push(item)
  }
  return {
    send: (item) => take(item),
    handTo: (receiver) => {
      take = receiver
      for (const item of kept.splice(0)) receiver(item)
    },
  }
}
