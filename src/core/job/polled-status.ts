// The four status words of the polling services, as readings. Which event carries them is each kind's own business.

import { clip } from '../basics/clip.ts'
import { asText } from '../basics/json.ts'
import { noReason } from '../run/words.ts'
import type { Reading } from './reading.ts'

/** The status that `value` names. `failed` comes without a reason in these services; any other word is unreadable. */
export function readPolledStatus(value: unknown): Reading {
  switch (value) {
    case 'pending':
    case 'processing':
      return { type: 'status', state: value }
    case 'completed':
      return { type: 'outcome', state: 'completed', reason: null }
    case 'failed':
      return { type: 'outcome', state: 'failed', reason: noReason }
    default:
      return { type: 'unreadable', reason: unknownWord(value) }
  }
}

/** What the last event says: the verdict, if it is one, and the end in any case. */
export function readFinalStatus(value: unknown): readonly Reading[] {
  const word = readPolledStatus(value)
  const verdict: Reading =
    word.type === 'status' ? { type: 'unreadable', reason: unfinished(word.state) } : word
  return [verdict, { type: 'terminal' }]
}

function unknownWord(value: unknown): string {
  const word = asText(value)
  if (word === null) return 'There is no status in it.'
  return `“${clip(word, 60)}” is not a status that the API documents.`
}

function unfinished(state: string): string {
  return `The last event says “${state}”, which is no end.`
}
