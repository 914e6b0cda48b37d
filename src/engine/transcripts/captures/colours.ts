// The colours that a terminal's program puts around the names of fields (`http --pretty=all`, `script`). A stream whose own
// data has colours is left alone: only where the field's name is coloured are they the terminal's.

import { colourSource, withoutColours } from '../../../core/basics/colours.ts'
import { beginsField, type Form, headOf, type Lines, type Sample, withBytes } from './capture-line.ts'

const esc = 27
const coloured = new RegExp(`^(?:${colourSource})+|^(?:data|event|id|retry)${colourSource}`)

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
