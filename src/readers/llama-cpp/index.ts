// llama.cpp's own `/completion` and `/infill` (tools/server/README.md of ggml-org/llama.cpp): events without names, each with the
// next piece in `content`, the last one with `stop`. Its endpoints under /v1 speak OpenAI's dialects.

import { field } from '../../core/basics/json.ts'
import type { DialectEvent, Reader } from '../../core/reader/reader.ts'
import { read } from './read.ts'

export const reader: Reader = {
  id: 'llama-cpp',
  label: 'llama.cpp completion',
  source: 'https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md',
  choice: 'auto',
  recognises,
  read,
  // `stop: true` is the end; a stream without it was cut.
  endsWell: () => false,
}

/** Members that stand beside `content` and `stop` in this server's answers of any age. */
const marks = [
  'tokens',
  'tokens_predicted',
  'id_slot',
  'slot_id',
  'generation_settings',
  'stop_type',
  'timings',
]

function recognises({ json }: DialectEvent): boolean {
  return (
    json !== null &&
    typeof field(json, 'stop') === 'boolean' &&
    typeof field(json, 'content') === 'string' &&
    marks.some((name) => Object.hasOwn(json, name))
  )
}
