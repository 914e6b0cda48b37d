// Parses the time to jump to: a time of day, a date, or an offset; in the zone in which the rows show theirs.

import { instantOf } from '../../../core/query/times.ts'
import { formatDate } from '../../ui/format-time.ts'
import { timeStyle } from '../../ui/time-style.ts'

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}
const clock = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,3}))?)?(?: ?([ap])m)?$/i
const date = /^\d{4}-\d\d-\d\d$/
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
  if (hour !== null) {
    const time = timeOfDay(hour)
    return time === null ? null : inZone(`${formatDate(from)} ${time}`, from)
  }
  if (date.test(wanted)) return inZone(`${wanted} 00:00`, from)
  return /^\d{4}-/.test(wanted) ? inZone(wanted, from) : null
}

/** `15:04:05.042` of the parts of `clock`; null where they are no time of day. */
function timeOfDay([, h = '', m = '', s = '00', ms = '0', half]: RegExpExecArray): string | null {
  const written = Number(h)
  if (half !== undefined && (written < 1 || written > 12)) return null
  const hour = half === undefined ? written : (written % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  return `${String(hour).padStart(2, '0')}:${m}:${s}.${ms}`
}

/** The instant of a date and time; without a zone of its own, in the zone that times are shown in. */
function inZone(text: string, now: number): number | null {
  return instantOf(text, now, timeStyle.getState().zone)
}
