// The words of an event as 32-bit numbers: what a block is found by. Two words may share a number; our own matcher decides.

import { dataWords } from '../../../../core/query/words.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII without the sign that escapes begin with
const plain = /^[\x00-\x5b\x5d-\x7f]*$/
/** FNV-1a. */
const basis = 0x811c9dc5 | 0
const prime = 0x01000193

/** Of a word that has not begun. */
export const noHash = basis

/** What a unit of ASCII is in a word, in lower case; 0: it is in none. */
export const inWord = Uint8Array.from({ length: 128 }, (_, unit) => {
  const sign = String.fromCharCode(unit).toLowerCase()
  return /[a-z0-9]/.test(sign) ? sign.charCodeAt(0) : 0
})

let found = new Int32Array(1_024)

/** The numbers of the words of `data` (those of `dataWords`), in order. Valid until it is called again. */
export function wordHashes(data: string): Int32Array {
  if (!plain.test(data)) return Int32Array.from(dataWords(data), hashWord)
  // A word and the sign behind it take two units at least.
  if (found.length * 2 < data.length + 1) found = new Int32Array(data.length)
  let count = 0
  let hash = basis
  for (let i = 0; i < data.length; i++) {
    const unit = inWord[data.charCodeAt(i)] ?? 0
    if (unit !== 0) hash = Math.imul(hash ^ unit, prime)
    else if (hash !== basis) {
      found[count++] = hash
      hash = basis
    }
  }
  if (hash !== basis) found[count++] = hash
  return found.subarray(0, count)
}

/** The number of a word that goes on with `unit`. */
export function nextHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, prime)
}

/** The number of a word in its normal form. */
export function hashWord(word: string): number {
  let hash = basis
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), prime)
  return hash
}

/** The number of two neighbouring words. */
export function hashPair(first: number, second: number): number {
  return Math.imul(Math.imul(first, 31) ^ second, 0x9e3779b1)
}
