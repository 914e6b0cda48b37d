// What `curl -v` prints between the events, where both went into one file: its words about the connection, the head of the
// request and the head of the answer, each with its sign.

import { formatCount } from '../../../core/basics/quantities.ts'
import { type Form, headOf, type Lines, type Sample } from './capture-line.ts'
import type { Exchange } from './exchange.ts'

const sizes = /^[{}] \[\d+ bytes data\]$/

export function findCurlTalk(sample: Sample, exchange: Exchange): Form | null {
  const texts = sample.map(headOf)
  const isTalk =
    texts.some((text) => /^> [A-Z]{3,20} \S+ HTTP\/[\d.]+$/.test(text)) &&
    texts.some((text) => /^< HTTP\/[\d.]+ \d{3}/.test(text))
  if (!isTalk) return null
  let taken = 0

  function* strip(lines: Lines): Lines {
    taken = 0
    for (const line of lines) {
      const text = headOf(line)
      if (!isTaken(text, exchange)) {
        yield line
        continue
      }
      taken++
    }
  }
  return {
    strip,
    notes: () => [`${formatCount(taken, 'line')} that curl -v printed of its own: no part of the stream.`],
  }
}

function isTaken(text: string, exchange: Exchange): boolean {
  const rest = text.slice(2)
  if (/^\* /.test(text)) exchange.info(rest)
  else if (/^> ?/.test(text)) {
    if (!exchange.requestLine(rest)) exchange.requestHeader(rest)
  } else if (/^< ?/.test(text)) {
    if (!exchange.statusLine(rest)) exchange.header(rest)
  } else return sizes.test(text)
  return true
}
