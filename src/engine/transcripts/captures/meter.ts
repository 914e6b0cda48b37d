// curl's progress meter, where it was written into the same file as the stream (`2>&1`): its rows begin with a carriage return,
// and what comes next stands behind them on the same line.

import { type CaptureLine, type Form, headOf, type Lines, type Sample, withoutHead } from './capture-line.ts'

const titles = /^\s*(?:% Total\s+% Received|Dload\s+Upload)\b/
/** Percents and sizes, then three times, then the present speed. */
const row =
  /^ {0,2}\d{1,3}(?: {1,8}[\d.]{1,7}[kMGTP]?){3,8}(?: {1,3}(?:[\d-]{1,3}:[\d-]{2}:[\d-]{2}|\d{1,4}d \d{2}h|\d{1,7}d)){2,3} {1,6}[\d.]{1,5}[kMGTP]?/

export function findMeter(sample: Sample): Form | null {
  if (!sample.some((line) => titles.test(headOf(line)))) return null
  if (!sample.some((line) => row.test(headOf(line)))) return null
  return { strip, notes: () => ['The progress meter of curl was taken out of its lines.'] }
}

function* strip(lines: Lines): Lines {
  /** The carriage return before a row ends an empty line that is none. */
  let empty: CaptureLine | null = null
  for (const line of lines) {
    const text = headOf(line)
    const meter = titles.test(text) ? text.length : (row.exec(text)?.[0].length ?? 0)
    if (meter > 0) empty = null
    if (empty !== null) yield empty
    empty = null
    if (meter === 0 && line.length === 0) empty = line
    else if (meter === 0) yield line
    else if (meter < line.length) yield withoutHead(line, meter)
  }
  if (empty !== null) yield empty
}
