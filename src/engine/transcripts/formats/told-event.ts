// A JSON text that tells an event with its name, id and data, as libraries dump what they have received. One that has any
// other field is an event's data itself.

import { z } from 'zod'
import { boundTime } from '../../../core/basics/times.ts'

export type ToldEvent = {
  readonly name: string
  readonly id: string | null
  readonly data: string
  /** Epoch ms, where it is told. */
  readonly at: number | null
}

const optionalText = z.string().nullish()
const schema = z.strictObject({
  event: optionalText,
  id: z.union([z.string(), z.number()]).nullish(),
  data: z.string(),
  retry: z.unknown().optional(),
  comment: z.unknown().optional(),
  time: z.unknown().optional(),
  timestamp: z.unknown().optional(),
  at: z.unknown().optional(),
})

/** Longer texts may tell an event and are not parsed for it. */
const longest = 16 * 2 ** 20

/** The event that `text` tells; null where it tells none. */
export function toldEvent(text: string): ToldEvent | null {
  if (text.length > longest || !/"data"\s*:\s*"/.test(text)) return null
  try {
    const { event, id, data, ...rest } = schema.parse(JSON.parse(text))
    // Data alone may be the shape of any answer.
    if (event === undefined && id === undefined) return null
    return {
      name: event == null || event === '' ? 'message' : event,
      id: id == null || id === '' ? null : String(id),
      data,
      at: timeOf(rest.time ?? rest.timestamp ?? rest.at),
    }
  } catch {
    return null
  }
}

/** ISO 8601, or seconds or milliseconds of the epoch. */
export function timeOf(value: unknown): number | null {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value))
  const at = isNumber ? Number(value) * (Number(value) < 1e11 ? 1_000 : 1) : Date.parse(String(value))
  return Number.isFinite(at) && at > 0 ? boundTime(at) : null
}
