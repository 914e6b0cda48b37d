// What a terminal, a logger or a person has put around the lines of a stream, as forms: each takes its part away and says
// what it had to assume. A form never makes a value up; what it takes away it counts or names.

import type { FileLine } from '../formats/lines.ts'

/** A line of the stream, and when it came (epoch ms) where its file says so. */
export type CaptureLine = FileLine & { readonly at?: number }

export type Lines = Iterable<CaptureLine>

export type Form = {
  /** The lines without what this form is. Called once for each reading of the file. */
  readonly strip: (lines: Lines) => Lines
  /** What was assumed or passed over in the last reading, as sentences. */
  readonly notes: () => readonly string[]
}

/** The beginning of a file, from which a form is told. */
export type Sample = readonly CaptureLine[]

/** A line's beginning as text, a character for each byte; enough to tell a form by. */
export function headOf({ bytes }: CaptureLine): string {
  return bytes === null ? '' : bytes.toString('latin1', 0, lookedAt)
}

const lookedAt = 2_000

/** `line` with other bytes. */
export function withBytes(line: CaptureLine, bytes: Buffer): CaptureLine {
  return { ...line, bytes, length: bytes.length }
}

/** `line` without its first `count` bytes. */
export function withoutHead(line: CaptureLine, count: number): CaptureLine {
  return count === 0 || line.bytes === null ? line : withBytes(line, line.bytes.subarray(count))
}

/** Whether a text begins with a field of an event stream that has a name of its own. */
export function beginsField(text: string): boolean {
  return /^(?:data|event|id|retry):/.test(text)
}
