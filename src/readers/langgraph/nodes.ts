// The nodes of a graph as stages, by their name and the subgraphs around them, however they are told of: by updates, by tasks,
// by the debug mode, which wraps the same tasks, or by LangChain's events.

import { field, isJsonObject, type JsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import { asksBack, asWords, objectIn, textIn } from '../../core/reader/say.ts'
import { nodesOf } from './mode.ts'

type StageState = Extract<Reading, { readonly type: 'stage' }>['state']

export function readNode(node: string, path: readonly string[], state: StageState): Reading {
  return { type: 'stage', id: [...path, node].join('/'), label: node, state, index: null, of: null }
}

/** A task that begins has no result yet; one that ends for an interrupt has not done its work. */
export function readTask(task: JsonObject, path: readonly string[]): readonly Reading[] {
  const node = textIn(task, 'name')
  if (node === null) return []
  const asked = readInterrupts(field(task, 'interrupts'))
  if (asked.length > 0) return asked
  if (textIn(task, 'error') !== null) return [readNode(node, path, 'failed')]
  return [readNode(node, path, Object.hasOwn(task, 'result') ? 'completed' : 'started')]
}

export function readDebug(json: JsonObject, path: readonly string[]): readonly Reading[] {
  const type = textIn(json, 'type')
  const task = objectIn(json, 'payload')
  return task !== null && (type === 'task' || type === 'task_result') ? readTask(task, path) : []
}

/** The run of a node is the chain that has its name; its namespace ends with itself. */
export function readLangChainEvent(json: JsonObject): readonly Reading[] {
  const about = objectIn(json, 'metadata')
  const node = textIn(about, 'langgraph_node')
  if (node === null || textIn(json, 'name') !== node) return []
  const namespace = textIn(about, 'langgraph_checkpoint_ns') ?? textIn(about, 'checkpoint_ns') ?? ''
  const path = nodesOf(namespace.split('|')).slice(0, -1)
  switch (textIn(json, 'event')) {
    case 'on_chain_start':
      return [readNode(node, path, 'started')]
    case 'on_chain_end':
      return [readNode(node, path, 'completed')]
    default:
      return []
  }
}

/** The graph waits for a person: its run ends, and another resumes it with the answer. */
export function readInterrupts(list: unknown): readonly Reading[] {
  if (!Array.isArray(list) || list.length === 0) return []
  return [asksBack(list.map((one) => asWords(isJsonObject(one) ? field(one, 'value') : one)))]
}
