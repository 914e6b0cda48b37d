// What kind of file was given: told from its content as a whole, never from its name or from one line. What cannot be taken
// in is refused here, each with the sentence that says what to do instead.

import { isUtf8 } from 'node:buffer'
import { RunlightError } from '../../../core/basics/errors.ts'
import { transcriptType, transcriptVersion } from '../../../core/transcript/format.ts'
import { readLine } from '../../../core/transcript/read-line.ts'
import { hasHarLog } from './har-shape.ts'
import { longestLine, piecesOfFile, readLines } from './lines.ts'
import { type Survey, surveyStream } from './survey-stream.ts'

type FileType = 'transcript' | 'sse' | 'har'

/** What was found, and where its text begins: after a byte order mark, where there is one. */
export type Sniffed = { readonly type: FileType; readonly start: number }

const headBytes = 256 * 1_024

/** Looks at the open file `fd`, called `name`. Throws `bad-input`. */
export function sniff(fd: number, name: string): Sniffed {
  const pieces = piecesOfFile(fd)
  const head = pieces(0).subarray(0, headBytes)
  if (head.length === 0) throw refused(`${name} is empty: there is nothing to take in.`)
  refuseBinary(head, name)
  const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  const text = head.toString('utf8', start).trimStart()
  if (isTranscript(text, name)) return { type: 'transcript', start }
  if (text.startsWith('{') && hasHarLog(pieces, start)) return { type: 'har', start }
  const survey = surveyStream(readLines(pieces, start, longestLine, true))
  if (survey.found === 'stream') return { type: 'sse', start }
  throw refused(whyNot(survey, head, name))
}

/**
 * Lines of a transcript make one even where its first line is damaged: its reader says so by number. A `type` alone does
 * not: other programs write lines with `"type":"event"`, too.
 */
function isTranscript(text: string, name: string): boolean {
  const lines = text.split('\n')
  const first = readLine(lines[0] ?? '')
  if (first.type === 'newer') {
    throw refused(
      `${name} is a transcript of version ${first.version}, made by a newer Runlight. This one reads version ${transcriptVersion}: update Runlight, then import it again.`,
    )
  }
  if (new RegExp(`^\\{\\s*"type"\\s*:\\s*"${transcriptType}"`).test(text)) return true
  return lines.some((line) => {
    const { type } = readLine(line)
    return type !== 'damaged' && type !== 'other' && type !== 'newer'
  })
}

function whyNot({ found, line }: Survey, head: Buffer, name: string): string {
  switch (found) {
    case 'unparted':
      return `${name} has lines of an event stream, but no blank line ends an event, so that nobody can say where each ends: nothing was taken in. Put a blank line after each event, then import it again.`
    case 'prefixed':
      return `${name} has something before the lines of an event stream (first in line ${line}): nothing was taken in. Take that away, then import it again.`
    case 'mixed':
      return `${name} has some lines as an event stream has them, but is none as a whole: nothing was taken in.`
    default:
      return isUtf8(head) || isUtf8(head.subarray(0, Math.max(0, head.length - 4)))
        ? `${name} is neither a Runlight transcript nor the text of an event stream (curl -N) nor a HAR file: nothing was taken in.`
        : `${name} is not UTF-8 text: save it as UTF-8, then import it again.`
  }
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
