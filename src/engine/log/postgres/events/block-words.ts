// The words of a row of blocks: a set of word hashes, and a Bloom filter of neighbouring pairs that is as large as it may
// become and is folded at last. Neither sorts, nor keeps what it has seen already.

import { hashPair } from './word-hashes.ts'

/** Bits of the largest filter: a block of 1,024 events of 40 words has 25,000 pairs. */
const mostBits = 2 ** 18
const leastBits = 2 ** 10
/** A filter is folded as long as this part of its bits, at most, is set: three places for a pair that is not there are all set in 4 %. */
const fullest = 0.35

/** Slots that the words of most blocks find room in. */
const blockSlots = 2 ** 14

export type BlockWords = {
  /** Adds the hashes of an event's words, in their order; of `hashes` those from `from` up to `to`. */
  readonly add: (hashes: Int32Array, from?: number, to?: number) => void
  /** Each once. */
  readonly words: () => Int32Array
  readonly pairs: () => Uint8Array
}

export function createBlockWords(): BlockWords {
  const words = createHashSet(blockSlots)
  const filter = new Int32Array(mostBits / 32)
  return {
    add: (hashes, from = 0, to = hashes.length) => {
      let before = 0
      for (let i = from; i < to; i++) {
        const hash = hashes[i] ?? 0
        words.add(hash)
        if (i > from) setPair(filter, hashPair(before, hash))
        before = hash
      }
    },
    words: words.all,
    pairs: () => folded(filter),
  }
}

function setPair(filter: Int32Array, pair: number): void {
  const step = stepOf(pair)
  setBit(filter, pair)
  setBit(filter, pair + step)
  setBit(filter, pair + 2 * step)
}

function setBit(filter: Int32Array, place: number): void {
  const bit = place & (mostBits - 1)
  filter[bit >> 5] = (filter[bit >> 5] ?? 0) | (1 << (bit & 31))
}

/** These hashes of words, each once, four bytes each (the first is the highest), as a tail has them. */
export function wordBytes(hashes: Int32Array): Uint8Array {
  tailWords.clear()
  for (let i = 0; i < hashes.length; i++) tailWords.add(hashes[i] ?? 0)
  const words = tailWords.all()
  return Buffer.from(words.buffer, words.byteOffset, words.byteLength).swap32()
}

/** Where a pair is in a filter, before the places are masked by its size; not negative. */
export function bloomPlaces(pair: number): readonly number[] {
  const step = stepOf(pair)
  return [0, 1, 2].map((i) => (pair + i * step) & 0x7fffffff)
}

function stepOf(pair: number): number {
  return Math.imul(pair ^ (pair >>> 15), 0x85ebca6b) | 1
}

/** Half as large again and again: since places are masked, the halves laid on each other are the smaller filter. */
function folded(filter: Int32Array): Uint8Array {
  let words = filter
  while (words.length * 32 > leastBits) {
    const half = words.length / 2
    const smaller = new Int32Array(half)
    let ones = 0
    for (let i = 0; i < half; i++) {
      const both = (words[i] ?? 0) | (words[i + half] ?? 0)
      smaller[i] = both
      ones += bitsIn(both)
    }
    if (ones > fullest * half * 32) break
    words = smaller
  }
  // Byte for byte, the lowest first, whatever this machine's order is.
  const bytes = Buffer.alloc(words.length * 4)
  for (let i = 0; i < words.length; i++) bytes.writeInt32LE(words[i] ?? 0, i * 4)
  return bytes
}

/** How many bits of 32 are set. */
function bitsIn(word: number): number {
  const twos = word - ((word >>> 1) & 0x55555555)
  const fours = (twos & 0x33333333) + ((twos >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

type HashSet = {
  readonly add: (hash: number) => void
  readonly all: () => Int32Array
  readonly clear: () => void
}

/**
 * Distinct 32-bit numbers, in the order in which they came: open addressing. A slot is taken where its mark is the present
 * one, so that all are free at once again. `size`, a power of two: slots to begin with.
 */
export function createHashSet(size = 1_024): HashSet {
  let slots = new Int32Array(size)
  let marks = new Uint32Array(size)
  let list = new Int32Array(size / 2)
  let count = 0
  let mark = 1
  const slotOf = (hash: number): number => {
    const mask = slots.length - 1
    let at = (hash ^ (hash >>> 15)) & mask
    while (marks[at] === mark && slots[at] !== hash) at = (at + 1) & mask
    return at
  }
  const put = (hash: number, slot: number) => {
    slots[slot] = hash
    marks[slot] = mark
  }
  const grow = () => {
    const before = list
    list = new Int32Array(before.length * 2)
    list.set(before)
    slots = new Int32Array(slots.length * 2)
    marks = new Uint32Array(slots.length)
    mark = 1
    for (let i = 0; i < count; i++) put(list[i] ?? 0, slotOf(list[i] ?? 0))
  }
  return {
    add: (hash) => {
      const slot = slotOf(hash)
      if (marks[slot] === mark) return
      put(hash, slot)
      list[count++] = hash
      if (count === list.length) grow()
    },
    all: () => list.slice(0, count),
    clear: () => {
      count = 0
      mark++
      if (mark <= 0xffffffff) return
      marks.fill(0)
      mark = 1
    },
  }
}

const tailWords = createHashSet()
