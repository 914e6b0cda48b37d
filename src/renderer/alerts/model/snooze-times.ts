// Until when something is put to rest, as a person chooses it. Pure. Times are epoch ms.

import { fieldsIn, instantIn } from '../../../core/basics/time-zone.ts'

/** A choice: its words, and until when; null until it changes. */
export type SnoozeTime = { readonly words: string; readonly until: number | null }

const minuteMs = 60_000

/** The choices at `now`; the morning is that of `zone`. */
export function snoozeTimes(now: number, zone: string): readonly SnoozeTime[] {
  return [...mutedTimes(now, zone), { words: 'Until it changes', until: null }]
}

/** The same for what has no state that could change. */
export function mutedTimes(now: number, zone: string): readonly (SnoozeTime & { readonly until: number })[] {
  return [
    { words: '15 min', until: now + 15 * minuteMs },
    { words: '1 h', until: now + 60 * minuteMs },
    { words: 'Until tomorrow 8:00', until: tomorrowAt(8, now, zone) },
  ]
}

function tomorrowAt(hour: number, now: number, zone: string): number {
  const { year, month, day } = fieldsIn(now, zone)
  return instantIn({ year, month, day: day + 1, hour, minute: 0, second: 0, ms: 0 }, zone)
}

/** The next time that a clock in `zone` shows `time` (`18:30`); null where that is no time of day. */
export function nextAt(time: string, now: number, zone: string): number | null {
  const minute = minuteOf(time)
  if (minute === null) return null
  const { year, month, day } = fieldsIn(now, zone)
  const on = (offset: number) =>
    instantIn(
      {
        year,
        month,
        day: day + offset,
        hour: Math.floor(minute / 60),
        minute: minute % 60,
        second: 0,
        ms: 0,
      },
      zone,
    )
  const today = on(0)
  return today > now ? today : on(1)
}

/** The minute of the day that `22:30` means; null where it means none. */
export function minuteOf(time: string): number | null {
  const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(time.trim()) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null
  return Number(hour) * 60 + Number(minute)
}

/** `22:30` of a minute of the day. */
export function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
