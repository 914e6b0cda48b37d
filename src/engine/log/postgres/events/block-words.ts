// The words of a row of blocks: a set of word hashes, and a Bloom filter of neighbouring pairs that is as large as it may
// become and is folded at last. Neither sorts, nor keeps what it has seen already.

import { hashPair } from './word-hashes.ts'

/** Bits of the largest filter: a block of 1,024 events of 40 words has 25,000 pairs. */
const mostBits = 2 ** 18
const leastBits = 2 ** 10
/** A filter is folded as long as this part of its bits, at most, is set: three places for a pair that is not there are all set in 4 %. */
const fullest = 0.35

export type BlockWords = {
  /** Adds the hashes of an event's words, in their order. */
  readonly add: (hashes: Int32Array) => void
  /** Each once. */
  readonly words: () => Int32Array
  readonly pairs: () => Uint8Array
}

export function createBlockWords(): BlockWords {
  const words = createHashSet()
  const filter = new Uint8Array(mostBits / 8)
  const set = (place: number) => {
    const bit = place & (mostBits - 1)
    filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7))
  }
  return {
    add: (hashes) => {
      for (let i = 0; i < hashes.length; i++) {
        const hash = hashes[i] ?? 0
        words.add(hash)
        if (i === 0) continue
        const pair = hashPair(hashes[i - 1] ?? 0, hash)
        const step = stepOf(pair)
        set(pair)
        set(pair + step)
        set(pair + 2 * step)
      }
    },
    words: words.all,
    pairs: () => folded(filter),
  }
}

/** The hashes of these events' words, each once, four bytes each (the first is the highest), as a tail has them. */
export function wordBytes(events: readonly Int32Array[]): Uint8Array {
  const words = createHashSet()
  for (const hashes of events) for (const hash of hashes) words.add(hash)
  const all = words.all()
  return Buffer.from(all.buffer, all.byteOffset, all.byteLength).swap32()
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
function folded(filter: Uint8Array): Uint8Array {
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

type HashSet = {
  readonly add: (hash: number) => void
  readonly all: () => Int32Array
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
  }
}
