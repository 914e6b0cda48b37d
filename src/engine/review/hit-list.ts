// The sequence numbers of what was found in one run, as a bit for each event: a page of hits is found by its place without
// keeping a list of them. Whatever is found, it takes 130 bytes for each 1,024 events that have a hit among them.

const blockSize = 1_024
const wordsPerBlock = blockSize / 32

export type HitList = ReturnType<typeof createHitList>

export function createHitList() {
  const bits: (Uint32Array | null)[] = []
  /** Hits before each block. */
  const before: number[] = []
  let total = 0

  return {
    total: () => total,
    /** Adds event `seq`, which must come after all that were added before. */
    add: (seq: number) => {
      const block = Math.floor((seq - 1) / blockSize)
      while (bits.length <= block) {
        bits.push(null)
        before.push(total)
      }
      const words = bits[block] ?? new Uint32Array(wordsPerBlock)
      bits[block] = words
      const at = (seq - 1) % blockSize
      words[at >>> 5] = (words[at >>> 5] ?? 0) | (1 << (at & 31))
      total++
    },
    /** The hits from the one with `index` others before it on, at most `limit`. */
    page: (index: number, limit: number): number[] => {
      const seqs: number[] = []
      let block = lastAtMost(before, index)
      let left = index - (before[block] ?? 0)
      for (; block < bits.length && seqs.length < limit; block++) {
        for (const [i, word] of (bits[block] ?? []).entries()) {
          let rest = word
          while (rest !== 0 && seqs.length < limit) {
            const bit = 31 - Math.clz32(rest & -rest)
            rest &= rest - 1
            if (left > 0) left--
            else seqs.push(block * blockSize + i * 32 + bit + 1)
          }
        }
      }
      return seqs
    },
  }
}

/** The last place in ascending `values` whose value is at most `wanted`. */
function lastAtMost(values: readonly number[], wanted: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((values[middle] ?? 0) <= wanted) low = middle
    else high = middle - 1
  }
  return low
}
