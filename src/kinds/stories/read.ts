// Reads a story event (its API document, “Event Types”). Every event is a `story_chunk`; the envelope's `type` says
// what it is, its `data` holds the content.

import { oneLine } from '../../core/basics/clip.ts'
import {
  asNumber,
  asText,
  field,
  isJsonObject,
  type JsonObject,
  parseJsonObject,
} from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import { readTextAsLog } from '../../core/job/text-as-log.ts'
import { isPing } from '../../core/kind/is-ping.ts'
import type { StreamEvent } from '../../core/kind/kind.ts'
import { noReason } from '../../core/run/words.ts'
import { formatList, formatName, readFacts } from './facts.ts'

/** The readings of one event; total. Envelopes of a type that the document does not name are left to the log. */
export function read({ name, data }: StreamEvent): readonly Reading[] {
  if (name !== 'story_chunk') return isPing({ name, data }) ? [{ type: 'ping' }] : readTextAsLog(data)
  const envelope = parseJsonObject(data)
  if (envelope === null) return [unreadable('The data of this story_chunk is no JSON object.')]
  const type = field(envelope, 'type')
  if (typeof type !== 'string') return [unreadable('This story_chunk does not say its type.')]
  const reader = readers.get(type)
  if (reader === undefined) return []
  const body = field(envelope, 'data')
  if (isJsonObject(body)) return reader(body)
  const missing = unreadable(`This story_chunk of type ${type} carries no data.`)
  if (type === 'complete') return [missing, { type: 'terminal' }]
  return type === 'error' ? [missing, ...readError({})] : [missing]
}

const readers: ReadonlyMap<string, (body: JsonObject) => readonly Reading[]> = new Map([
  ['node_event', readNode],
  ['content', readContent],
  ['safety_check', readCheck],
  ['metadata', (body) => readFacts(body)],
  ['complete', readComplete],
  ['error', readError],
])

function unreadable(reason: string): Reading {
  return { type: 'unreadable', reason }
}

/** The node whose verdict a `safety_check` is. */
const checkNode = 'safety_check'

/** Both ends of a node are announced, so that one beginning says nothing of the others. */
function readNode(body: JsonObject): readonly Reading[] {
  const node = asText(field(body, 'node'))
  const state = field(body, 'status')
  if (node === null || node.trim() === '') return [unreadable('This node_event does not name its node.')]
  if (state !== 'started' && state !== 'completed' && state !== 'failed') {
    return [
      unreadable(`“${oneLine(asText(state) ?? '', 60)}” is not a node’s status that the API documents.`),
    ]
  }
  return [{ type: 'stage', id: node, label: formatName(node), state, index: null, of: null }]
}

function readContent(body: JsonObject): readonly Reading[] {
  const chunk = field(body, 'chunk')
  if (typeof chunk !== 'string') return [unreadable('The chunk of this content is no text.')]
  // An empty chunk only closes the text (`is_complete`); it is not what a person waited for.
  return chunk === '' ? [] : [{ type: 'text', mode: 'append', text: chunk }]
}

function readCheck(body: JsonObject): readonly Reading[] {
  const passed = field(body, 'approved')
  if (typeof passed !== 'boolean') return [unreadable('This safety_check does not say whether it approved.')]
  const score = asNumber(field(body, 'score'))
  const issues = formatList(field(body, 'issues'))
  return [{ type: 'check', name: 'Safety', passed, score, issues, stage: checkNode }]
}

/** The last event. Its text is the authoritative one; `success` may be false, with or without a text. */
function readComplete(body: JsonObject): readonly Reading[] {
  const { success, story_content: text, message, error, ...rest } = body
  const readings: Reading[] = []
  if (typeof text === 'string' && text !== '') readings.push({ type: 'text', mode: 'final', text })
  else if (success === true) readings.push(unreadable('It says success and carries no story_content.'))
  readings.push(...readFacts(rest))
  if (success === true) readings.push({ type: 'outcome', state: 'completed', reason: null })
  else if (success === false) {
    const said = asText(message) || asText(error) || null
    readings.push({ type: 'outcome', state: 'failed', reason: said })
  } else readings.push(unreadable('It does not say whether the story succeeded.'))
  return [...readings, { type: 'terminal' }]
}

function readError(body: JsonObject): readonly Reading[] {
  const message = asText(field(body, 'message')) || null
  const code = asText(field(body, 'code')) || null
  const reason = code === null ? message : `${message ?? noReason} (${code})`
  return [{ type: 'outcome', state: 'failed', reason }, { type: 'terminal' }]
}
