// The arithmetic of the playhead: its position, how far it moves while playing, its words. Pure. Playing is only faster
// time: pauses are played as pauses, and no event is skipped, because always everything up to the playhead is shown.

import { formatClock } from '../../core/basics/quantities.ts'

export const speeds = [1, 5, 20] as const
export type Speed = (typeof speeds)[number]

/** The timeline of a run, epoch ms; `end` is not before `start`. */
export type Range = { readonly start: number; readonly end: number }

/** The position of the playhead: a time (epoch ms), or with `seq` the instant of that event. */
export type Playhead = { readonly at: number; readonly seq: number | null }

/** `at`, clamped to `range`. */
export function within(at: number, { start, end }: Range): number {
  return Math.min(end, Math.max(start, at))
}

/** The time at `part` (0–1) of `range`. */
export function timeAt(part: number, { start, end }: Range): number {
  return start + Math.min(1, Math.max(0, part)) * (end - start)
}

/** Where in `range` the time `at` lies, 0–1; 1 for a range without duration. */
export function fractionOf(at: number, { start, end }: Range): number {
  return end > start ? Math.min(1, Math.max(0, (at - start) / (end - start))) : 1
}

/** The playhead after `elapsedMs` of playing at `speed`; `ended` at the end of `range`. */
export function advance(
  at: number,
  elapsedMs: number,
  speed: Speed,
  range: Range,
): { readonly at: number; readonly ended: boolean } {
  const next = within(at + Math.max(0, elapsedMs) * speed, range)
  return { at: next, ended: next >= range.end }
}

/** The next speed up (1) or down (-1); the same at either end. */
export function nextSpeed(speed: Speed, step: 1 | -1): Speed {
  return speeds[speeds.indexOf(speed) + step] ?? speed
}

/** `1:05 of 12:40`: the position as running time. */
export function formatPosition(at: number, range: Range): string {
  return `${formatClock(within(at, range) - range.start)} of ${formatClock(range.end - range.start)}`
}

/** `event 4,120 of 9,900`, or `before the first of 9,900 events`. */
export function formatEventPosition(seq: number, events: number): string {
  const all = events.toLocaleString('en-US')
  return seq === 0 ? `before the first of ${all} events` : `event ${seq.toLocaleString('en-US')} of ${all}`
}
