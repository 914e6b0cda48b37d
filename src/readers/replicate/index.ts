// Replicate, the stream of one prediction: events `output`, whose data is the text itself, `error` and at last `done`, each
// with an id of time and number (Replicate documentation, “Streaming output”).

import type { Reading } from '../../core/job/reading.ts'
import type { DialectEvent, Reader } from '../../core/reader/reader.ts'
import { answer, completed, errorWords, failed, textIn } from '../../core/reader/say.ts'

export const reader: Reader = {
  id: 'replicate',
  label: 'Replicate prediction',
  source: 'https://replicate.com/docs/topics/predictions/streaming',
  choice: 'auto',
  // The names are anybody's, and together with such an id nobody else's.
  recognises: ({ name, id }) =>
    (name === 'output' || name === 'error' || name === 'done') && id !== null && ids.test(id),
  read,
  endsWell: () => false,
}

/** Epoch seconds or finer, and a number: `1690212292:0`. */
const ids = /^\d{10,16}:\d+$/

function read({ name, data, json }: DialectEvent): readonly Reading[] {
  switch (name) {
    case 'output':
      return answer(data)
    case 'error':
      return [failed(json === null ? data : (textIn(json, 'detail') ?? errorWords(json) ?? data))]
    case 'done':
      return [verdict(textIn(json, 'reason')), { type: 'terminal' }]
    default:
      return []
  }
}

/** The last event names a reason only where the prediction did not succeed: `error` or `canceled`. */
function verdict(reason: string | null): Reading {
  return reason === null ? completed : failed(reason)
}
