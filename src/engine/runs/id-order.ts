// What the ids of one run tell by themselves: whether each names one event, and whether they count. Only ids that were
// seen to step by one prove that nothing lies between two of them; UUIDs, hashes, times and numbers with holes prove
// nothing. What was missed is counted only where no other step was ever seen. Whole numbers may have any length.

export type Step =
  /** The very next one. */
  | { readonly type: 'next' }
  /** So many lie between. */
  | { readonly type: 'hole'; readonly missing: number }
  /** Lower than before: the server counts anew. */
  | { readonly type: 'back' }

export type IdOrder = {
  /** A connection opened: what stands before its first event is not known. */
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
  let last: string | null = null
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
      const by = last === null ? null : distance(last, id, at)
      if (before === id) isShared = true
      else if (by === 1n) ones++
      else if (before !== null || (by ?? 0n) < 0n) {
        // Over the border to another connection a larger step is what is missing.
        ones = 0
        others++
      }
      before = id
      last = id
    },
    step: (id, at) => {
      const by = last === null || isShared ? null : distance(last, id, at)
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

/** From one id to another, where both are whole numbers after the same letters, and no times; else null. */
function distance(from: string, to: string, at: number): bigint | null {
  const [a, b] = [numbered(from), numbered(to)]
  if (a === null || b === null || a.letters !== b.letters) return null
  return isTime(a.value, at) || isTime(b.value, at) ? null : b.value - a.value
}

function numbered(id: string): { readonly letters: string; readonly value: bigint } | null {
  const [, letters, digits] = /^(\D{0,40})(\d{1,40})$/.exec(id) ?? []
  return letters === undefined || digits === undefined ? null : { letters, value: BigInt(digits) }
}

const tenYears = 10 * 366 * 86_400_000

/** Whether `value` is a time within ten years of `at`, in seconds, milliseconds, microseconds or nanoseconds. */
function isTime(value: bigint, at: number): boolean {
  return [1e-3, 1, 1e3, 1e6].some((perMs) => Math.abs(Number(value) / perMs - at) < tenYears)
}
