// The answer of one exchange as it passed a tap, in the order of the wire, until its run has read it. What is held here is
// limited by the tap's window. Where bytes could not be held there is a hole: reading ends there, and begins anew at the next
// event that is whole. A part ends in good order and says afterwards why: a stream that is destroyed loses what its reader has
// not had yet.

import { Readable } from 'node:stream'
import type { TapEnd } from '../base/tap-port.ts'
import type { Framing } from '../connection/body-start.ts'
import { type Ending, endingOf } from '../connection/endings.ts'
import { createBoundary } from './boundary.ts'

type Item =
  | { readonly type: 'bytes'; readonly bytes: Buffer }
  | { readonly type: 'hole'; readonly bytes: number }
  | { readonly type: 'end'; readonly end: TapEnd }

export type TapSource = ReturnType<typeof createTapSource>

export type TapPart = {
  readonly body: Readable
  /** Why the body ended, once it was read to its end; null where the answer was finished in good order. */
  readonly ending: () => Ending | null
}

const hole: Ending = { type: 'unrecorded', cause: 'Bytes that could not be kept went by' }
/** A reader gets a piece when it asks for one: what it has not asked for was not worked off. */
const onDemand = { objectMode: false, highWaterMark: 0 }

/** `taken` is told how many bytes were worked off: each byte once. `leftAs` says how an end is told that is no fault of the server's. */
export function createTapSource(taken: (bytes: number) => void, leftAs: () => Ending) {
  const items: Item[] = []
  let isOver = false
  let isLeft = false
  /** Whoever reads now has this number: those before it get nothing more. */
  let reader = 0
  /** Bytes that the reader has and works on. */
  let inHand = 0
  let given = 0
  let wake = Promise.withResolvers<void>()

  const stir = () => {
    wake.resolve()
    wake = Promise.withResolvers<void>()
  }
  const put = (item: Item) => {
    items.push(item)
    stir()
  }
  const workedOff = () => {
    const bytes = inHand
    inHand = 0
    if (bytes > 0) taken(bytes)
  }
  const begin = (): number => {
    workedOff()
    reader++
    stir()
    return reader
  }
  /** The item at `index`, once it is there; null where nobody is to have it any more. */
  const at = async (index: number, by: number): Promise<Item | null> => {
    for (;;) {
      if (isLeft || by !== reader) return null
      const item = items[index]
      if (item !== undefined) return item
      await wake.promise
    }
  }

  async function* peeked() {
    for (let i = 0; ; i++) {
      const item = await at(i, 0)
      if (item?.type !== 'bytes') return
      yield item.bytes
    }
  }

  const endingAt = (end: TapEnd): Ending | null => {
    if (end.type === 'finished') return null
    if (end.type === 'left') return leftAs()
    return endingOf(Object.assign(new Error(end.message), { code: end.code }), true)
  }

  return {
    received: (bytes: Uint8Array, lost: number) => {
      if (isLeft || isOver) return bytes.length > 0 ? taken(bytes.length) : undefined
      if (lost > 0) put({ type: 'hole', bytes: lost })
      if (bytes.length > 0)
        put({ type: 'bytes', bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) })
    },
    ended: (end: TapEnd, lost: number) => {
      if (isOver) return
      isOver = true
      if (lost > 0) put({ type: 'hole', bytes: lost })
      put({ type: 'end', end })
    },
    /** The beginning, up to a hole or the end, without taking any of it; it ends as soon as a part is read. */
    peek: (): Readable => Readable.from(peeked(), onDemand),
    /** What comes next, up to a hole, which stays, or to the end. It takes the place of the part before it. */
    part: (): TapPart => {
      const by = begin()
      let ending: Ending | null = null
      async function* pieces() {
        for (;;) {
          const item = await at(0, by)
          if (item === null) return
          workedOff()
          if (item.type !== 'bytes') {
            ending = item.type === 'hole' ? hole : endingAt(item.end)
            return
          }
          items.shift()
          inHand = item.bytes.length
          given += item.bytes.length
          yield item.bytes
        }
      }
      return { body: Readable.from(pieces(), onDemand), ending: () => ending }
    },
    /** How many bytes parts have brought. */
    given: () => given,
    /**
     * Goes on behind a hole, to where the next event begins by `framing`; to the end where `wholeOnly`, since a coding that was cut
     * cannot be read on. Resolves to how many bytes were passed over. `passed` is told whenever some were.
     */
    skipLost: async (framing: Framing, wholeOnly: boolean, passed: () => void): Promise<number> => {
      const by = begin()
      const boundary = createBoundary(framing)
      let lost = 0
      for (;;) {
        const item = await at(0, by)
        if (item === null || item.type === 'end') return lost
        items.shift()
        passed()
        if (item.type === 'hole') {
          lost += item.bytes
          boundary.reset()
          continue
        }
        const found = wholeOnly ? null : boundary.find(item.bytes)
        const over = found ?? item.bytes.length
        lost += over
        if (over > 0) taken(over)
        if (found === null) continue
        if (found < item.bytes.length) items.unshift({ type: 'bytes', bytes: item.bytes.subarray(found) })
        return lost
      }
    },
    /** Nothing more is held, and whoever reads is told that it is over. */
    leave: () => {
      if (isLeft) return
      isLeft = true
      workedOff()
      for (const item of items.splice(0)) if (item.type === 'bytes') taken(item.bytes.length)
      stir()
    },
  }
}
