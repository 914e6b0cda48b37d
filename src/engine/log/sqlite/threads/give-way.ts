// Searches give way to the writer: on a machine whose cores they fill together, each slice of a search takes from what is being
// stored. So a slice waits while something is being written, and, where that never ends, long enough that searches have a small
// part of the time, by which each comes to its end.

/** While the writer is never free a slice waits so many times as long as the last one took. */
const patience = 24
/** Between two looks at the writer, in ms. Free for a moment between two transactions is not free. */
const lookEveryMs = 4

type Time = { readonly now: () => number; readonly pause: (ms: number) => Promise<void> }

const realTime: Time = {
  now: () => performance.now(),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/** Gives what wraps functions of one slice each: the slices of all of them follow each other. */
export function createGiveWay(isWriterFree: () => boolean, { now, pause } = realTime) {
  let endedAt = now()
  let tookMs = 0

  const untilFree = async (): Promise<void> => {
    while (!isWriterFree() && now() - endedAt < patience * tookMs) await pause(lookEveryMs)
  }
  return <A extends unknown[], R>(slice: (...args: A) => Promise<R>): ((...args: A) => Promise<R>) =>
    async (...args) => {
      await untilFree()
      const from = now()
      try {
        return await slice(...args)
      } finally {
        endedAt = now()
        tookMs = endedAt - from
      }
    }
}
