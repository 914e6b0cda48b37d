// Reads an undocumented event: a ping, an error by its name or its member, or a sign of work, perhaps with a line of text. Fields that look
// like progress are ignored: a guess on the board would look like a fact.

import { oneLine } from '../../core/basics/clip.ts'
import { field, isJsonObject, parseJsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import { readTextAsLog } from '../../core/job/text-as-log.ts'
import { isPing } from '../../core/kind/is-ping.ts'
import type { StreamEvent } from '../../core/kind/kind.ts'
import { reasonInText } from '../../core/kind/reason-in-text.ts'

/** The readings of one event; total. */
export function read(event: StreamEvent): readonly Reading[] {
  if (isPing(event)) return [{ type: 'ping' }]
  const { name, data } = event
  const isError = name === 'error' || namesError(data)
  return [{ type: 'status', state: 'processing' }, ...(isError ? readError(data) : readTextAsLog(data))]
}

/** Whether `data` is an object whose `error` says something: no flag, and not empty. */
function namesError(data: string): boolean {
  if (!data.includes('"error"')) return false
  const error = field(parseJsonObject(data) ?? {}, 'error')
  return isJsonObject(error) || (typeof error === 'string' && error.trim() !== '')
}

/** What calls itself an error is grave, whatever it says; that the job has failed it does not say. */
function readError(data: string): readonly Reading[] {
  const message = reasonInText(data) ?? (oneLine(data, 500) || 'error')
  return [{ type: 'log', level: 'error', message, details: null, at: null }]
}
