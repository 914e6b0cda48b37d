// What is known of an event beside its text, as bits stored with it, so that a log of millions is filtered without
// reading texts.

import type { Reading } from '../job/reading.ts'
import { classOf } from '../job/reading-class.ts'

export const flags = {
  /** A sign of life and nothing else. */
  ping: 1,
  /** Sent again by a new connection and recognised: stored, and passed over by the fold. (`replayed` events are not stored.) */
  repeat: 2,
  /** Arrived after the stream's terminal event. */
  late: 4,
  /** Not what its API documents; shown as text. */
  unreadable: 8,
  /** Cut at the size limit; the true size is kept. */
  truncated: 16,
  /** Says that something failed. */
  error: 32,
  /** Warns, or carries a check that did not pass. */
  warning: 64,
  /** The stream's own last event. */
  terminal: 128,
  /** The bytes were not valid UTF-8; the raw bytes are kept beside the text. */
  invalidUtf8: 256,
  /** Carries text or an item: what a person waits for. What a model thinks on the way to it is none. */
  content: 512,
  /** Equal to an earlier event without proof that it is the same one: counts as an event of its own. */
  maybeRepeat: 1024,
  /** A piece of a text being written, and nothing else but what that used: many in a row are one row of a log. Absent in older logs. */
  chunk: 2048,
  /** Has a name and no data, so that the standard makes no event of it: it tells the job's end all the same. */
  noData: 4096,
  /** The stream ended before the blank line (of a record: the line feed) that ends it: it tells the job's end all the same. */
  cutOff: 8192,
  /** Was a line `error: {…}`, which is no field of an event stream: it tells what went wrong all the same. */
  bareLine: 16_384,
} as const

/** By what an event lacks to be a whole one. */
export const lackFlags = { data: flags.noData, end: flags.cutOff, field: flags.bareLine } as const

/** The bits that follow from what is read in the run's events; the others tell of the wire. */
export const readingBits =
  flags.ping |
  flags.late |
  flags.unreadable |
  flags.error |
  flags.warning |
  flags.terminal |
  flags.content |
  flags.chunk

/** The bits that follow from an event's readings alone. */
export function flagsOf(readings: readonly Reading[]): number {
  const isChunk =
    readings.some(isPiece) && readings.every((reading) => isPiece(reading) || reading.type === 'usage')
  return readings.reduce((bits, reading) => bits | bitsOf(reading), isChunk ? flags.chunk : 0)
}

function isPiece(reading: Reading): boolean {
  return reading.type === 'text' && reading.mode === 'append'
}

function bitsOf(reading: Reading): number {
  const known = classOf(reading)
  if (known !== null) return flags[known]
  switch (reading.type) {
    case 'terminal':
      return flags.terminal
    case 'text':
      return reading.channel === 'reasoning' ? 0 : flags.content
    case 'item':
      return flags.content
    default:
      return 0
  }
}
