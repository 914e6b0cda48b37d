// Events that the standard makes nothing of (9.2.6): blocks with a name and no data, the block in the middle of which the
// stream ends, and lines `error: {…}`, by which llama.cpp's server tells its errors. One of them may be the last word of a job
// all the same; whoever knows what it means decides.

import { isUtf8 } from 'node:buffer'
import { fieldOf, valueFrom } from '../framing/fields.ts'

/**
 * What an event lacks: its data, the blank line (of a record: the line feed) that ends it, or, where it is a line alone, a field
 * that the standard knows.
 */
export type Lacking = 'data' | 'end' | 'field'

export type UndispatchedEvent = {
  readonly name: string
  readonly id: string | null
  /** As far as it came. */
  readonly data: string
  /** The lines in bytes, where they are not valid UTF-8. */
  readonly raw: Uint8Array | null
  readonly lacks: Lacking
}

const LF = 10
const NUL = 0
/** Of a line that may tell an error this much is kept. */
export const errorLineBytes = 16_384
const errorLine = /^error: ?(\{.*\})$/s

/** The event that a line of no field makes; null where it tells no error as a JSON object. */
export function errorIn(line: Uint8Array): UndispatchedEvent | null {
  if (line.length >= errorLineBytes) return null
  const bytes = Buffer.from(line)
  const data = errorLine.exec(bytes.toString('utf8'))?.[1]
  if (data === undefined) return null
  return { name: 'error', id: null, data, raw: isUtf8(bytes) ? null : bytes, lacks: 'field' }
}

/** Whether a line of no field that begins with these two bytes may tell an error. */
export function mayTellError(first: number | undefined, second: number | undefined): boolean {
  return first === 101 && second === 114
}

/** The event of the lines of `block`, which ends in the middle of it; null where they make none. */
export function undispatchedIn(block: Buffer): UndispatchedEvent | null {
  let name = ''
  let id: string | null = null
  const data: string[] = []
  for (let at = 0; at < block.length; ) {
    const lf = block.indexOf(LF, at)
    const end = lf < 0 ? block.length : lf
    const field = fieldOf(block, at, end, true) ?? 'other'
    const value = block.subarray(valueFrom(block, at, end, field), end)
    if (field === 'data') data.push(value.toString('utf8'))
    else if (field === 'event') name = value.toString('utf8')
    else if (field === 'id' && !value.includes(NUL)) id = value.toString('utf8')
    at = end + 1
  }
  if (name === '' && data.length === 0) return null
  const raw = isUtf8(block) ? null : Buffer.from(block)
  return { name: name || 'message', id, data: data.join('\n'), raw, lacks: 'end' }
}
