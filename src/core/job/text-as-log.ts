// Reads an undocumented event that is plain text as a log line. Shared by the kinds, so such a notice looks the same
// for every service.

import { clip } from '../basics/clip.ts'
import { withoutColours } from '../basics/colours.ts'
import { isJsonContainer, parseJsonString } from '../basics/json.ts'
import type { Reading } from './reading.ts'

const shown = 500

/**
 * One `info` line of at most 500 characters, without the colours of a terminal, where `data` is text, or text as a JSON string; nothing where it is empty, a JSON
 * object or an array.
 */
export function readTextAsLog(data: string): readonly Reading[] {
  if (isJsonContainer(data)) return []
  const text = withoutColours(parseJsonString(data) ?? data)
  if (text.trim() === '') return []
  return [{ type: 'log', level: 'info', message: clip(text, shown), details: null, at: null }]
}
