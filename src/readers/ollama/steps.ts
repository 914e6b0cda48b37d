// Lines of a download, an upload or a new model: steps one after another, and layers that go on side by side.

import { asNumber, field, type JsonObject } from '../../core/basics/json.ts'
import { formatBytes } from '../../core/basics/quantities.ts'
import type { Reading } from '../../core/job/reading.ts'
import { completed, wordIn } from '../../core/reader/say.ts'

/** How many layers there will be is not told, so that a whole percent would be a guess. */
export function readStep(json: JsonObject): readonly Reading[] {
  const status = wordIn(json, 'status') ?? ''
  if (status === 'success') return [completed, { type: 'terminal' }]
  const digest = wordIn(json, 'digest')
  return digest === null
    ? [{ type: 'stage', id: status, label: status, state: 'entered', index: null, of: null }]
    : [readLayer(digest, status, json)]
}

function readLayer(digest: string, status: string, json: JsonObject): Reading {
  const total = asNumber(field(json, 'total'))
  const done = asNumber(field(json, 'completed')) ?? 0
  return {
    type: 'item',
    id: digest,
    title: status,
    description: total === null ? null : `${formatBytes(done)} of ${formatBytes(total)}`,
    tags: [],
    state: total !== null && done >= total ? 'completed' : 'processing',
    at: null,
  }
}
