// Ollama: newline-delimited JSON, a line for each piece of `/api/generate` and `/api/chat` and one with `done` at the end, or a
// line for each step of a download or a new model (docs/api.md and docs/api/ of ollama/ollama).

import { field } from '../../core/basics/json.ts'
import type { DialectEvent, Reader } from '../../core/reader/reader.ts'
import { objectIn, wordIn } from '../../core/reader/say.ts'
import { read } from './read.ts'

export const reader: Reader = {
  id: 'ollama',
  label: 'Ollama',
  source: 'https://docs.ollama.com/api/streaming',
  choice: 'auto',
  recognises,
  read,
  // `done: true` or `success` is the end; a stream without it was cut.
  endsWell: () => false,
}

/** Steps without a layer are not recognised: a status alone may be anybody's. */
function recognises({ json }: DialectEvent): boolean {
  if (json === null) return false
  if (typeof field(json, 'done') === 'boolean')
    return (
      wordIn(json, 'model') !== null &&
      wordIn(json, 'created_at') !== null &&
      (objectIn(json, 'message') !== null || typeof field(json, 'response') === 'string')
    )
  return (
    wordIn(json, 'status') !== null &&
    typeof field(json, 'total') === 'number' &&
    wordIn(json, 'digest')?.startsWith('sha256:') === true
  )
}
