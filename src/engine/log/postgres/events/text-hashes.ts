// The hashes of the words of many texts at once, in one list; as `wordHashes` gives them for each.

import { toBuffer } from './outline.ts'
import { inWord, nextHash, noHash, wordHashes } from './word-hashes.ts'

/** Of event `i` those from `ends[i - 1]` up to `ends[i]`. */
export type Hashes = { readonly all: Int32Array; readonly ends: Int32Array }

export type ReadTexts = {
  readonly hashes: Hashes
  /** The texts as UTF-8: text `i` from `froms[i]` up to `froms[i + 1]`. */
  readonly bytes: Buffer
  readonly froms: Int32Array
}

let found = new Int32Array(8_192)
let count = 0
/** Hashes that may come beside those of `put`. */
let room = 0

/** `bytes` are UTF-8, behind a first byte that is not theirs; `sizes`: the UTF-16 units of each, none of which shares a character with the next. */
export function hashesOfBytes(bytes: Uint8Array, sizes: readonly number[]): ReadTexts {
  const ends = new Int32Array(sizes.length)
  const froms = new Int32Array(sizes.length + 1)
  const buffer = toBuffer(bytes)
  begin(bytes.length)
  let from = 1
  for (let i = 0; i < sizes.length; i++) {
    froms[i] = from
    const to = from + (sizes[i] ?? 0)
    const before = count
    if (isRead(bytes, from, to)) from = to
    else {
      count = before
      const end = endOf(bytes, from, sizes[i] ?? 0)
      put(wordHashes(buffer.toString('utf8', from, end)))
      from = end
    }
    ends[i] = count
  }
  froms[sizes.length] = from
  return { hashes: { all: found.slice(0, count), ends }, bytes: buffer, froms }
}

/** Of texts that are not Unicode, whose bytes are not theirs alone. */
export function hashesOfTexts(texts: readonly string[]): Hashes {
  const ends = new Int32Array(texts.length)
  begin(0)
  for (const [i, text] of texts.entries()) {
    put(wordHashes(text))
    ends[i] = count
  }
  return { all: found.slice(0, count), ends }
}

function begin(bytes: number): void {
  count = 0
  // A word and the sign behind it are two at least.
  room = (bytes >> 1) + 1
  if (found.length < room) found = new Int32Array(room)
}

/** A normal form may have more words than its text has units: one character can be several words. */
function put(hashes: Int32Array): void {
  if (count + hashes.length + room > found.length) {
    const before = found
    found = new Int32Array((count + hashes.length) * 2 + room)
    found.set(before.subarray(0, count))
  }
  found.set(hashes, count)
  count += hashes.length
}

/** What stands in the way of reading a byte by itself, and where words end. */
const other = -1
const backslash = 92
const kinds = Int16Array.from({ length: 256 }, (_, byte) =>
  byte > 127 || byte === backslash ? other : (inWord[byte] ?? 0),
)
/** The escapes of RFC 8259, 7, that stand for a sign that is in no word. */
const partingEscapes = new Set([...'"\\/bfnrt'].map((sign) => sign.charCodeAt(0)))

/** Adds the hashes of the words from `from` up to `to`; false where they must be read as text. */
function isRead(bytes: Uint8Array, from: number, to: number): boolean {
  let hash = noHash
  let escaped: boolean | null = null
  let at = from
  for (; at < to; at++) {
    const kind = kinds[bytes[at] ?? 0] ?? 0
    if (kind > 0) {
      hash = nextHash(hash, kind)
      continue
    }
    if (hash !== noHash) {
      found[count++] = hash
      hash = noHash
    }
    if (kind === 0) continue
    if (bytes[at] !== backslash) return false
    escaped ??= looksLikeJson(bytes, from, to)
    // In other texts it is a sign like any other.
    if (!escaped || at + 1 === to) continue
    at++
    if (!partingEscapes.has(bytes[at] ?? 0)) return false
  }
  if (hash !== noHash) found[count++] = hash
  return true
}

/** As core/query/words has it: what escapes are read in. */
function looksLikeJson(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const sign = bytes[at]
    if (sign === 91 || sign === 123 || sign === 34) return true
    if (sign !== 9 && sign !== 10 && sign !== 13 && sign !== 32) return false
  }
  return false
}

/** Where `units` UTF-16 units of UTF-8 end. */
function endOf(bytes: Uint8Array, from: number, units: number): number {
  let at = from
  for (let left = units; left > 0; ) {
    const lead = bytes[at] ?? 0
    const size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
    left -= size === 4 ? 2 : 1
    at += size
  }
  return at
}
