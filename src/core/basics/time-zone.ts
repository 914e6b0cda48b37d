// Times of day in a time zone: the fields of an instant, and the instant that fields mean. Pure: what a zone is, is known to
// the platform (`Intl`). A zone is `system`, `utc` or a name of the IANA database; what the platform does not know is as `system`.

import { boundTime } from './times.ts'

/** A date and time without a zone: month from 0, hour of 24. */
export type TimeFields = Readonly<
  Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'ms', number>
>

const hourMs = 3_600_000
/** No zone changes its offset but at a quarter of an hour. */
const slotMs = 900_000
/** Slots that are kept for a zone: a day of quarters more than ten times over. */
const mostSlots = 1_024

type Named = { readonly format: Intl.DateTimeFormat; readonly offsets: Map<number, number> }

const named = new Map<string, Named | null>()

/** The named zone `zone`; null for `system` and for names that the platform does not know. */
function namedZone(zone: string): Named | null {
  const known = named.get(zone)
  if (known !== undefined) return known
  const made = makeZone(zone)
  // Names come from a person or from stored settings: few, but nothing says so.
  if (named.size > 50) named.clear()
  named.set(zone, made)
  return made
}

function makeZone(zone: string): Named | null {
  if (zone === 'system') return null
  try {
    return {
      format: new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }),
      offsets: new Map(),
    }
  } catch {
    return null
  }
}

/** Whether times can be shown in `zone`. */
export function isKnownZone(zone: string): boolean {
  return zone === 'system' || zone === 'utc' || namedZone(zone) !== null
}

/** How far `zone` is ahead of UTC at `at` (epoch ms), in ms. */
export function zoneOffset(at: number, zone: string): number {
  if (zone === 'utc') return 0
  const found = namedZone(zone)
  if (found === null) return -new Date(boundTime(at)).getTimezoneOffset() * 60_000
  const slot = Math.floor(boundTime(at) / slotMs)
  const known = found.offsets.get(slot)
  if (known !== undefined) return known
  const parts = found.format.formatToParts(slot * slotMs)
  const offset = offsetIn(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '')
  if (found.offsets.size >= mostSlots) found.offsets.clear()
  found.offsets.set(slot, offset)
  return offset
}

/** `GMT-03:30`, `GMT+05:53:28`, `GMT` in ms. */
function offsetIn(text: string): number {
  const [, sign, hours, minutes, seconds = '0'] = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(text) ?? []
  if (sign === undefined) return 0
  const size = Number(hours) * hourMs + Number(minutes) * 60_000 + Number(seconds) * 1_000
  return sign === '-' ? -size : size
}

/** The fields of `at` (epoch ms) in `zone`. */
export function fieldsIn(at: number, zone: string): TimeFields {
  // The platform's own getters obey a change of the system's zone at once, and take no look into its database.
  if (zone === 'system' || (zone !== 'utc' && namedZone(zone) === null)) {
    const date = new Date(at)
    return {
      year: date.getFullYear(),
      month: date.getMonth(),
      day: date.getDate(),
      hour: date.getHours(),
      minute: date.getMinutes(),
      second: date.getSeconds(),
      ms: date.getMilliseconds(),
    }
  }
  const date = new Date(at + zoneOffset(at, zone))
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    ms: date.getUTCMilliseconds(),
  }
}

/**
 * The instant (epoch ms) that `fields` mean in `zone`; fields may run over, as a day 32. An hour that comes twice is the first of
 * them, and one that is left out is as much later: what `Date` does for the system's zone.
 */
export function instantIn({ year, month, day, hour, minute, second, ms }: TimeFields, zone: string): number {
  if (zone === 'system' || (zone !== 'utc' && namedZone(zone) === null))
    return new Date(year, month, day, hour, minute, second, ms).getTime()
  const utc = Date.UTC(year, month, day, hour, minute, second, ms)
  const before = zoneOffset(utc - 24 * hourMs, zone)
  const after = zoneOffset(utc + 24 * hourMs, zone)
  const first = [before, after].find((offset) => zoneOffset(utc - offset, zone) === offset)
  return utc - (first ?? before)
}

/** The name of the zone that the system is in; what the platform says otherwise is no name people know. */
export function systemZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** `UTC+05:30`, `UTC−03:00` for an offset in ms. */
export function formatOffset(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  const two = (part: number) => String(part).padStart(2, '0')
  return `UTC${ms < 0 ? '−' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
