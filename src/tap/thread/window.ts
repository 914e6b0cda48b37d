// How much may be told and not yet worked off: of one exchange and of all together. What does not fit is counted as lost, and
// an exchange that lost something loses on until half of its window is free: few long gaps instead of many short ones.

export type Share = {
  /** How many bytes were lost before these, which may be told; null: these are lost too. */
  readonly take: (bytes: number) => number | null
  readonly taken: (bytes: number) => void
  /** Bytes lost since the last that were told. */
  readonly lost: () => number
  /** Nothing of it waits any more. */
  readonly isFree: () => boolean
  /** Gives back what it holds. */
  readonly drop: () => void
}

export function createWindow(ofOne: number, ofAll: number): () => Share {
  let allWaiting = 0
  return () => {
    let waiting = 0
    let lost = 0
    const free = (bytes: number) => {
      const given = Math.min(bytes, waiting)
      waiting -= given
      allWaiting -= given
    }
    return {
      take: (bytes) => {
        const limit = lost > 0 ? ofOne / 2 : ofOne
        if (waiting + bytes > limit || allWaiting + bytes > ofAll) {
          lost += bytes
          return null
        }
        const before = lost
        lost = 0
        waiting += bytes
        allWaiting += bytes
        return before
      },
      taken: free,
      lost: () => lost,
      isFree: () => waiting === 0,
      drop: () => free(waiting),
    }
  }
}
