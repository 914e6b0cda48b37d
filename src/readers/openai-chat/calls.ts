// Calls of tools in one choice of a chunk: the first piece of a call has its id and name, the others only its place.

import { asNumber, field, isJsonObject, type JsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import { asWritten, objectIn, objectsIn, tool, wordIn } from '../../core/reader/say.ts'

export function readCalls(delta: JsonObject, choice: number): readonly Reading[] {
  const calls = objectsIn(delta, 'tool_calls').flatMap((call, at) => {
    const place = `choice ${choice} call ${asNumber(field(call, 'index')) ?? at}`
    const said = objectIn(call, 'function') ?? objectIn(call, 'custom')
    const id = wordIn(call, 'id')
    return readCall(place, id === null || choice === 0 ? id : `${id} of choice ${choice}`, said)
  })
  // The older form: one call, and no id.
  return [...calls, ...readCall(`choice ${choice} function`, null, objectIn(delta, 'function_call'))]
}

/** Servers that give several calls one place tell them apart by id; an id without a name is not relied on. */
function readCall(place: string, id: string | null, said: JsonObject | null): readonly Reading[] {
  const name = wordIn(said, 'name')
  const given = said === null ? null : (field(said, 'arguments') ?? field(said, 'input'))
  const text = asWritten(given)
  if (name === null && text === null) return []
  const args = text === null ? null : ({ mode: isJsonObject(given) ? 'final' : 'append', text } as const)
  return [
    id === null || name === null
      ? tool(place, 'writing', { name, args })
      : tool(id, 'writing', { name, args, alias: place }),
  ]
}
