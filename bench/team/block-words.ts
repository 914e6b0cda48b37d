// The words of a block while it is gathered: a set of word hashes, and a Bloom filter of neighbouring pairs that is as large
// as it may become and is folded when the block is sealed. Neither sorts, nor keeps what it has seen already.

import { hashPair, wordHashes } from './word-hashes.ts'

/** Bits of the largest filter: a block of 1,024 events of 40 words has 25,000 pairs. */
const mostBits = 2 ** 18
const leastBits = 2 ** 10
/** A filter is folded as long as this part of its bits, at most, is set: one pair in 25 then seems to be there. */
const fullest = 0.35

export type BlockWords = {
  /** Adds the words of an event, to the set of its tail too. */
  readonly add: (data: string, tail: HashSet) => void
  readonly words: () => Int32Array
  /** Null where none are gathered, or they are among the words. */
  readonly pairs: () => Buffer | null
}

export function createBlockWords(pairs: boolean | 'indexed'): BlockWords {
  const words = createHashSet()
  const filter = pairs === true ? new Uint8Array(mostBits / 8) : null
  return {
    add: (data, tail) => {
      const hashes = wordHashes(data)
      for (let i = 0; i < hashes.length; i++) {
        const hash = hashes[i] ?? 0
        words.add(hash)
        tail.add(hash)
        if (pairs === false || i === 0) continue
        const pair = hashPair(hashes[i - 1] ?? 0, hash)
        if (filter === null) words.add(pair)
        else setPair(filter, pair)
      }
    },
    words: words.all,
    pairs: () => (filter === null ? null : folded(filter)),
  }
}

function setPair(filter: Uint8Array, pair: number): void {
  const step = stepOf(pair)
  for (let i = 0, place = pair; i < 3; i++, place += step) {
    const bit = place & (mostBits - 1)
    filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7))
  }
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
function folded(filter: Uint8Array): Buffer {
  let bytes = Buffer.from(filter)
  while (bytes.length * 8 > leastBits) {
    const half = bytes.length / 2
    const smaller = Buffer.alloc(half)
    let ones = 0
    for (let i = 0; i < half; i++) {
      const both = (bytes[i] ?? 0) | (bytes[i + half] ?? 0)
      smaller[i] = both
      ones += bitsIn[both] ?? 0
    }
    if (ones > fullest * half * 8) break
    bytes = smaller
  }
  return bytes
}

const bitsIn = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

export type HashSet = {
  readonly add: (hash: number) => void
  readonly all: () => Int32Array
  readonly clear: () => void
}

/** Distinct 32-bit numbers, in the order in which they came: open addressing, slots hold places in the list, from 1. */
export function createHashSet(): HashSet {
  let slots = new Uint32Array(256)
  let list = new Int32Array(128)
  let count = 0
  const slotOf = (hash: number): number => {
    const mask = slots.length - 1
    let at = (hash ^ (hash >>> 15)) & mask
    for (;;) {
      const place = slots[at] ?? 0
      if (place === 0 || list[place - 1] === hash) return at
      at = (at + 1) & mask
    }
  }
  const grow = () => {
    const before = list
    list = new Int32Array(before.length * 2)
    list.set(before)
    slots = new Uint32Array(slots.length * 2)
    for (let i = 0; i < count; i++) slots[slotOf(list[i] ?? 0)] = i + 1
  }
  return {
    add: (hash) => {
      const slot = slotOf(hash)
      if (slots[slot] !== 0) return
      if (count === list.length) {
        grow()
        list[count++] = hash
        slots[slotOf(hash)] = count
      } else {
        list[count++] = hash
        slots[slot] = count
      }
    },
    all: () => list.slice(0, count),
    clear: () => {
      if (count * 8 > slots.length) slots.fill(0)
      else {
        // Backwards, or a hash that was put beside a taken slot would not be found.
        for (let i = count - 1; i >= 0; i--) slots[slotOf(list[i] ?? 0)] = 0
      }
      count = 0
    },
  }
}
