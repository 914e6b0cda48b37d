// Whether an event with an id equals one of the run's latest 512. That proves nothing, so the event is kept and flagged
// as a possible repeat. The window is bounded, so a run needs the same memory after a day. It is a table in a few arrays: a Set
// that loses its oldest member with each new one is made anew again and again.

import { digestOf, type EventContent } from '../log/event-digest.ts'

export type RecentEvents = {
  /** Remembers `event`; whether an equal one was remembered before. */
  readonly remember: (event: EventContent) => boolean
}

const remembered = 512
/** Chains of slots, by the first bits of a digest, which has 53. */
const chains = 1_024
const none = -1

export function createRecentEvents(): RecentEvents {
  /** Made with the first event that has an id: it is 9 kB, and most streams of hundreds that are quiet need none. */
  let table: ((digest: number) => boolean) | null = null
  return {
    remember: (event) => {
      if (event.id === null || event.id === '') return false
      table ??= createTable()
      return table(digestOf(event))
    },
  }
}

/** What remembers a digest, and says whether it was remembered before. */
function createTable(): (digest: number) => boolean {
  /** The first slot of each chain, and the next one of each slot. */
  const heads = new Int16Array(chains).fill(none)
  const next = new Int16Array(remembered)
  const digests = new Float64Array(remembered)
  /** The slots are linked in the order in which they were last seen, from `first` to `last`. */
  const before = new Int16Array(remembered)
  const after = new Int16Array(remembered)
  let first = 0
  let last = 0
  let count = 0

  const unlink = (slot: number) => {
    const left = before[slot] ?? 0
    const right = after[slot] ?? 0
    if (slot === first) first = right
    else after[left] = right
    if (slot === last) last = left
    else before[right] = left
  }
  const append = (slot: number) => {
    after[last] = slot
    before[slot] = last
    last = slot
  }
  const dropOldest = (): number => {
    const slot = first
    unlink(slot)
    const chain = chainOf(digests[slot] ?? 0)
    const following = next[slot] ?? none
    let at = heads[chain] ?? none
    if (at === slot) heads[chain] = following
    else {
      while (next[at] !== slot) at = next[at] ?? none
      next[at] = following
    }
    return slot
  }

  return (digest) => {
    const chain = chainOf(digest)
    let known = heads[chain] ?? none
    while (known !== none && digests[known] !== digest) known = next[known] ?? none
    if (known !== none) {
      if (known !== last) {
        unlink(known)
        append(known)
      }
      return true
    }
    const slot = count < remembered ? count++ : dropOldest()
    if (count === 1) first = slot
    else append(slot)
    last = slot
    digests[slot] = digest
    next[slot] = heads[chain] ?? none
    heads[chain] = slot
    return false
  }
}

function chainOf(digest: number): number {
  return Math.floor(digest * (chains / 2 ** 53))
}
