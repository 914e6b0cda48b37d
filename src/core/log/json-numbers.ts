// The numbers of a JSON object by their paths, read off its bytes: what zones need, several times as fast as by making the
// object. It never says anything that JSON.parse would not: where it is not sure (damaged, odd or very deep JSON), it says so.

/**
 * Where a number stands: as the field that its path names, in an array there, or under a key with a dot in it, so that the
 * path is also that of another field.
 */
export type NumberPlace = 'field' | 'list' | 'dotted'

export type PutNumber = (path: string, value: number, place: NumberPlace) => void

/** Calls `put` for each number under at most `members` keys; false where JSON.parse is to be asked instead. */
export type NumberScan = (bytes: Uint8Array, from: number, to: number, put: PutNumber) => boolean

/** A key that was seen, and those within. Events of a stream have the same keys in the same order: the next is guessed. */
type Keys = {
  readonly path: string
  readonly key: Uint8Array
  /** How many keys lead to it. */
  readonly members: number
  readonly hasDot: boolean
  readonly within: Keys[]
  guess: number
  /** The object that had it last: a second time in one object replaces the first. */
  object: number
}

const deepest = 60
/** So many keys are remembered before it begins anew. */
const mostKeys = 512
const longestKey = 200
const [quote, backslash, comma, minus, dot, colon] = [34, 92, 44, 45, 46, 58]
const [openList, closeList, openObject, closeObject] = [91, 93, 123, 125]
const [zero, nine, bigE, smallE, plus, smallU] = [48, 57, 69, 101, 43, 117]

/** What ends the plain run of a string: its quote, an escape, a sign that may not stand in it. */
const stops = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte < 32 || byte === quote || byte === backslash),
)
const blanks = Uint8Array.from({ length: 256 }, (_, byte) => Number([9, 10, 13, 32].includes(byte)))
const escapes = new Set([...'"\\/bfnrt'].map((sign) => sign.charCodeAt(0)))
/** Exact in binary, so that one division by it rounds once (as JSON's own number does). */
const powers = Float64Array.from({ length: 16 }, (_, i) => 10 ** i)

