// Quiet hours. Pure: the zone's clock comes from Intl, which every host has.

import type { Quiet } from './rule.ts'

/** The minute of the day at `at` (epoch ms) in `zone`; an unknown zone is the system's. */
function minuteOfDay(at: number, zone: string): number {
  const parts = formatter(zone).formatToParts(at)
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  return number('hour') * 60 + number('minute')
}

/** Whether `at` is within the hours `quiet`, its first minute included, its last not. */
export function isQuiet({ from, to, zone }: Quiet, at: number): boolean {
  const minute = minuteOfDay(at, zone)
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(isZone(zone) ? { timeZone: zone } : {}),
  })
  formatters.set(zone, made)
  return made
}

/** Whether `zone` is one that this system knows; `system` is none by that name. */
export function isZone(zone: string): boolean {
  if (zone === 'system') return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
