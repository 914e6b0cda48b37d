// The data of events as JSON lines: a JSON text as it came, and any other text as a string of JSON. Names, ids and times have no
// place in it; a stream of JSON lines has none, and comes back as it was received.

import { isJson } from '../basics/json.ts'

const lineBreaks = /[\r\n]+/g
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** One line for an event's data, with its line feed. */
export function jsonLine(data: string): string {
  if (!isJson(data)) return `${JSON.stringify(data)}\n`
  // In a JSON text a line break stands between two tokens only, and half a character in a string only.
  const line = data.replace(lineBreaks, ' ')
  const text = line.isWellFormed() ? line : line.replace(loneSurrogate, escaped)
  return `${text}\n`
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16)}`
}
