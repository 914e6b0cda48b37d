// Times in a query: a date, a time of today, or how long ago. They are kept as written and resolved when the search
// begins, so a saved query goes on meaning “today”. In the zone of who asks, as their screen shows times.

import { unitMs } from '../basics/time-units.ts'
import { fieldsIn, instantIn } from '../basics/time-zone.ts'

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d\d:\d\d)?)?$/i
const clock = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/
const since = /^(\d{1,6}(?:\.\d{1,3})?) ?(s|min|m|h|d|w)(?: ago)?$/i

/** What a person may write, for messages. */
export const timeExamples =
  'a date such as 2026-01-31, a time such as 12:30, today, yesterday, or 2h or 3d for how long ago'

/** The instant that `text` means at `now` in `zone`, in epoch milliseconds; null where it means none. */
export function instantOf(text: string, now: number, zone = 'system'): number | null {
  const word = text.trim().toLowerCase()
  if (word === 'now') return now
  if (word === 'today') return onDay(now, zone, 0, 0, 0, 0)
  if (word === 'yesterday') return onDay(now, zone, -1, 0, 0, 0)
  const ago = since.exec(word)
  if (ago !== null) return now - Number(ago[1]) * (unitMs[ago[2] ?? ''] ?? 0)
  const hour = clock.exec(word)
  if (hour !== null) {
    const [h, m, s] = [Number(hour[1]), Number(hour[2]), Number(hour[3] ?? 0)]
    return isTimeOfDay(h, m, s) ? onDay(now, zone, 0, h, m, s) : null
  }
  const date = iso.exec(text.trim())
  return date === null ? null : dateOf(date, zone)
}

/** Whether `text` is a time at all, whenever it is read. */
export function isTime(text: string): boolean {
  return instantOf(text, 0) !== null
}

/** An instant as the explanation says it: `2026-01-31 12:30`, with seconds only where there are any. */
export function formatInstant(at: number, zone = 'system'): string {
  if (Number.isNaN(new Date(at).getTime())) return 'a time out of reach'
  const { year, month, day, hour, minute, second } = fieldsIn(at, zone)
  const two = (part: number) => String(part).padStart(2, '0')
  const seconds = second === 0 ? '' : `:${two(second)}`
  return `${year}-${two(month + 1)}-${two(day)} ${two(hour)}:${two(minute)}${seconds}`
}

function dateOf(found: RegExpExecArray, zone: string): number | null {
  const [, y, m, d, h = '0', min = '0', s = '0', fraction = '0', written] = found
  const [year, month, day] = [Number(y), Number(m) - 1, Number(d)]
  const [hour, minute, second] = [Number(h), Number(min), Number(s)]
  const ms = Number(fraction.padEnd(3, '0'))
  const days = new Date(Date.UTC(year, month, day))
  // Date.UTC rolls over days that do not exist, such as February 30.
  if (days.getUTCMonth() !== month || days.getUTCDate() !== day) return null
  if (!isTimeOfDay(hour, minute, second)) return null
  const fields = { year, month, day, hour, minute, second, ms }
  return written === undefined ? instantIn(fields, zone) : instantIn(fields, 'utc') - offsetMs(written)
}

function offsetMs(written: string): number {
  if (written.toUpperCase() === 'Z') return 0
  const minutes = Number(written.slice(1, 3)) * 60 + Number(written.slice(4, 6))
  return (written[0] === '-' ? -1 : 1) * minutes * 60_000
}

function isTimeOfDay(hour: number, minute: number, second: number): boolean {
  return hour <= 23 && minute <= 59 && second <= 59
}

/** A time of day, `days` after the day of `now`. */
function onDay(
  now: number,
  zone: string,
  days: number,
  hour: number,
  minute: number,
  second: number,
): number {
  const { year, month, day } = fieldsIn(now, zone)
  return instantIn({ year, month, day: day + days, hour, minute, second, ms: 0 }, zone)
}
