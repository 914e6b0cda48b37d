// A time as the browser's field of a date and time has it, in the zone that times are shown in. Pure.

import { fieldsIn, instantIn } from '../../../core/basics/time-zone.ts'

const pad = (value: number, width = 2) => String(value).padStart(width, '0')

/** `2026-01-31T18:30` of epoch ms. */
export function inputTime(at: number, zone: string): string {
  const { year, month, day, hour, minute } = fieldsIn(at, zone)
  return `${pad(year, 4)}-${pad(month + 1)}-${pad(day)}T${pad(hour)}:${pad(minute)}`
}

/** The instant of such a text, epoch ms; null where it is not whole. */
export function instantOfInput(text: string, zone: string): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text)
  if (parts === null) return null
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = parts.slice(1).map(Number)
  return instantIn({ year, month: month - 1, day, hour, minute, second: 0, ms: 0 }, zone)
}
