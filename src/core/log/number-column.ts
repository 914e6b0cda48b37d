// The numbers that the events of one whole block hold at one JSON path, as bytes: with them a filter such as `tokens>3900`
// is answered for 1,024 events in some microseconds, and no event is read. What is read back is exactly what was put in.
//
// A header of 16 bytes (width, decimals, whether some events hold none, 5 unused, the base as a double), then a bit for each
// event where some hold no number, then a code for each event that holds one. A number is (base + code) / 10^decimals, in the
// fewest bytes that tell all of them exactly; where decimals cannot, the codes are the doubles themselves (width 8). All in
// the byte order of the processors that there are, little-endian.

import { type EventBits, eventsIn, everyEvent, wordsPerBlock } from './event-bits.ts'

/** Whether a number fits: true from some number on, or up to some number, and nowhere else. */
export type NumberTest = (value: number) => boolean

const headerBytes = 16
const powers = Array.from({ length: 7 }, (_, decimals) => 10 ** decimals)
/** Beyond this a base and its codes would be no whole numbers any more. */
const mostScaled = 2 ** 52

/** The column of `values`, one for each event in `present`, in order. None is infinite or no number. */
export function encodeColumn(values: Float64Array, present: EventBits): Uint8Array {
  const scaled = scaledOf(values)
  const width = scaled === null ? 8 : widthOf(scaled.range)
  const bits = eventsIn(present) === eventsIn(everyEvent) ? new Uint32Array() : present
  const bytes = new Uint8Array(headerBytes + bits.byteLength + values.length * width)
  bytes.set([width, scaled?.decimals ?? 0, bits.length > 0 ? 1 : 0])
  new Float64Array(bytes.buffer, 8, 1).set([scaled?.base ?? 0])
  new Uint32Array(bytes.buffer, headerBytes, bits.length).set(bits)
  codesOf(bytes, headerBytes + bits.byteLength, width, values.length)?.set(scaled?.codes ?? values)
  return bytes
}

/** The events whose number fits; null where `stored` is no column. */
export function eventsThat(stored: Uint8Array, fits: NumberTest): EventBits | null {
  const bytes = stored.byteOffset % 8 === 0 ? stored : stored.slice()
  const [width = 0, decimals = 0, hasBits = 0] = bytes
  const power = powers[decimals]
  const from = headerBytes + (hasBits === 1 ? everyEvent.byteLength : 0)
  if (bytes.length < from || power === undefined || !widths.has(width)) return null
  const present =
    hasBits === 1 ? new Uint32Array(bytes.buffer, bytes.byteOffset + headerBytes, wordsPerBlock) : everyEvent
  const count = eventsIn(present)
  if (bytes.length !== from + count * width) return null
  const base = new Float64Array(bytes.buffer, bytes.byteOffset + 8, 1)[0] ?? 0
  const codes = codesOf(bytes, from, width, count)
  if (codes === null) return fits(base / power) ? present : new Uint32Array(wordsPerBlock)
  const found = codes instanceof Float64Array ? those(codes, fits) : codesThat(codes, base, power, fits)
  return hasBits === 1 ? spread(found, present) : found
}

type Whole = Uint8Array | Uint16Array | Uint32Array
type Scaled = {
  readonly codes: Float64Array
  readonly base: number
  readonly range: number
  readonly decimals: number
}

const widths: ReadonlySet<number> = new Set([0, 1, 2, 4, 8])

function widthOf(range: number): number {
  if (range === 0) return 0
  if (range < 256) return 1
  return range < 65_536 ? 2 : 4
}

/** The values as whole numbers from 0 on, with the fewest decimals that tell each of them exactly; null where none do. */
function scaledOf(values: Float64Array): Scaled | null {
  for (let decimals = 0; decimals < powers.length; decimals++) {
    const scaled = withDecimals(values, decimals)
    if (scaled !== null) return scaled.range < 2 ** 32 ? scaled : null
  }
  return null
}

/** A loop over plain numbers: every number that is ingested comes through here. */
function withDecimals(values: Float64Array, decimals: number): Scaled | null {
  const power = powers[decimals] ?? 1
  const codes = new Float64Array(values.length)
  let base = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    const code = Math.round(value * power)
    if (code / power !== value || code > mostScaled || code < -mostScaled) return null
    codes[i] = code
    if (code < base) base = code
    if (code > most) most = code
  }
  for (let i = 0; i < codes.length; i++) codes[i] = (codes[i] ?? 0) - base
  return { codes, base, range: most - base, decimals }
}

/** The codes of a column; null where it has none, since all of its numbers are the base. */
function codesOf(bytes: Uint8Array, at: number, width: number, count: number): Whole | Float64Array | null {
  const from = bytes.byteOffset + at
  if (width === 1) return new Uint8Array(bytes.buffer, from, count)
  if (width === 2) return new Uint16Array(bytes.buffer, from, count)
  if (width === 4) return new Uint32Array(bytes.buffer, from, count)
  return width === 8 ? new Float64Array(bytes.buffer, from, count) : null
}

function those(values: Float64Array, fits: NumberTest): EventBits {
  const bits = new Uint32Array(wordsPerBlock)
  for (const [i, value] of values.entries())
    if (fits(value)) bits[i >>> 5] = (bits[i >>> 5] ?? 0) | (1 << (i & 31))
  return bits
}

/** Codes are in the order of their numbers: where fitting ends (or begins) is looked for once, and not asked of each. */
function codesThat(codes: Whole, base: number, power: number, fits: NumberTest): EventBits {
  let low = -1
  let high = 256 ** codes.BYTES_PER_ELEMENT
  const fitsFirst = fits(base / power)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (fits((base + middle) / power) === fitsFirst) low = middle
    else high = middle
  }
  return below(codes, high, fitsFirst ? 0 : -1)
}

/** The codes less than `limit`, or with `flip` -1 all others: the innermost loop of a count over millions. */
function below(codes: Whole, limit: number, flip: 0 | -1): EventBits {
  const bits = new Uint32Array(wordsPerBlock)
  for (let word = 0, i = 0; i < codes.length; word++) {
    const end = Math.min(codes.length, i + 32)
    let some = 0
    for (let bit = 0; i < end; i++, bit++) some |= Number((codes[i] ?? 0) < limit) << bit
    bits[word] = some ^ flip
  }
  return bits
}

/** The bits of those events that hold a number, laid out over all events. */
function spread(found: EventBits, present: EventBits): EventBits {
  const bits = new Uint32Array(wordsPerBlock)
  let at = 0
  for (const [word, there] of present.entries()) {
    let some = 0
    for (let rest = there; rest !== 0; rest &= rest - 1, at++) {
      if (((found[at >>> 5] ?? 0) >>> (at & 31)) & 1) some |= rest & -rest
    }
    bits[word] = some
  }
  return bits
}
