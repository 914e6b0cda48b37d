// What kind of file was given: told from its content as a whole, never from its name or from one line. What cannot be taken
// in is refused here, each with the sentence that says what to do instead.

import { isUtf8 } from 'node:buffer'
import { RunlightError } from '../../../core/basics/errors.ts'
import { transcriptType, transcriptVersion } from '../../../core/transcript/format.ts'
import { readLine } from '../../../core/transcript/read-line.ts'
import { hasHarLog } from '../formats/har-shape.ts'
import { type JsonShape, jsonShapeOf } from '../formats/json-shape.ts'
import { type Pieces, piecesOfFile } from '../formats/lines.ts'
import { type Survey, surveyStream } from '../formats/survey-stream.ts'
import { type Capture, findForms } from './find-forms.ts'
import { unparted } from './unparted.ts'

/** What was found, and where its text begins: after a byte order mark, where there is one. */
export type Sniffed = { readonly start: number } & (
  | { readonly type: 'transcript' | 'har' }
  | { readonly type: 'sse'; readonly capture: Capture }
  | { readonly type: 'json'; readonly shape: JsonShape }
)

const headBytes = 256 * 1_024

/** Looks at the open file `fd`, called `name`, of the age `fileAt` (epoch ms). Throws `bad-input`. */
export function sniff(fd: number, name: string, fileAt: number): Sniffed {
  const pieces = piecesOfFile(fd)
  const head = pieces(0).subarray(0, headBytes)
  if (head.length === 0) throw refused(`${name} is empty: there is nothing to take in.`)
  refuseBinary(head, name)
  const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  const text = head.toString('utf8', start).trimStart()
  if (text === '') throw refused(`${name} has nothing but blanks in it: there is nothing to take in.`)
  if (isTranscript(text, name)) return { type: 'transcript', start }
  if (text.startsWith('{') && hasHarLog(pieces, start)) return { type: 'har', start }
  const shape = jsonShapeOf(pieces, start)
  if (shape !== null) return { type: 'json', start, shape }
  return { type: 'sse', start, capture: captureIn(pieces, start, { head, name, fileAt }) }
}

type Given = { readonly head: Buffer; readonly name: string; readonly fileAt: number }

function captureIn(pieces: Pieces, start: number, { head, name, fileAt }: Given): Capture {
  const capture = findForms(pieces, start, fileAt)
  const survey = surveyStream(capture.lines(), () =>
    capture.exchange
      .headers()
      .some(([field, value]) => /^content-type$/i.test(field) && isEventStream(value)),
  )
  if (survey.found === 'stream') return capture
  if (survey.found === 'unparted') return capture.with(unparted)
  throw refused(whyNot(survey, head, name))
}

function isEventStream(type: string): boolean {
  return /^\s*text\/event-stream\b/i.test(type)
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

const known =
  'a Runlight transcript, the text of an event stream (curl -N), JSON lines, a JSON array of objects or a HAR file'

function whyNot({ found, line }: Survey, head: Buffer, name: string): string {
  if (/^\s*<(!doctype|html|\?xml|svg|head|body)\b/i.test(head.toString('latin1', 0, 1_000)))
    return `${name} is HTML or XML, not the text of a stream: nothing was taken in.`
  switch (found) {
    case 'prefixed':
      return `${name} has what looks like a line of an event stream behind something else (line ${line}), but is none as a whole: nothing was taken in.`
    case 'mixed':
      return `${name} has some lines as an event stream has them, but is none as a whole: nothing was taken in.`
    default:
      return isUtf8(head) || isUtf8(head.subarray(0, Math.max(0, head.length - 4)))
        ? `${name} is not ${known}: nothing was taken in.`
        : `${name} is not UTF-8 text: save it as UTF-8, then import it again.`
  }
}

function refuseBinary(head: Buffer, name: string): void {
  const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte)
  if (starts(0x50, 0x4b, 3, 4))
    throw refused(`${name} is a ZIP archive: unpack it, then import what is inside.`)
  if (head.subarray(0, 15).toString('latin1') === 'SQLite format 3') {
    throw refused(`${name} is a log of Runlight’s, not a transcript: restore it on the storage page.`)
  }
  if (starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff) || starts(0x47, 0x49, 0x46, 0x38))
    throw refused(`${name} is a picture, not the text of a stream: nothing was taken in.`)
  // No text has NUL bytes so early; one in an event's data may.
  if (head.subarray(0, 512).filter((byte) => byte === 0).length > 3)
    throw refused(`${name} is no text: nothing was taken in.`)
}

function refused(sentence: string): RunlightError {
  return new RunlightError('bad-input', sentence)
}
