// Which forms a capture has, told from its beginning: the outermost first, each from the lines that the others leave.

import { longestLine, type Pieces, readLines } from '../formats/lines.ts'
import { findAnswerHead } from './answer-head.ts'
import type { CaptureLine, Form, Lines, Sample } from './capture-line.ts'
import { findColours } from './colours.ts'
import { findCurlTalk } from './curl-talk.ts'
import { findCurlTrace } from './curl-trace.ts'
import { createExchange, type Exchange } from './exchange.ts'
import { findFences } from './fences.ts'
import { findPrefix } from './line-prefix.ts'
import { findMeter } from './meter.ts'

/** A text on its way to the events in it. */
export type Capture = {
  /** The lines of the stream alone, from the beginning at each call. */
  readonly lines: () => Lines
  /** What the last reading assumed. */
  readonly notes: () => readonly string[]
  /** What it tells of the request and its answer; known when the lines were read once. */
  readonly exchange: Exchange
  readonly with: (form: Form) => Capture
}

const sampleLines = 4_000
const sampleBytes = 2 ** 20

/** The capture in `pieces` from byte `start` on; `fileAt` is the age of its file, epoch ms. */
export function findForms(pieces: Pieces, start: number, fileAt: number): Capture {
  const exchange = createExchange()
  const finders: readonly ((sample: Sample) => Form | null)[] = [
    findColours,
    findMeter,
    (sample) => findCurlTalk(sample, exchange),
    (sample) => findCurlTrace(sample, exchange, fileAt),
    (sample) => findPrefix(sample, fileAt),
    findFences,
    (sample) => findPrefix(sample, fileAt),
    (sample) => findAnswerHead(sample, exchange),
  ]
  let sample = takeSample(pieces, start)
  const forms: Form[] = []
  for (const find of finders) {
    const form = find(sample)
    if (form === null) continue
    forms.push(form)
    sample = [...form.strip(sample)]
  }
  return captureOf(() => readLines(pieces, start, longestLine, true), forms, exchange)
}

function captureOf(read: () => Lines, forms: readonly Form[], exchange: Exchange): Capture {
  return {
    lines: () => forms.reduce((lines, form) => form.strip(lines), read()),
    notes: () => forms.flatMap((form) => form.notes()),
    exchange,
    with: (form) => captureOf(read, [...forms, form], exchange),
  }
}

function takeSample(pieces: Pieces, start: number): CaptureLine[] {
  const sample: CaptureLine[] = []
  for (const line of readLines(pieces, start, sampleBytes, true)) {
    sample.push(line)
    if (sample.length >= sampleLines || line.offset - start > sampleBytes) break
  }
  return sample
}
