// Where words stand, for many events at once: each word, and each two words that are neighbours, with the numbers of the events
// that have it. Written once, in buckets of words, so that a search reads of a hundred thousand events only what it says of the words that it looks for.

import { compress, decompress } from './outline.ts'
import { hashPair } from './word-hashes.ts'

/** Buckets of one survey. */
const buckets = 1_024

/** Under what a word is found, and two neighbours: apart, because of one that both were, only those of the word might be told. */
export function keyOfWord(hash: number): number {
  return hash & ~1
}

/** Of two neighbours, by `hashPair`. */
export function keyOfPair(hash: number): number {
  return hash | 1
}

export function bucketOf(key: number): number {
  return (key >> 1) & (buckets - 1)
}

/** The events that have a word, or, where those are more than half, those that have it not. Ascending, from 0. */
export type Places = {
  readonly isWithout: boolean
  /** Each number less the one before it (the first: less −1), seven bits a byte, the lowest first. */
  readonly steps: Uint8Array
}

export type PlacesGatherer = {
  /** Adds the hashes of the words of the next event, in their order; it is of row `row`, below 32,767. */
  readonly add: (hashes: Int32Array, row: number) => void
  /**
   * The bytes of each bucket, of words and of neighbouring pairs of them (`hashPair`). Those of few rows are left out: the index and
   * the filters of blocks find these.
   */
  readonly pack: () => readonly Uint8Array[]
}

/** Slots in which it is counted of how many rows what falls into them is: a power of two. */
const slots = 2 ** 23
/** A pair is worth its space where it is of so many rows; what the blocks' own filters leave of others is few. */
const rowsOfWord = 2
const rowsOfPair = 8

export function createPlacesGatherer(): PlacesGatherer {
  const hashes = createNumbers()
  const ends: number[] = []
  const rows: number[] = []

  /** Calls `act` with each word and pair of each event, and with the rows that it has to be of. */
  const each = (act: (key: number, least: number, place: number, row: number) => void) => {
    const all = hashes.all()
    for (let place = 0, i = 0; place < ends.length; place++) {
      const row = rows[place] ?? 0
      const begin = i
      for (const end = ends[place] ?? 0; i < end; i++) {
        const hash = all[i] ?? 0
        act(keyOfWord(hash), rowsOfWord, place, row)
        if (i > begin) act(keyOfPair(hashPair(all[i - 1] ?? 0, hash)), rowsOfPair, place, row)
      }
    }
  }
  /** Of how many rows a word or pair is, about, and not less: most are of one, and would be too many to keep each. */
  const countRows = (): ((key: number) => number) => {
    const last = new Int16Array(slots)
    const counts = new Uint8Array(slots)
    const slotOf = (key: number) => (key ^ (key >>> 13)) & (slots - 1)
    each((key, least, _, row) => {
      const slot = slotOf(key)
      if (last[slot] === row + 1 || (counts[slot] ?? 0) > least) return
      last[slot] = row + 1
      counts[slot] = (counts[slot] ?? 0) + 1
    })
    return (key) => counts[slotOf(key)] ?? 0
  }

  return {
    add: (its, row) => {
      hashes.add(its)
      ends.push(hashes.length())
      rows.push(row)
    },
    pack: () => {
      const rowsOf = countRows()
      const known = new Map<number, Key>()
      each((key, least, place, row) => {
        if (rowsOf(key) < least) return
        const its = known.get(key) ?? newKey(least)
        if (its.count === 0) known.set(key, its)
        if (its.last === place) return
        addStep(its, place - its.last)
        its.last = place
        its.count++
        if (row === its.row) return
        its.row = row
        its.rows++
      })
      const parts = Array.from({ length: buckets }, (): Uint8Array[] => [])
      for (const [key, its] of known) {
        if (its.rows >= its.least) parts[bucketOf(key)]?.push(packKey(key, its, ends.length))
      }
      return parts.map((part) => compress(Buffer.concat(part)))
    },
  }
}

type Key = {
  /** How many rows it has to be of, is of, and the last of them. */
  readonly least: number
  rows: number
  row: number
  /** How many events it is in, and the last of them. */
  count: number
  last: number
  steps: Uint8Array
  length: number
}

function newKey(least: number): Key {
  return { least, rows: 0, row: -1, count: 0, last: -1, steps: new Uint8Array(8), length: 0 }
}

function addStep(key: Key, step: number): void {
  if (key.length + 5 > key.steps.length) {
    const more = new Uint8Array(key.steps.length * 2)
    more.set(key.steps)
    key.steps = more
  }
  let rest = step
  for (; rest > 127; rest >>>= 7) key.steps[key.length++] = (rest & 127) | 128
  key.steps[key.length++] = rest
}

/** What a bucket says of the `wanted` keys; of those that it does not name nothing is said. */
export function unpackPlaces(bytes: Uint8Array, wanted: ReadonlySet<number>): ReadonlyMap<number, Places> {
  const all = decompress(bytes)
  const found = new Map<number, Places>()
  for (let at = 0; at < all.length; ) {
    const key = all.readInt32LE(at)
    const size = all.readUInt32LE(at + 4)
    const begin = at + 8
    at = begin + (size >>> 1)
    if (at > all.length) throw new SyntaxError('The places of words are damaged.')
    if (wanted.has(key)) found.set(key, { isWithout: (size & 1) === 1, steps: all.subarray(begin, at) })
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

function packKey(key: number, { count, steps, length }: Key, events: number): Uint8Array {
  const isWithout = count * 2 > events
  const its = isWithout
    ? without({ isWithout, steps: steps.subarray(0, length) }, events)
    : steps.subarray(0, length)
  const packed = Buffer.alloc(8 + its.length)
  packed.writeInt32LE(key, 0)
  packed.writeUInt32LE(its.length * 2 + (isWithout ? 1 : 0), 4)
  packed.set(its, 8)
  return packed
}

/** The steps of the events that `places`, read the other way round, are not of. */
function without(places: Places, events: number): Uint8Array {
  const others = newKey(0)
  for (const place of keepPlaces(null, places, events)) {
    addStep(others, place - others.last)
    others.last = place
  }
  return others.steps.subarray(0, others.length)
}

function createNumbers() {
  let numbers = new Int32Array(2 ** 16)
  let length = 0
  return {
    add: (more: Int32Array) => {
      if (length + more.length > numbers.length) {
        const grown = new Int32Array(Math.max(numbers.length * 2, length + more.length))
        grown.set(numbers)
        numbers = grown
      }
      numbers.set(more, length)
      length += more.length
    },
    length: () => length,
    all: () => numbers,
  }
}
