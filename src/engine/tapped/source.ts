// The answer of one exchange as it passed a tap, in the order of the wire, until its run has read it. What is held here is
// limited by the tap's window. Where bytes could not be held there is a hole: reading ends there, and begins anew at the next
// event that is whole.

import { Readable } from 'node:stream'
import type { TapEnd } from '../base/tap-port.ts'
import type { Framing } from '../connection/body-start.ts'
import { type Ending, StreamEnd } from '../connection/endings.ts'
import { createBoundary } from './boundary.ts'

type Item =
  | { readonly type: 'bytes'; readonly bytes: Buffer }
  | { readonly type: 'hole'; readonly bytes: number }
  | { readonly type: 'end'; readonly end: TapEnd }

export type TapSource = ReturnType<typeof createTapSource>

const hole: Ending = { type: 'unrecorded', cause: 'Bytes that could not be kept went by' }

/** `taken` is told how many bytes were worked off; `endOf` says how an end without a fault of the server's is to be told. */
export function createTapSource(taken: (bytes: number) => void, endOf: (end: TapEnd) => Ending) {
  const items: Item[] = []
  let isOver = false
  let wake = Promise.withResolvers<void>()
  const over = Promise.withResolvers<void>()
  let isLeft = false

  const put = (item: Item) => {
    items.push(item)
    wake.resolve()
    wake = Promise.withResolvers<void>()
  }
  /** The item at `at`, once it is there. */
  const at = async (index: number): Promise<Item> => {
    for (;;) {
      const item = items[index]
      if (item !== undefined) return item
      await wake.promise
    }
  }
  const drop = (): void => {
    const item = items.shift()
    if (item?.type === 'bytes') taken(item.bytes.length)
  }

  async function* peeked() {
    for (let i = 0; ; i++) {
      const item = await at(i)
      if (item.type !== 'bytes') return
      yield item.bytes
    }
  }

  /** Up to a hole, which stays, or to the end. */
  async function* part() {
    for (;;) {
      const item = await at(0)
      if (item.type === 'hole') throw new StreamEnd(hole)
      if (item.type === 'end') return finish(item.end)
      items.shift()
      try {
        yield item.bytes
      } finally {
        taken(item.bytes.length)
      }
    }
  }

  const finish = (end: TapEnd): void => {
    if (end.type === 'finished') return
    if (end.type === 'left') throw new StreamEnd(endOf(end))
    throw Object.assign(new Error(end.message), { code: end.code })
  }

  return {
    received: (bytes: Uint8Array, lost: number) => {
      if (isLeft) return taken(bytes.length)
      if (lost > 0) put({ type: 'hole', bytes: lost })
      if (bytes.length > 0)
        put({ type: 'bytes', bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) })
    },
    ended: (end: TapEnd, lost: number) => {
      if (isOver) return
      isOver = true
      if (lost > 0 && !isLeft) put({ type: 'hole', bytes: lost })
      put({ type: 'end', end })
      over.resolve()
    },
    isOver: () => isOver,
    /** The beginning, up to a hole or the end, without taking any of it. */
    peek: (): Readable => Readable.from(peeked(), { objectMode: false }),
    /** The next part. It ends as the exchange did, or at a hole with the ending `unrecorded`. */
    part: (): Readable => Readable.from(part(), { objectMode: false }),
    /**
     * Goes on behind a hole, to where the next event begins by `framing`; to the end where `wholeOnly`, since a coding that was cut
     * cannot be read on. Resolves to how many bytes were passed over.
     */
    skipLost: async (framing: Framing, wholeOnly: boolean): Promise<number> => {
      const boundary = createBoundary(framing)
      let lost = 0
      for (;;) {
        const item = await at(0)
        if (item.type === 'end') return lost
        if (item.type === 'hole') {
          lost += item.bytes
          boundary.reset()
          drop()
          continue
        }
        const found = wholeOnly ? null : boundary.find(item.bytes)
        if (found === null) {
          lost += item.bytes.length
          drop()
          continue
        }
        lost += found
        taken(found)
        items[0] = { type: 'bytes', bytes: item.bytes.subarray(found) }
        return lost
      }
    },
    /** Nothing more is held; `over` resolves as before. */
    leave: () => {
      isLeft = true
      while (items[0]?.type === 'bytes' || items[0]?.type === 'hole') drop()
    },
    over: over.promise,
  }
}
