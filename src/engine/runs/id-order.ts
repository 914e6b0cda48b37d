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
      else if (by === 1n) ones++
      else if (before !== null || (by ?? 0n) < 0n) {
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
      if (by === 1n) return ones > 0 ? { type: 'next' } : null
      if (others > 0) return null
      if (by < 0n) return { type: 'back' }
      return by > 1n && ones > 0 ? { type: 'hole', missing: Number(by - 1n) } : null
    },
    isShared: () => isShared,
    isMixed: () => isMixed,
  }
}

type Counter = { readonly letters: string; readonly value: bigint }

/** `id` as a whole number after letters; null where it is none, or a time. */
function counterOf(id: string, at: number): Counter | null {
  const [, letters, digits] = /^(\D{0,40})(\d{1,40})$/.exec(id) ?? []
  if (letters === undefined || digits === undefined) return null
  const value = BigInt(digits)
  return isTime(Number(value), at) ? null : { letters, value }
}

/** From one id to another, where both count after the same letters. */
function distance(from: Counter | null, to: Counter | null): bigint | null {
  return from === null || to === null || from.letters !== to.letters ? null : to.value - from.value
}

const perMs = [1e-3, 1, 1e3, 1e6]
const tenYears = 10 * 366 * 86_400_000

/** Whether `value` is a time within ten years of `at`, in seconds, milliseconds, microseconds or nanoseconds. */
function isTime(value: number, at: number): boolean {
  return perMs.some((units) => Math.abs(value / units - at) < tenYears)
}
