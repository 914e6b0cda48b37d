// The fences that Markdown puts around a capture, as it is pasted into an issue. What stands outside of them is talk about
// the stream, and no part of it.

import { formatCount } from '../../../core/basics/quantities.ts'
import { beginsField, type Form, headOf, type Lines, type Sample } from './capture-line.ts'

const fence = /^ {0,3}(`{3,}|~{3,})/

export function findFences(sample: Sample): Form | null {
  let open: string | null = null
  let within = false
  for (const line of sample) {
    const text = headOf(line)
    const sign = fence.exec(text)?.[1]
    if (sign !== undefined && (open === null || text.trim().startsWith(open)))
      open = open === null ? sign : null
    else if (beginsField(text.trimStart())) {
      if (open === null) return null
      within = true
    }
  }
  if (!within) return null
  let outside = 0

  function* strip(lines: Lines): Lines {
    let sign: string | null = null
    outside = 0
    for (const line of lines) {
      const text = headOf(line)
      const found = fence.exec(text)?.[1]
      if (sign === null) {
        sign = found ?? null
        if (found === undefined && line.length > 0) outside++
      } else if (found !== undefined && text.trim().startsWith(sign)) {
        sign = null
      } else yield line
    }
  }
  const told = 'The stream was taken from between the fences (```) around it'
  return {
    strip,
    notes: () => [
      outside === 0
        ? `${told}.`
        : `${told}; ${formatCount(outside, 'line outside of them was', 'lines outside of them were')} passed over.`,
    ],
  }
}
