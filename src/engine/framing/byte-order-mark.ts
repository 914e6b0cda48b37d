// Drops the one byte order mark a stream may begin with (HTML standard, 9.2.5). Bytes that may be its beginning are
// held until that is known.

export type BomFilter = {
  /** `chunk` as the pieces that are text. */
  readonly push: (chunk: Uint8Array) => readonly Uint8Array[]
  /** What is still held when the stream ends. */
  readonly rest: () => Uint8Array
}

const mark = Buffer.from([0xef, 0xbb, 0xbf])

export function createBomFilter(): BomFilter {
  /** Bytes of the mark matched so far; null once decided. */
  let met: number | null = 0
  return {
    push: (chunk) => {
      if (met === null) return [chunk]
      const before = met
      let at = 0
      while (before + at < mark.length && at < chunk.length && chunk[at] === mark[before + at]) at++
      met = before + at
      if (met === mark.length) {
        met = null
        return [chunk.subarray(at)]
      }
      if (at === chunk.length) return []
      met = null
      return [mark.subarray(0, before), chunk]
    },
    rest: () => mark.subarray(0, met ?? 0),
  }
}
