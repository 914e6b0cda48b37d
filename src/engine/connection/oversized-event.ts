// The limits of one event, and what is kept of an event beyond them.

import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import { fieldOf, valueFrom } from '../framing/fields.ts'

export type EventLimits = {
  /** Of one event's fields, in bytes. */
  readonly eventBytes: number
  /** Of one event's data. */
  readonly dataLines: number
}

/** What Runlight keeps whole; a larger event is taken for a mistake of the server. */
export const eventLimits: EventLimits = { eventBytes: 16 * 2 ** 20, dataLines: 100_000 }

/** An event too large to keep: its name, its own id and the beginning of its data. */
export type OversizedEvent = {
  readonly name: string
  readonly id: string | null
  readonly head: Uint8Array
  /** Its size in bytes; where `whole` is false it has at least this many. */
  readonly size: number
  readonly dataLines: number
  readonly whole: boolean
}

const LF = 10
const keptHead = 64 * 1_024

/** The beginning of what a cut event's data was, from its block in `bytes`; of one without data, its lines as they came. */
export function beginningOf(bytes: Buffer, from: number, to: number): Buffer {
  const parts: Buffer[] = []
  let size = 0
  for (let at = from; at < to && size < keptHead; ) {
    const lf = bytes.indexOf(LF, at)
    const end = lf < 0 || lf > to ? to : lf
    if (fieldOf(bytes, at, end, true) === 'data') {
      const value = bytes.subarray(valueFrom(bytes, at, end, 'data'), end)
      if (parts.length > 0) parts.push(Buffer.from('\n'))
      parts.push(value.subarray(0, keptHead))
      size += value.length + 1
    }
    at = end + 1
  }
  const head = parts.length > 0 ? Buffer.concat(parts) : Buffer.from(bytes.subarray(from, to))
  return head.subarray(0, keptHead)
}

/** Why the connection was dropped. */
export function tooLargeMessage({ size, dataLines, whole }: OversizedEvent, limits: EventLimits): string {
  const least = whole ? '' : 'at least '
  const what =
    dataLines > limits.dataLines
      ? `has more than ${formatCount(limits.dataLines, 'line')}: it has ${least}${formatCount(dataLines, 'line')} and ${formatBytes(size)}`
      : `is larger than ${limits.eventBytes / 2 ** 20} MiB: it has ${least}${formatBytes(size)}`
  return `An event ${what}; its beginning is kept, and the connection was dropped`
}
