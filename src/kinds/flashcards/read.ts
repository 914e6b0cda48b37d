// Reads a flashcard event (its API document, “Flashcards SSE”). Progress is derived from the counts, never from the
// server's percentage, which may be missing, stale or above 100; that is kept only as the server's own value.

import { asNumber, asText, asTexts, field, type JsonObject, parseJsonObject } from '../../core/basics/json.ts'
import { readFinalStatus, readPolledStatus } from '../../core/job/polled-status.ts'
import { rawPercent } from '../../core/job/progress.ts'
import type { Reading } from '../../core/job/reading.ts'
import { readTextAsLog } from '../../core/job/text-as-log.ts'
import { isPing } from '../../core/kind/is-ping.ts'
import type { StreamEvent } from '../../core/kind/kind.ts'

/** The readings of one event; total. Events that the document does not name are read only where they are text. */
export function read({ name, data }: StreamEvent): readonly Reading[] {
  if (name === 'ping' || isPing({ name, data })) return [{ type: 'ping' }]
  if (name !== 'status' && name !== 'set' && name !== 'end') return readTextAsLog(data)
  const object = parseJsonObject(data)
  if (object !== null) return readers[name](object)
  const unreadable: Reading = {
    type: 'unreadable',
    reason: `The data of this ${name} event is no JSON object.`,
  }
  return name === 'end' ? [unreadable, { type: 'terminal' }] : [unreadable]
}

const readers = {
  status: readStatus,
  set: readSet,
  end: (object: JsonObject) => readFinalStatus(field(object, 'status')),
}

function readStatus(object: JsonObject): readonly Reading[] {
  const readings: Reading[] = [readPolledStatus(field(object, 'status'))]
  const counts = ['sets_completed', 'total_expected', 'sets_created'] as const
  for (const name of counts) {
    const value = field(object, name) ?? null
    if (value !== null && asNumber(value) === null) {
      readings.push({ type: 'unreadable', reason: `Its ${name} is not a number.` })
    }
  }
  const done = asNumber(field(object, 'sets_completed'))
  const total = asNumber(field(object, 'total_expected'))
  const raw = rawPercent(field(object, 'progress_percent'))
  // A status that says nothing of progress must not wipe what is known of it.
  if (done !== null || total !== null || raw !== null) {
    readings.push({ type: 'progress', percent: null, done, total, raw })
  }
  const created = asNumber(field(object, 'sets_created'))
  if (created !== null) readings.push({ type: 'fact', name: 'Sets created', value: String(created) })
  return readings
}

/** A set is announced once, mostly while it is still being made; its id is what tells it from the others. */
function readSet(object: JsonObject): readonly Reading[] {
  const id = asText(field(object, 'id'))
  if (id === null)
    return [{ type: 'unreadable', reason: 'This set has no id, so that it cannot be told from others.' }]
  return [
    {
      type: 'item',
      id,
      title: asText(field(object, 'title')) ?? `Set ${id}`,
      description: asText(field(object, 'description')),
      tags: asTexts(field(object, 'tags')),
      state: asText(field(object, 'status')),
      at: asText(field(object, 'created_at')),
    },
  ]
}
