// Reads what came over the wire: JSON that a stranger may have written. Nothing here throws; whether a call's name and
// input mean anything is the engine's to say.

import { parseJsonObject } from '../../core/basics/json.ts'
import type { CallFrame, PushesFrame } from './wire.ts'

/** What a page that came in says, or null where it means nothing. */
export function readFrame(text: string): CallFrame | PushesFrame | null {
  const frame = parseJsonObject(text)
  if (frame === null) return null
  if (hasExactly(frame, ['pushes']) && typeof frame.pushes === 'boolean') return { pushes: frame.pushes }
  if (!hasExactly(frame, ['id', 'name', 'input'])) return null
  const { id, name, input } = frame
  return typeof id === 'number' && typeof name === 'string' ? { id, name, input } : null
}

/** The token of a first frame, or null where it carries none. */
export function readToken(text: string): string | null {
  const frame = parseJsonObject(text)
  return frame !== null && typeof frame.token === 'string' ? frame.token : null
}

/** The call that the body of an HTTP request is, or null where it is none. */
export function readBody(body: unknown): Omit<CallFrame, 'id'> | null {
  if (typeof body !== 'object' || body === null || !hasExactly(body, ['name', 'input'])) return null
  return 'name' in body && typeof body.name === 'string' && 'input' in body
    ? { name: body.name, input: body.input }
    : null
}

function hasExactly(object: object, names: readonly string[]): boolean {
  return Object.keys(object).length === names.length && names.every((name) => Object.hasOwn(object, name))
}
