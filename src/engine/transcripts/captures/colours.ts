// The colours that a terminal's program puts around the names of fields (`http --pretty=all`, `script`). A stream whose own
// data has colours is left alone: only where the field's name is coloured are they the terminal's.

import { beginsField, type Form, headOf, type Lines, type Sample, withBytes } from './capture-line.ts'

const esc = 27
const one = String.raw`\u001b\[[\d;]{0,40}[A-Za-z]`
/** ECMA-48: what selects a colour or another look. */
const sequence = new RegExp(one, 'g')
const coloured = new RegExp(`^(?:${one})+|^(?:data|event|id|retry)${one}`)

/** `text` without them. */
export function withoutColours(text: string): string {
  return text.replace(sequence, '')
}

export function findColours(sample: Sample): Form | null {
  const isColoured = sample.some((line) => {
    const text = headOf(line)
    return coloured.test(text) && beginsField(withoutColours(text))
  })
  return isColoured
    ? { strip, notes: () => ['The colours of a terminal were taken out of its lines.'] }
    : null
}

function* strip(lines: Lines): Lines {
  for (const line of lines) {
    const { bytes } = line
    if (bytes?.includes(esc) !== true) yield line
    else yield withBytes(line, Buffer.from(withoutColours(bytes.toString('latin1')), 'latin1'))
  }
}
