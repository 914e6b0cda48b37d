// Parses the time to jump to: a time of day, a date, or an offset. Pure; in local time, as the rows show it.

import { instantOf } from '../../../core/query/times.ts'

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}
const clock = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,3}))?)?$/
const shift = /^([+-])((?:\d{1,9}(?:\.\d{1,3})?\s*(?:ms|s|min|m|h|d)\s*)+)$/i
const part = /(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|d)/gi

/** Examples of valid input, for the help and the error. */
export const timeExamples = '12:03:10, 2026-01-31 12:03, +90s or -5m'

/**
 * The time that `text` means, epoch ms; null where it is invalid. `from` is the present position: a time of day is on its
 * day, and `+90s` counts from it.
 */
export function jumpTime(text: string, from: number): number | null {
  const wanted = text.trim()
  const shifted = shift.exec(wanted)
  if (shifted !== null) {
    let ms = 0
    for (const [, amount, unit] of (shifted[2] ?? '').matchAll(part)) {
      ms += Number(amount) * (units[(unit ?? '').toLowerCase()] ?? 0)
    }
    return from + (shifted[1] === '-' ? -ms : ms)
  }
  const hour = clock.exec(wanted)
  if (hour === null) return /^\d{4}-/.test(wanted) ? instantOf(wanted, from) : null
  const [h, m, s] = [Number(hour[1]), Number(hour[2]), Number(hour[3] ?? 0)]
  if (h > 23 || m > 59 || s > 59) return null
  const day = new Date(from)
  const ms = Number((hour[4] ?? '').padEnd(3, '0'))
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), h, m, s, ms).getTime()
}
