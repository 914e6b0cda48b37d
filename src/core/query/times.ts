// Times in a query: a date, a time of today, or how long ago. They are kept as written and resolved when the search
// begins, so a saved query goes on meaning “today”. Local time, as the screen shows it.

const units: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}
const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d\d:\d\d)?)?$/i
const clock = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/
const since = /^(\d{1,6}(?:\.\d{1,3})?) ?(s|min|m|h|d|w)(?: ago)?$/i

/** What a person may write, for messages. */
export const timeExamples =
  'a date such as 2026-01-31, a time such as 12:30, today, yesterday, or 2h or 3d for how long ago'

/** The instant that `text` means at `now`, in epoch milliseconds; null where it means none. */
export function instantOf(text: string, now: number): number | null {
  const word = text.trim().toLowerCase()
  if (word === 'now') return now
  if (word === 'today') return dayStart(now, 0)
  if (word === 'yesterday') return dayStart(now, -1)
  const ago = since.exec(word)
  if (ago !== null) return now - Number(ago[1]) * (units[ago[2] ?? ''] ?? 0)
  const hour = clock.exec(word)
  if (hour !== null) return onDay(new Date(now), Number(hour[1]), Number(hour[2]), Number(hour[3] ?? 0), 0)
  const date = iso.exec(text.trim())
  return date === null ? null : dateOf(date)
}

/** Whether `text` is a time at all, whenever it is read. */
export function isTime(text: string): boolean {
  return instantOf(text, 0) !== null
}

/** An instant as the explanation says it: `2026-01-31 12:30`, with seconds only where there are any. */
export function formatInstant(at: number): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return 'a time out of reach'
  const two = (part: number) => String(part).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const seconds = date.getSeconds() === 0 ? '' : `:${two(date.getSeconds())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}${seconds}`
}

function dateOf(found: RegExpExecArray): number | null {
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone] = found
  const [y, m, d] = [Number(year), Number(month) - 1, Number(day)]
  const ms = Number(fraction.padEnd(3, '0'))
  const days = new Date(Date.UTC(y, m, d))
  // Date.UTC rolls over days that do not exist, such as February 30.
  if (days.getUTCMonth() !== m || days.getUTCDate() !== d) return null
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  if (zone === undefined) return onDay(new Date(y, m, d), Number(hour), Number(minute), Number(second), ms)
  return Date.UTC(y, m, d, Number(hour), Number(minute), Number(second), ms) - offsetMs(zone)
}

function offsetMs(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))
  return (zone[0] === '-' ? -1 : 1) * minutes * 60_000
}

function dayStart(now: number, days: number): number {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime()
}

function onDay(date: Date, hour: number, minute: number, second: number, ms: number): number | null {
  if (hour > 23 || minute > 59 || second > 59) return null
  return new Date(date.getFullYear(), date.getMonth(), date.getDate(), hour, minute, second, ms).getTime()
}
