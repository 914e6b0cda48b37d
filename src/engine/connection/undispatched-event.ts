// Events that the standard makes nothing of (9.2.6): blocks with a name and no data, and the block in the middle of which the
// stream ends. One of them may be the last word of a job all the same; whoever knows what it means decides.

import { isUtf8 } from 'node:buffer'
import { fieldOf, valueFrom } from '../framing/fields.ts'

/** What an event lacks: its data, or the blank line (of a record: the line feed) that ends it. */
export type Lacking = 'data' | 'end'

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
