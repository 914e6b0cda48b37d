// The arithmetic of the playhead: where it stands, how far it moves while playing, what it says. Pure. Playing is time made
// faster and nothing else: an idle stretch is idle, and no event is jumped over, because what is shown is always everything
// that had arrived by the playhead's time.

import { sayClock } from '../../core/basics/quantities.ts'

export const speeds = [1, 5, 20] as const
export type Speed = (typeof speeds)[number]

/** The time line of a run, epoch ms; `end` is not before `start`. */
export type Range = { readonly start: number; readonly end: number }

/** Where the playhead stands: at a time, or (`seq`) at an event's own instant. */
export type Head = { readonly at: number; readonly seq: number | null }

/** `at`, held within `range`. */
export function within(at: number, { start, end }: Range): number {
  return Math.min(end, Math.max(start, at))
}

/** The time that lies `part` (0–1) along `range`. */
export function timeAt(part: number, { start, end }: Range): number {
  return start + Math.min(1, Math.max(0, part)) * (end - start)
}

/** How far along `range` the time `at` lies, 0–1; a run of one instant has only its end. */
export function partOf(at: number, { start, end }: Range): number {
  return end > start ? Math.min(1, Math.max(0, (at - start) / (end - start))) : 1
}

/** The playhead after `elapsedMs` of playing at `speed`; `ended` when it came to the end of what there is. */
export function advance(
  at: number,
  elapsedMs: number,
  speed: Speed,
  range: Range,
): { readonly at: number; readonly ended: boolean } {
  const next = within(at + Math.max(0, elapsedMs) * speed, range)
  return { at: next, ended: next >= range.end }
}

/** The next speed up (1) or down (-1), as far as there is one. */
export function otherSpeed(speed: Speed, step: 1 | -1): Speed {
  return speeds[speeds.indexOf(speed) + step] ?? speed
}

/** `1:05 of 12:40`: the place on the time line as running time. */
export function sayPlace(at: number, range: Range): string {
  return `${sayClock(within(at, range) - range.start)} of ${sayClock(range.end - range.start)}`
}

/** `event 4,120 of 9,900`, or that none had come. */
export function sayEvent(seq: number, events: number): string {
  const all = events.toLocaleString('en-US')
  return seq === 0 ? `before the first of ${all} events` : `event ${seq.toLocaleString('en-US')} of ${all}`
}