export function createNumberScan(members: number): NumberScan {
  let root = keysOf(null, '', new Uint8Array())
  let known = 0
  let objects = 0
  let bytes: Uint8Array = new Uint8Array()
  let at = 0
  let end = 0
  let count = 0
  const paths: string[] = []
  const places: NumberPlace[] = []
  const values: number[] = []

  const blank = () => {
    while (at < end && blanks[bytes[at] ?? 0] === 1) at++
  }
  const is = (sign: number) => {
    blank()
    if (at >= end || bytes[at] !== sign) return false
    at++
    return true
  }
  /** Behind the opening quote; leaves `at` behind the closing one. */
  const text = (): boolean => {
    const own = bytes
    let here = at
    for (;;) {
      while (stops[own[here] ?? 0] === 0) here++
      if (here >= end) return false
      const sign = own[here]
      if (sign === quote) {
        at = here + 1
        return true
      }
      if (sign !== backslash) return false
      const next = own[here + 1] ?? 0
      if (next === smallU) {
        for (let i = 2; i < 6; i++) if (!isHex(own[here + i] ?? 0)) return false
        here += 6
      } else if (escapes.has(next)) here += 2
      else return false
    }
  }
  const digits = (): number => {
    const from = at
    while (at < end && isDigit(bytes[at] ?? 0)) at++
    return at - from
  }
  const number = (keys: Keys | null, isListed: boolean): boolean => {
    const from = at
    if (bytes[at] === minus) at++
    const whole = at
    const size = digits()
    if (size === 0 || (size > 1 && bytes[whole] === zero)) return false
    let fraction = 0
    if (at < end && bytes[at] === dot) {
      at++
      fraction = digits()
      if (fraction === 0) return false
    }
    const isShort = size + fraction <= 15
    let isPlain = true
    if (at < end && (bytes[at] === bigE || bytes[at] === smallE)) {
      isPlain = false
      at++
      if (bytes[at] === plus || bytes[at] === minus) at++
      if (digits() === 0) return false
    }
    if (at > end) return false
    if (keys === null) return true
    paths[count] = keys.path
    places[count] = keys.hasDot ? 'dotted' : isListed ? 'list' : 'field'
    values[count++] =
      isPlain && isShort
        ? shortNumber(bytes, whole, at, fraction, whole > from)
        : Number(ascii(bytes, from, at))
    return true
  }
  const literal = (word: string): boolean => {
    for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false
    at += word.length
    return at <= end
  }
  const child = (keys: Keys, from: number, to: number, object: number): Keys | null => {
    const guessed = keys.within[keys.guess]
    let found = guessed !== undefined && isSame(guessed.key, bytes, from, to) ? guessed : undefined
    if (found === undefined) {
      keys.guess = keys.within.findIndex(({ key }) => isSame(key, bytes, from, to))
      found = keys.within[keys.guess]
    }
    if (found === undefined) {
      if (known++ > mostKeys || to - from > longestKey || !isAscii(bytes, from, to)) return null
      // A copy, which `slice` of a Buffer is not: the bytes may be others by the next event.
      const key = Uint8Array.from(bytes.subarray(from, to))
      const name = ascii(key, 0, key.length)
      found = keysOf(keys, name, key)
      keys.guess = keys.within.push(found) - 1
    }
    keys.guess++
    if (found.object === object) return null
    found.object = object
    return found
  }
  const object = (keys: Keys | null, depth: number, isListed: boolean): boolean => {
    const own = ++objects
    const within = keys !== null && keys.members < members ? keys : null
    if (within !== null) within.guess = 0
    if (is(closeObject)) return true
    do {
      if (!is(quote)) return false
      const from = at
      if (!text()) return false
      let next: Keys | null = null
      if (within !== null) {
        next = child(within, from, at - 1, own)
        if (next === null) return false
      }
      if (!is(colon) || !value(next, depth, isListed)) return false
    } while (is(comma))
    return is(closeObject)
  }
  const value = (keys: Keys | null, depth: number, isListed: boolean): boolean => {
    blank()
    if (at >= end || depth > deepest) return false
    switch (bytes[at]) {
      case quote:
        at++
        return text()
      case openObject:
        at++
        return object(keys, depth + 1, isListed)
      case openList:
        at++
        if (is(closeList)) return true
        do if (!value(keys, depth + 1, true)) return false
        while (is(comma))
        return is(closeList)
      case 116:
        return literal('true')
      case 102:
        return literal('false')
      case 110:
        return literal('null')
      default:
        return number(keys, isListed)
    }
  }

  return (given, from, to, put) => {
    bytes = given
    at = from
    end = to
    count = 0
    if (known > mostKeys) {
      root = keysOf(null, '', new Uint8Array())
      known = 0
    }
    if (!value(root, 0, false)) return false
    blank()
    if (at !== end) return false
    for (let i = 0; i < count; i++) put(paths[i] ?? '', values[i] ?? 0, places[i] ?? 'list')
    return true
  }
}

function keysOf(parent: Keys | null, name: string, key: Uint8Array): Keys {
  const members = parent === null ? 0 : parent.members + 1
  const path = parent === null || parent.members === 0 ? name : `${parent.path}.${name}`
  return {
    path,
    key,
    members,
    hasDot: parent?.hasDot === true || name.includes('.'),
    within: [],
    guess: 0,
    object: 0,
  }
}

function shortNumber(bytes: Uint8Array, from: number, to: number, fraction: number, isLess: boolean): number {
  let all = 0
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] ?? 0) - zero
    if (digit >= 0) all = all * 10 + digit
  }
  const value = fraction === 0 ? all : all / (powers[fraction] ?? 1)
  return isLess ? -value : value
}

function isSame(key: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (key.length !== to - from) return false
  for (let i = 0; i < key.length; i++) if (key[i] !== bytes[from + i]) return false
  return true
}

/** A key with an escape is read by JSON.parse. */
function isAscii(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((bytes[at] ?? 0) > 127 || bytes[at] === backslash) return false
  return true
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine
}

function isHex(byte: number): boolean {
  return isDigit(byte) || (byte >= 65 && byte <= 70) || (byte >= 97 && byte <= 102)
}
