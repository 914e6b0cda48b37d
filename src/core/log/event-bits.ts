// Some of the events of one whole block: a bit for each, the first event in the lowest bit of the first word.

import { blockSize } from './blocks.ts'

/** `wordsPerBlock` words. Not to be changed by whoever is given one. */
export type EventBits = Uint32Array

export const wordsPerBlock = blockSize / 32

export const everyEvent: EventBits = new Uint32Array(wordsPerBlock).fill(0xffff_ffff)
export const noEvent: EventBits = new Uint32Array(wordsPerBlock)

/** Whether the event at `place`, 0 to 1,023, is among them. */
export function holds(bits: EventBits, place: number): boolean {
  return (((bits[place >>> 5] ?? 0) >>> (place & 31)) & 1) === 1
}

export function eventsIn(bits: EventBits): number {
  let count = 0
  for (let i = 0; i < bits.length; i++) {
    // Bits counted in pairs, fours and eights, and the eights added up (Warren, Hacker's Delight, 5-1).
    let word = bits[i] ?? 0
    word -= (word >>> 1) & 0x5555_5555
    word = (word & 0x3333_3333) + ((word >>> 2) & 0x3333_3333)
    count += Math.imul((word + (word >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
  }
  return count
}

export function bothOf(one: EventBits, other: EventBits): EventBits {
  return one.map((word, i) => word & (other[i] ?? 0))
}

export function eitherOf(one: EventBits, other: EventBits): EventBits {
  return one.map((word, i) => word | (other[i] ?? 0))
}

export function othersThan(bits: EventBits): EventBits {
  return bits.map((word) => ~word)
}

/** The places of the events, 0 to 1,023, ascending. */
export function* placesIn(bits: EventBits): Generator<number> {
  for (let i = 0; i < bits.length; i++) {
    for (let rest = bits[i] ?? 0; rest !== 0; rest &= rest - 1) yield i * 32 + 31 - Math.clz32(rest & -rest)
  }
}
