// What kind of file was given: told from its first bytes, never from its name. What cannot be taken in is refused here, each
// with the sentence that says what to do instead.

import { isUtf8 } from 'node:buffer'
import { readSync } from 'node:fs'
import { RunlightError } from '../../core/errors.ts'
import { transcriptType, transcriptVersion } from '../../core/transcript/format.ts'
import { readLine } from '../../core/transcript/read-line.ts'

export type FileType = 'transcript' | 'sse' | 'har'

/** What was found, and where its text begins: after a byte order mark, where there is one. */
export type Sniffed = { readonly type: FileType; readonly start: number }

const headBytes = 256 * 1_024

/** Looks at the open file `fd`, called `name`. Throws `bad-input`. */
export function sniff(fd: number, name: string): Sniffed {
  const buffer = Buffer.alloc(headBytes)
  const head = buffer.subarray(0, readSync(fd, buffer, 0, headBytes, 0))
  if (head.length === 0) throw refused(`${name} is empty: there is nothing to take in.`)
  refuseBinary(head, name)
  const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  const text = head.subarray(start).toString('utf8')
  if (text.trimStart().startsWith('{')) {
    const firstLine = text.trimStart().split('\n', 1)[0] ?? ''
    const line = readLine(firstLine)
    if (line.type === 'newer') {
      throw refused(
        `${name} is a transcript of version ${line.version}, made by a newer Runlight. This one reads version ${transcriptVersion}: update Runlight, then import it again.`,
      )
    }
    // Lines of a transcript make one even where its first line is damaged: its reader says so by number.
    if (
      line.type === transcriptType ||
      /^\{\s*"type"\s*:\s*"(?:runlight-transcript|event|attempt|gap|transition)"/m.test(text)
    )
      return { type: 'transcript', start }
    if (/^\s*\{\s*"log"\s*:/.test(text)) return { type: 'har', start }
  }
  if (/^(?:data|event|id|retry|)(?::|\r?$)/m.test(text) && /^(?:data|event|id)(?::|\r?$)/m.test(text)) {
    return { type: 'sse', start }
  }
  if (!isUtf8(head) && !isUtf8(head.subarray(0, Math.max(0, head.length - 4)))) {
    throw refused(`${name} is not UTF-8 text: save it as UTF-8, then import it again.`)
  }
  throw refused(
    `${name} is neither a Runlight transcript nor the text of an event stream (curl -N) nor a HAR file: nothing was taken in.`,
  )
}

function refuseBinary(head: Buffer, name: string): void {
  const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte)
  if (starts(0x1f, 0x8b) || starts(0x50, 0x4b, 3, 4) || starts(0x28, 0xb5, 0x2f, 0xfd)) {
    throw refused(`${name} is compressed: unpack it, then import what is inside.`)
  }
  if (head.subarray(0, 15).toString('latin1') === 'SQLite format 3') {
    throw refused(`${name} is a log of Runlight’s, not a transcript: restore it on the storage page.`)
  }
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) {
    throw refused(`${name} is UTF-16 text: save it as UTF-8, then import it again.`)
  }
}

function refused(sentence: string): RunlightError {
  return new RunlightError('bad-input', sentence)
}
