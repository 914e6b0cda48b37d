// What the ids of one run prove: whether each identifies one event, and whether they are consecutive numbers. Only ids
// that were seen to step by one prove that nothing lies between two of them; UUIDs, hashes, timestamps and numbers with
// holes prove nothing. Missing events are counted only where no other step was ever seen. Numbers may have any length.

export type Step =
  /** The very next one. */
  | { readonly type: 'next' }
  /** So many lie between. */
  | { readonly type: 'hole'; readonly missing: number }
  /** Lower than before: the server counts anew. */
  | { readonly type: 'back' }

export type IdOrder = {
  /** A connection opened: its first event has no known predecessor. */
  readonly opened: () => void
  /** An event of this connection that is no ping, with its own id or without one. `at` in epoch ms. */
  readonly saw: (id: string | null, at: number) => void
  /** How `id` stands to the last one, as far as ids tell. */
  readonly step: (id: string, at: number) => Step | null
  /** One id stood on several events in a row: it names none of them. */
  readonly isShared: () => boolean
  /** Events without an id stood between those with one: of them ids tell nothing. */
  readonly isMixed: () => boolean
}

export function createIdOrder(): IdOrder {
  let last: Counter | null = null
  /** The last id of this connection. */
  let before: string | null = null
  let ones = 0
  let others = 0
  let isShared = false
  let isMixed = false

  return {
    opened: () => {
      before = null
    },
    saw: (id, at) => {
      if (id === null || id === '') {
        isMixed ||= before !== null
        return
      }
      const counter = counterOf(id, at)
      const by = distance(last, counter)
      if (before === id) isShared = true
      else if (by === 1) ones++
      else if (before !== null || (by ?? 0) < 0) {
        // Across connections a larger step is the number of missing events.
        ones = 0
        others++
      }
      before = id
      last = counter
    },
    step: (id, at) => {
      const by = isShared ? null : distance(last, counterOf(id, at))
      if (by === null) return null
      if (by === 1) return ones > 0 ? { type: 'next' } : null
      if (others > 0) return null
      if (by < 0) return { type: 'back' }
      return by > 1 && ones > 0 ? { type: 'hole', missing: by - 1 } : null
    },
    isShared: () => isShared,
    isMixed: () => isMixed,
  }
}

/** `value` is a bigint where a number could not hold it exactly. */
type Counter = { readonly letters: string; readonly value: number | bigint }

const counted = /^(\D{0,40})(\d{1,40})$/
/** So many digits are always held exactly. */
const exactDigits = 15

/** `id` as a whole number after letters; null where it is none, or a time. */
function counterOf(id: string, at: number): Counter | null {
  const found = counted.exec(id)
  if (found === null) return null
  const [, letters = '', digits = ''] = found
  const rounded = Number(digits)
  if (isTime(rounded, at)) return null
  return { letters, value: digits.length <= exactDigits ? rounded : BigInt(digits) }
}

/** From one id to another, where both count after the same letters; exact where it is small. */
function distance(from: Counter | null, to: Counter | null): number | null {
  if (from === null || to === null || from.letters !== to.letters) return null
  if (typeof from.value === 'number' && typeof to.value === 'number') return to.value - from.value
  return Number(BigInt(to.value) - BigInt(from.value))
}

const tenYears = 10 * 366 * 86_400_000

/** Whether `value` is a time within ten years of `at`, in seconds, milliseconds, microseconds or nanoseconds. */
function isTime(value: number, at: number): boolean {
  return isNear(value * 1e3, at) || isNear(value, at) || isNear(value / 1e3, at) || isNear(value / 1e6, at)
}

function isNear(ms: number, at: number): boolean {
  return Math.abs(ms - at) < tenYears
}
