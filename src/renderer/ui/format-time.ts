// Times as the screen shows them: in the machine's time zone, on a 24-hour clock. Pure. Locale formats were rejected for
// rows: their widths differ, and columns of times would not line up.

import { formatDuration } from '../../core/basics/quantities.ts'

const pad = (value: number, width = 2) => String(value).padStart(width, '0')

/** `12:03:10`. */
export function formatTime(at: number): string {
  const date = new Date(at)
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`
}

/** `12:03:10.042`: to the millisecond, as the log shows it. */
export function formatTimeMs(at: number): string {
  return `${formatTime(at)}.${pad(new Date(at).getMilliseconds(), 3)}`
}

/** `12:03:10` for today, `20 Nov 12:03` for other days. */
export function formatDayTime(at: number, now: number): string {
  const date = new Date(at)
  if (date.toDateString() === new Date(now).toDateString()) return formatTime(at)
  const month = date.toLocaleString('en-GB', { month: 'short' })
  return `${date.getDate()} ${month} ${pad(date.getHours())}:${pad(date.getMinutes())}`
}

/** `2025-11-20 12:03:10`: date and time, for tooltips. */
export function formatFullTime(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${formatTime(at)}`
}

/** An age in one unit, for narrow columns: `now`, `12 s`, `4 min`, `2 h`, `3 d`. */
export function formatAge(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1_000)
  if (seconds < 1) return 'now'
  if (seconds < 60) return formatDuration(seconds * 1_000)
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`
  return seconds < 86_400 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} d`
}
