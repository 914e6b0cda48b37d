// Reads one line of a transcript. Never throws: unusable lines carry a reason, and unknown line types and fields of
// later versions are skipped.

import type { z } from 'zod'
import { isJsonObject, type JsonObject } from '../basics/json.ts'
import { latestTime } from '../basics/times.ts'
import {
  type AlertLine,
  type AttemptLine,
  alertLineSchema,
  attemptLineSchema,
  damagedHeaderSchema,
  type EndLine,
  type EventLine,
  endLineSchema,
  eventLineSchema,
  type GapLine,
  gapLineSchema,
  type Header,
  headerSchema,
  type MoreLine,
  moreLineSchema,
  type TransitionLine,
  transcriptType,
  transcriptVersion,
  transitionLineSchema,
} from './format.ts'

export type Line =
  | Header
  | EventLine
  | MoreLine
  | AttemptLine
  | GapLine
  | TransitionLine
  | AlertLine
  | EndLine
  | { readonly type: 'other' }
  | { readonly type: 'newer'; readonly version: number }
  | { readonly type: 'damaged'; readonly reason: string }
  /** What is damaged of it is as if nothing were known of that. */
  | { readonly type: 'damaged-header'; readonly header: Header; readonly reason: string }

const schemas = {
  [transcriptType]: headerSchema,
  event: eventLineSchema,
  more: moreLineSchema,
  attempt: attemptLineSchema,
  gap: gapLineSchema,
  transition: transitionLineSchema,
  alert: alertLineSchema,
  end: endLineSchema,
} as const

/** What the line `text` says. */
export function readLine(text: string): Line {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { type: 'damaged', reason: 'it is not valid JSON' }
  }
  if (!isJsonObject(value) || typeof value.type !== 'string') {
    return { type: 'damaged', reason: 'it is no object with a type' }
  }
  const { type, version } = value
  if (type === transcriptType && typeof version === 'number' && version > transcriptVersion) {
    return { type: 'newer', version }
  }
  if (type === 'event' && isPlainEvent(value)) return value
  if (!isKnown(type)) return { type: 'other' }
  const parsed = schemas[type].safeParse(value)
  if (parsed.success) return parsed.data
  const reason = reasonOf(type, parsed.error)
  const header = type === transcriptType ? damagedHeaderSchema.safeParse(value).data : undefined
  return header === undefined ? { type: 'damaged', reason } : { type: 'damaged-header', header, reason }
}

const plainMembers: ReadonlySet<string> = new Set([
  'type',
  'seq',
  'at',
  'attempt',
  'name',
  'id',
  'data',
  'flags',
])

/**
 * Whether an object of type `event` is, as it stands, what its schema makes of it. Nearly every line is one of these, and the
 * schema takes longer than reading the line; it is asked of all others.
 */
function isPlainEvent(value: JsonObject): value is EventLine {
  for (const member in value) if (!plainMembers.has(member)) return false
  const { seq, at, attempt, name, id, data, flags } = value
  return (
    isCount(seq) &&
    seq > 0 &&
    isCount(at) &&
    at <= latestTime &&
    isCount(attempt) &&
    typeof name === 'string' &&
    (id === undefined ? !Object.hasOwn(value, 'id') : typeof id === 'string') &&
    typeof data === 'string' &&
    (flags === undefined
      ? !Object.hasOwn(value, 'flags')
      : Array.isArray(flags) && flags.every((flag) => typeof flag === 'string'))
  )
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isKnown(type: string): type is keyof typeof schemas {
  return Object.hasOwn(schemas, type)
}

function reasonOf(type: string, error: z.ZodError): string {
  const [issue] = error.issues
  const path = issue?.path.map(String).join('.') ?? ''
  const what = type === transcriptType ? 'header' : type
  return path === '' ? `it is no ${what} line` : `its ${what} has no valid “${path.slice(0, 80)}”`
}
