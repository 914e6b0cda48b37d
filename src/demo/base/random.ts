// Chance that can be told again: the same seed and the same name give the same job, today and in the next test run.
// `Math.random` was rejected for that reason, and `node:crypto` because nothing here is a secret.

/** Numbers in [0, 1), each call the next. */
export type Random = () => number

/** A sequence of its own for each `name` (mulberry32 over an FNV-1a hash of it). */
export function createRandom(name: string): Random {
  let state = hash(name)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A whole number from `least` to `most`, both included. */
export function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1))
}

/** One of `list`, which has at least one entry. */
export function pick<T>(random: Random, list: readonly [T, ...T[]]): T {
  return list[between(random, 0, list.length - 1)] ?? list[0]
}

/** FNV-1a over UTF-16 units, 32 bits, unsigned. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}
