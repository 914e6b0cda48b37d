// The head of the answer that stands before the events (`curl -i`, httpie), perhaps with the request before it
// (`http --verbose`). It ends at its blank line, as HTTP has it.

import { withoutColours } from '../../../core/basics/colours.ts'
import { type CaptureLine, type Form, headOf, type Lines, type Sample } from './capture-line.ts'
import type { Exchange } from './exchange.ts'

const statusLine = /^HTTP\/[\d.]+ \d{3}(?: |$)/
const requestLine = /^[A-Z]{3,20} \S+ HTTP\/[\d.]+$/
/** Lines of heads and of a request's body before it is none. */
const mostLines = 2_000

function plain(line: CaptureLine): string {
  return withoutColours(headOf(line)).trimEnd()
}

export function findAnswerHead(sample: Sample, exchange: Exchange): Form | null {
  const first = plain(sample.find(({ length }) => length > 0) ?? noLine)
  const begins = statusLine.test(first) || requestLine.test(first)
  if (!begins || !sample.some((line) => statusLine.test(plain(line)))) return null

  function* strip(lines: Lines): Lines {
    let part: 'before' | 'request' | 'body' | 'answer' | 'stream' = 'before'
    let seen = 0
    for (const line of lines) {
      const text = part === 'stream' ? '' : plain(line)
      if (part !== 'stream' && ++seen > mostLines) part = 'stream'
      const isBetween = part === 'before' || part === 'body'
      if (isBetween && exchange.statusLine(text)) part = 'answer'
      else if (part === 'before' && exchange.requestLine(text)) part = 'request'
      else if (part === 'before' && line.length > 0) part = 'stream'
      else if (part === 'body' && text !== '') exchange.requestBody(`${text}\n`)
      else if (part === 'request' && text === '') part = 'body'
      else if (part === 'request') exchange.requestHeader(text)
      else if (part === 'answer' && text === '') part = 'before'
      else if (part === 'answer') exchange.header(text)
      if (part === 'stream') yield line
    }
  }
  return { strip, notes: () => [] }
}

const noLine: CaptureLine = { number: 0, bytes: null, length: 0, ended: false, offset: 0 }
