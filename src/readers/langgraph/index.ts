// LangGraph's Agent Server (formerly Platform): an event is named after the stream mode that it belongs to, with the namespace
// of a subgraph behind a bar (LangSmith documentation, “Streaming API”; the types of the LangGraph SDK). LangServe, its
// forerunner, begins and ends the same way and has events `data` between.

import { field, isJsonObject } from '../../core/basics/json.ts'
import { isUuid } from '../../core/basics/uuid.ts'
import type { Job } from '../../core/job/job.ts'
import type { DialectEvent, Reader } from '../../core/reader/reader.ts'
import { modeOf } from './mode.ts'
import { read } from './read.ts'

export const reader: Reader = {
  id: 'langgraph',
  label: 'LangGraph',
  source: 'https://docs.langchain.com/langsmith/streaming',
  choice: 'auto',
  recognises,
  read,
  endsWell,
}

const ofMessages: ReadonlySet<string> = new Set([
  'messages/partial',
  'messages/complete',
  'messages/metadata',
])
const modes: ReadonlySet<string> = new Set([
  'values',
  'updates',
  'messages',
  'custom',
  'tasks',
  'checkpoints',
  'debug',
  'events',
  'tools',
])

/** `values`, `updates` and `custom` alone are words of anybody's. */
function recognises({ name, data, json }: DialectEvent): boolean {
  if (name === 'message') return false
  const { mode, path } = modeOf(name)
  if (ofMessages.has(mode)) return true
  if (name.includes('|')) return modes.has(mode) && path.length > 0
  if (mode === 'messages') return data.startsWith('[{') && data.includes('"langgraph_node"')
  if (json === null) return false
  if (mode === 'metadata') return isUuid(String(field(json, 'run_id')))
  return mode === 'debug' && typeof field(json, 'step') === 'number' && isJsonObject(field(json, 'payload'))
}

/**
 * Older servers sent `end`; today the stream of a run that did not fail simply ends. It is a good end where nothing is left
 * open: no node is at work, no call is half written, and the model that wrote last has said why it stopped.
 */
function endsWell({ state, stages, tools = [], text, usage }: Job): boolean {
  if (state !== 'processing' || stages.some((stage) => stage.state === 'running')) return false
  if (tools.some((tool) => tool.state === 'writing')) return false
  return text?.source !== 'pieces' || (usage !== undefined && usage.finish !== null)
}
