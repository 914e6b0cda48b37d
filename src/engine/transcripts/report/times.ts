// Times as the report says them: in UTC, because its readers sit anywhere.

import { boundTime, isoTime } from '../../../core/basics/times.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `14 Jan 2026, 12:00:03 UTC`. */
export function day(at: number): string {
  const date = new Date(boundTime(at))
  const name = months[date.getUTCMonth()] ?? ''
  return `${date.getUTCDate()} ${name} ${date.getUTCFullYear()}, ${isoTime(at).slice(11, 19)} UTC`
}

/** `12:00:03.120`. */
export function clock(at: number): string {
  return isoTime(at).slice(11, 23)
}

/** Since the run's beginning: `+0.120 s`, `+2:05.300`, `+1:02:03.000`. */
export function since(start: number, at: number): string {
  const ms = Math.max(0, at - start)
  const seconds = (ms / 1000) % 60
  const minutes = Math.floor(ms / 60_000)
  if (minutes === 0) return `+${seconds.toFixed(3)} s`
  const two = (n: number, digits = 0) => n.toFixed(digits).padStart(digits === 0 ? 2 : 6, '0')
  if (minutes < 60) return `+${minutes}:${two(seconds, 3)}`
  return `+${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds, 3)}`
}
