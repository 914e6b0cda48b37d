// Reads an undocumented event: a ping, the end that a person named, or a sign of work, perhaps with a line of text.
// Fields that look like progress are ignored: a guess on the board would look like a fact.

import type { Reading } from '../../core/job/reading.ts'
import { readTextAsLog } from '../../core/job/text-as-log.ts'
import { isPing } from '../../core/kind/is-ping.ts'
import type { Params, StreamEvent } from '../../core/kind/kind.ts'

/** The readings of one event; total. */
export function read(event: StreamEvent, params: Params): readonly Reading[] {
  if (isPing(event)) return [{ type: 'ping' }]
  const { name, data } = event
  const endsByData = params.endData !== undefined && data.trim() === params.endData
  // The text that a person named as the end is a mark, and nothing to read.
  const line = endsByData ? [] : readTextAsLog(data)
  if (!endsByData && name !== params.endEvent) return [{ type: 'status', state: 'processing' }, ...line]
  return [...line, { type: 'outcome', state: 'completed', reason: null }, { type: 'terminal' }]
}
