// What one event of `/call/…` says: its data is the list of outputs, or what went wrong.

import { asText, isJsonObject, parseJson } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import type { DialectEvent } from '../../core/reader/reader.ts'
import { completed, failed, textIn } from '../../core/reader/say.ts'
import { readOutputs } from './outputs.ts'

export function readNamed({ name, data }: DialectEvent): readonly Reading[] {
  switch (name) {
    case 'heartbeat':
      return [{ type: 'ping' }]
    case 'generating':
      return readOutputs(jsonOf(data), false)
    case 'complete':
      return [...readOutputs(jsonOf(data), true), completed, { type: 'terminal' }]
    case 'error':
      return [failed(errorOf(data)), { type: 'terminal' }]
    default:
      return []
  }
}

function jsonOf(data: string): unknown {
  const parsed = parseJson(data)
  return parsed.ok ? parsed.value : null
}

/** The payload of the error, its sentence, or null where the app keeps it to itself. */
function errorOf(data: string): string | null {
  const parsed = parseJson(data)
  if (!parsed.ok) return data
  return isJsonObject(parsed.value) ? textIn(parsed.value, 'error') : asText(parsed.value)
}
