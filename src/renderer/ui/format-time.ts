// Times as the screen shows them, on the clock and in the zone that the person chose (time-style.ts). Locale formats were
// rejected for rows: their widths differ, and columns of times would not line up.

import { formatDuration } from '../../core/basics/quantities.ts'
import {
  fieldsIn,
  formatOffset,
  systemZone,
  type TimeFields,
  zoneOffset,
} from '../../core/basics/time-zone.ts'
import { timeStyle } from './time-style.ts'

const pad = (value: number, width = 2) => String(value).padStart(width, '0')
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

/** The fields of a date in the chosen zone. */
function partsOf(at: number): TimeFields {
  return fieldsIn(at, timeStyle.getState().zone)
}

/** `rest` (`:03:10`) behind the hour: `12:03:10`, `9:03:10 pm`. */
function onClock(hour: number, rest: string): string {
  if (timeStyle.getState().hours === 24) return `${pad(hour)}${rest}`
  return `${hour % 12 === 0 ? 12 : hour % 12}${rest} ${hour < 12 ? 'am' : 'pm'}`
}

/** `12:03:10`, `9:03:10 pm`. */
export function formatTime(at: number): string {
  const { hour, minute, second } = partsOf(at)
  return onClock(hour, `:${pad(minute)}:${pad(second)}`)
}

/** `12:03`, `9:03 pm`. */
export function formatMinute(at: number): string {
  const { hour, minute } = partsOf(at)
  return onClock(hour, `:${pad(minute)}`)
}

/** `12:03:10.042`: to the millisecond, as the log shows it. */
export function formatTimeMs(at: number): string {
  const { hour, minute, second, ms } = partsOf(at)
  return onClock(hour, `:${pad(minute)}:${pad(second)}.${pad(ms, 3)}`)
}

/** `03:10.042`: within an hour that the reader knows. `digits` of the second's fraction, 3 at most. */
export function formatWithinHour(at: number, digits: number): string {
  const { minute, second, ms } = partsOf(at)
  return `${pad(minute)}:${pad(second)}.${pad(ms, 3).slice(0, digits)}`
}

/** `Thu 20 Nov`. */
export function formatWeekday(at: number): string {
  const { year, month, day } = partsOf(at)
  return `${weekdays[new Date(Date.UTC(year, month, day)).getUTCDay()] ?? ''} ${formatDay(at)}`
}

/** `20 Nov`. */
export function formatDay(at: number): string {
  const { day, month } = partsOf(at)
  return `${day} ${months[month] ?? ''}`
}

/** Whether both are on one day of the chosen zone. */
export function isSameDay(a: number, b: number): boolean {
  const [one, other] = [partsOf(a), partsOf(b)]
  return one.year === other.year && one.month === other.month && one.day === other.day
}

/** `12:03:10` for today, `20 Nov 12:03` for other days. */
export function formatDayTime(at: number, now: number): string {
  return isSameDay(at, now) ? formatTime(at) : `${formatDay(at)} ${formatMinute(at)}`
}

/** `20 Nov 2025, 12:03:10`: a moment that is read by itself, whenever it was. */
export function formatMoment(at: number): string {
  return `${formatDay(at)} ${partsOf(at).year}, ${formatTime(at)}`
}

/** `2025-11-20`. */
export function formatDate(at: number): string {
  const { year, month, day } = partsOf(at)
  return `${year}-${pad(month + 1)}-${pad(day)}`
}

/** `2025-11-20 12:03:10.042 UTC+01:00 (Europe/Berlin)`: the whole of it, with its zone, for tooltips. */
export function formatFullTime(at: number): string {
  return `${formatDate(at)} ${formatTimeMs(at)} ${formatZone(at)}`
}

/** The zone that times are shown in, at `at`: `UTC`, `UTC+01:00 (Europe/Berlin)`. */
function formatZone(at: number): string {
  const { zone } = timeStyle.getState()
  const name = zone === 'system' ? nameOfSystem() : zone
  return /^utc$/i.test(name) ? 'UTC' : `${formatOffset(zoneOffset(at, zone))} (${name})`
}

/** `UTC+01:00`: how far times that are shown are ahead, at `at`. */
export function formatZoneShort(at: number): string {
  return formatZone(at).replace(/ \(.*/, '')
}

/** Reading the zone takes longer than all the rest of a time, so it is read again only in another minute. */
let known = { minute: Number.NaN, name: '' }

function nameOfSystem(): string {
  const minute = Math.floor(Date.now() / 60_000)
  if (minute !== known.minute) known = { minute, name: systemZone() }
  return known.name
}

/** An age in one unit, for narrow columns: `now`, `12 s`, `4 min`, `2 h`, `3 d`. */
export function formatAge(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1_000)
  if (seconds < 1) return 'now'
  if (seconds < 60) return formatDuration(seconds * 1_000)
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`
  return seconds < 86_400 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} d`
}

/** How far a time is from now, where `ms` have passed since: `4 min ago`, or `in 12 s` where it is still to come. */
export function formatFromNow(ms: number): string {
  return ms <= -1_000 ? `in ${formatAge(-ms)}` : formatAgo(ms)
}

/** The same as an answer to when: `just now`, `4 min ago`. */
export function formatAgo(ms: number): string {
  const age = formatAge(ms)
  return age === 'now' ? 'just now' : `${age} ago`
}
