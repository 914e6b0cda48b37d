// A capture without its blank lines (`grep ^data:`), as people paste it: nobody can say where an event ends, so each line of
// data is taken for one, with the fields before it. A guess, and told as one.

import { fieldOfLine } from '../../framing/fields.ts'
import type { Form, Lines } from './capture-line.ts'

const blank = Buffer.alloc(0)

export const unparted: Form = {
  *strip(lines: Lines): Lines {
    for (const line of lines) {
      yield line
      if (line.bytes !== null && fieldOfLine(line.bytes) === 'data')
        yield { ...line, bytes: blank, length: 0, ended: true }
    }
  },
  notes: () => ['No blank line ends an event, as a stream has it: each line of data was taken for an event.'],
}
