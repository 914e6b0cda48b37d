// Whether a text is a row of JSON texts, each of which is one event: JSON lines (NDJSON), or one array of objects, as APIs
// give it that stream an array. Told from the beginning; one JSON object in several lines is none of these.

import { recordOf, recordSeparator } from '../../framing/json-records.ts'
import { readElements } from './json-elements.ts'
import { longestLine, type Pieces, readLines } from './lines.ts'

export type JsonShape = 'lines' | 'array'

/** Elements and lines that are looked at. */
const lookedAt = 50

/** The shape of the text in `pieces` from byte `start` on; null where it is no JSON of either. */
export function jsonShapeOf(pieces: Pieces, start: number): JsonShape | null {
  const head = pieces(start).subarray(0, 4_096).toString('latin1').trimStart()
  if (head.startsWith('[')) return isArrayOfObjects(pieces, start) ? 'array' : null
  const isLikeLines = head.startsWith('{') || head.charCodeAt(0) === recordSeparator
  return isLikeLines && areLines(pieces, start) ? 'lines' : null
}

function isArrayOfObjects(pieces: Pieces, start: number): boolean {
  let seen = 0
  for (const { bytes, ended } of readElements(pieces, start, longestLine)) {
    if (bytes !== null && (bytes[0] !== 123 || (ended && !isObject(bytes.toString('utf8'))))) return false
    if (++seen >= lookedAt) break
  }
  return seen > 0
}

/** One line alone may be any JSON file; some lines may be damaged. */
function areLines(pieces: Pieces, start: number): boolean {
  let objects = 0
  let others = 0
  for (const { bytes, ended } of readLines(pieces, start, longestLine, false)) {
    const record = bytes === null ? null : recordOf(bytes)
    if (bytes !== null && record === null) continue
    if (record === null || isObject(record.data)) objects++
    else if (objects === 0) return false
    else if (ended) others++
    if (objects + others >= lookedAt) break
  }
  return objects > 1 && objects >= 2 * others
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
