// Where words stand, for many events at once: each word with the numbers of the events that have it. Written once, in buckets
// of words, so that a search reads of a hundred thousand events only what it says of the words that it looks for.

import { compress, decompress } from './outline.ts'

/** Buckets of one survey. A word is in that of its lowest bits. */
export const buckets = 1_024

export function bucketOf(word: number): number {
  return word & (buckets - 1)
}

/** The events that have a word, or, where those are more than half, those that have it not. Ascending, from 0. */
export type Places = {
  readonly isWithout: boolean
  /** Each number less the one before it (the first: less −1), seven bits a byte, the lowest first. */
  readonly steps: Uint8Array
}

export type PlacesGatherer = {
  /** Adds the hashes of the words of event `place`, which is the next, of row `row`. */
  readonly add: (hashes: Int32Array, row: number) => void
  /** The bytes of each bucket. Words of one row alone are left out: the index finds that row. */
  readonly pack: () => readonly Uint8Array[]
}

export function createPlacesGatherer(): PlacesGatherer {
  const numbers = new Map<number, number>()
  const words: number[] = []
  const counts: number[] = []
  const lastPlace: number[] = []
  const firstRow: number[] = []
  const inSeveral: boolean[] = []
  /** The numbers of the words of all events, one event behind the other. */
  let found = new Int32Array(2 ** 16)
  let length = 0
  const ends: number[] = []

  const numberOf = (word: number, row: number): number => {
    const known = numbers.get(word)
    if (known !== undefined) return known
    const number = words.length
    numbers.set(word, number)
    words.push(word)
    counts.push(0)
    lastPlace.push(-1)
    firstRow.push(row)
    inSeveral.push(false)
    return number
  }

  return {
    add: (hashes, row) => {
      if (length + hashes.length > found.length) {
        const more = new Int32Array(Math.max(found.length * 2, length + hashes.length))
        more.set(found)
        found = more
      }
      for (const hash of hashes) {
        const number = numberOf(hash, row)
        if (lastPlace[number] === ends.length) continue
        lastPlace[number] = ends.length
        if (firstRow[number] !== row) inSeveral[number] = true
        counts[number] = (counts[number] ?? 0) + 1
        found[length++] = number
      }
      ends.push(length)
    },
    pack: () => {
      const starts = new Int32Array(words.length + 1)
      for (let i = 0; i < words.length; i++)
        starts[i + 1] = (starts[i] ?? 0) + (inSeveral[i] === true ? (counts[i] ?? 0) : 0)
      const places = new Int32Array(starts[words.length] ?? 0)
      const next = starts.slice()
      for (let place = 0, i = 0; place < ends.length; place++) {
        for (const end = ends[place] ?? 0; i < end; i++) {
          const number = found[i] ?? 0
          if (inSeveral[number] !== true) continue
          const at = next[number] ?? 0
          places[at] = place
          next[number] = at + 1
        }
      }
      const parts = Array.from({ length: buckets }, (): Uint8Array[] => [])
      for (const [i, word] of words.entries()) {
        if (inSeveral[i] !== true) continue
        const its = places.subarray(starts[i], starts[i + 1])
        parts[bucketOf(word)]?.push(packWord(word, its, ends.length))
      }
      return parts.map((part) => compress(Buffer.concat(part)))
    },
  }
}

/** What a bucket says of `words`; those that it does not name are in one row at the most, and nothing is said of them. */
export function unpackPlaces(bytes: Uint8Array, wanted: ReadonlySet<number>): ReadonlyMap<number, Places> {
  const all = decompress(bytes)
  const found = new Map<number, Places>()
  for (let at = 0; at < all.length; ) {
    const word = all.readInt32LE(at)
    const size = all.readUInt32LE(at + 4)
    const begin = at + 8
    at = begin + (size >>> 1)
    if (at > all.length) throw new SyntaxError('The places of words are damaged.')
    if (wanted.has(word)) found.set(word, { isWithout: (size & 1) === 1, steps: all.subarray(begin, at) })
  }
  return found
}

/** Those that `places` are of, among `some` or, null, among all `count` events. */
export function keepPlaces(some: Int32Array | null, { isWithout, steps }: Places, count: number): Int32Array {
  const kept = new Int32Array(some?.length ?? (isWithout ? count : steps.length))
  let length = 0
  let at = 0
  let next = -1
  const step = () => {
    if (at >= steps.length) {
      next = Number.POSITIVE_INFINITY
      return
    }
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = steps[at++] ?? 0
      value |= (byte & 127) << shift
      if (byte < 128) break
    }
    next += value
  }
  step()
  if (some === null && !isWithout) {
    for (; next < count; step()) kept[length++] = next
    return kept.subarray(0, length)
  }
  const all = some?.length ?? count
  for (let i = 0; i < all; i++) {
    const place = some === null ? i : (some[i] ?? 0)
    while (next < place) step()
    if ((next === place) !== isWithout) kept[length++] = place
  }
  return kept.subarray(0, length)
}

function packWord(word: number, places: Int32Array, count: number): Uint8Array {
  const isWithout = places.length * 2 > count
  const steps = isWithout ? stepsOf(without(places, count)) : stepsOf(places)
  const packed = Buffer.alloc(8 + steps.length)
  packed.writeInt32LE(word, 0)
  packed.writeUInt32LE(steps.length * 2 + (isWithout ? 1 : 0), 4)
  packed.set(steps, 8)
  return packed
}

function without(places: Int32Array, count: number): Int32Array {
  const others = new Int32Array(count - places.length)
  let length = 0
  let i = 0
  for (let place = 0; place < count; place++) {
    if (places[i] === place) i++
    else others[length++] = place
  }
  return others
}

function stepsOf(places: Int32Array): Uint8Array {
  // Below 2²⁸, in four bytes at the most.
  const bytes = new Uint8Array(places.length * 4)
  let length = 0
  let before = -1
  for (const place of places) {
    let step = place - before
    before = place
    for (; step > 127; step >>>= 7) bytes[length++] = (step & 127) | 128
    bytes[length++] = step
  }
  return bytes.subarray(0, length)
}
