// Cuts bytes that come in pieces into the lines of an event stream, each with the place in the file where its last piece
// stands.

import { longestLine } from '../formats/lines.ts'
import type { CaptureLine, Lines } from './capture-line.ts'

const lf = 10
const cr = 13

export function createLineCutter() {
  let held: Buffer[] = []
  let heldBytes = 0
  let afterCr = false
  let place: CaptureLine | null = null
  let time: number | undefined

  const take = (part: Buffer) => {
    heldBytes += part.length
    if (heldBytes <= longestLine) held.push(part)
    else held = []
  }
  const line = (from: CaptureLine, ended: boolean): CaptureLine => {
    const bytes = heldBytes > longestLine ? null : Buffer.concat(held)
    const made = { number: from.number, bytes, length: heldBytes, ended, offset: from.offset }
    held = []
    heldBytes = 0
    return time === undefined ? made : { ...made, at: time }
  }

  return {
    *push(bytes: Buffer, from: CaptureLine, at: number | undefined): Lines {
      place = from
      time = at
      let start = 0
      for (let i = 0; i < bytes.length; i++) {
        const byte = bytes[i]
        const isSecond = byte === lf && afterCr && i === start
        afterCr = false
        if (isSecond) start = i + 1
        else if (byte === lf || byte === cr) {
          take(bytes.subarray(start, i))
          start = i + 1
          afterCr = byte === cr
          yield line(from, true)
        }
      }
      if (start < bytes.length) take(bytes.subarray(start))
    },
    *end(): Lines {
      if (heldBytes > 0 && place !== null) yield line(place, false)
    },
  }
}
