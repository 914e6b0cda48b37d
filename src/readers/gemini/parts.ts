// What one part of a content says. A part is one thing: text, a thought, a call, code, or a file.

import { field, type JsonObject } from '../../core/basics/json.ts'
import { formatBytes } from '../../core/basics/quantities.ts'
import type { Reading } from '../../core/job/reading.ts'
import {
  answer,
  asWritten,
  errorWords,
  objectIn,
  objectsIn,
  reasoning,
  textIn,
  tool,
  wordIn,
} from '../../core/reader/say.ts'

/** By this later events name the call that is being written, or the code that is being run. */
const latest = { call: 'latest call', code: 'latest code' } as const

export function readPart(part: JsonObject): readonly Reading[] {
  const text = field(part, 'text')
  if (typeof text === 'string') return field(part, 'thought') === true ? reasoning(text) : answer(text)
  const call = objectIn(part, 'functionCall') ?? objectIn(part, 'toolCall')
  if (call !== null) return readCall(call)
  const response = objectIn(part, 'functionResponse') ?? objectIn(part, 'toolResponse')
  if (response !== null) return readResponse(response)
  const code = objectIn(part, 'executableCode')
  if (code !== null) return readCode(code)
  const result = objectIn(part, 'codeExecutionResult')
  if (result !== null) return readResult(result)
  const file = objectIn(part, 'inlineData')
  return file === null ? [] : readFile(file)
}

/**
 * A call without an id is known by its name and arguments. Where arguments come in pieces (Vertex AI), the pieces name neither,
 * and a call without anything ends them.
 */
function readCall(call: JsonObject): readonly Reading[] {
  const name = wordIn(call, 'name') ?? wordIn(call, 'toolType')
  const whole = asWritten(field(call, 'args'))
  const state = field(call, 'willContinue') === true ? 'writing' : 'called'
  const pieces = objectsIn(call, 'partialArgs').map(pieceOf).join('')
  const args =
    whole !== null
      ? ({ mode: 'final', text: whole } as const)
      : pieces === ''
        ? null
        : ({ mode: 'append', text: pieces } as const)
  if (name === null) return [tool(wordIn(call, 'id') ?? latest.call, state, { args })]
  return [
    tool(wordIn(call, 'id') ?? `${name} ${whole ?? ''}`.trim(), state, { name, args, alias: latest.call }),
  ]
}

/** `$.location = New `: where it belongs, and what is written there. */
function pieceOf(piece: JsonObject): string {
  const value = ['stringValue', 'numberValue', 'boolValue']
    .map((name) => textIn(piece, name))
    .find((one) => one !== null)
  return `${textIn(piece, 'jsonPath') ?? '$'} = ${value ?? 'null'}\n`
}

/** Without an id nothing says which call it answers. */
function readResponse(response: JsonObject): readonly Reading[] {
  const name = wordIn(response, 'name') ?? wordIn(response, 'toolType')
  const said = objectIn(response, 'response') ?? {}
  const error = field(said, 'error')
  const id = wordIn(response, 'id') ?? `response of ${name ?? 'a call'}`
  return error === undefined || error === null
    ? [tool(id, 'completed', { name, result: asWritten(field(said, 'output') ?? said) })]
    : [tool(id, 'failed', { name, result: errorWords(error) ?? asWritten(error) })]
}

/** The service runs the code itself. */
function readCode(code: JsonObject): readonly Reading[] {
  const text = wordIn(code, 'code') ?? ''
  return [
    tool(wordIn(code, 'id') ?? `code ${text}`, 'called', {
      name: 'code_execution',
      args: { mode: 'final', text },
      alias: latest.code,
    }),
  ]
}

function readResult(result: JsonObject): readonly Reading[] {
  const outcome = wordIn(result, 'outcome')
  const isGood = outcome === 'OUTCOME_OK' || outcome === null
  const output = wordIn(result, 'output') ?? (isGood ? null : outcome)
  return [tool(wordIn(result, 'id') ?? latest.code, isGood ? 'completed' : 'failed', { result: output })]
}

/** A picture or sound is told by its type and size; its end tells it from others. */
function readFile(file: JsonObject): readonly Reading[] {
  const data = wordIn(file, 'data') ?? ''
  const type = wordIn(file, 'mimeType') ?? 'file'
  const size = formatBytes(Math.floor((data.length * 3) / 4))
  return [
    {
      type: 'item',
      id: `${type} ${data.length} ${data.slice(-40)}`,
      title: wordIn(file, 'displayName') ?? type,
      description: size,
      tags: [],
      state: 'completed',
      at: null,
    },
  ]
}
