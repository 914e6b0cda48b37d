// Bounds of numbers that come from outside: files, calls, settings. Checked where they enter, so nothing further in
// meets a time no date can represent or a negative size.

import { z } from 'zod'
import { latestTime } from './times.ts'

/** Epoch milliseconds as the log keeps them, which are whole: fractions are rounded. */
export const timeSchema = z.number().min(0).max(latestTime).transform(Math.round)

/** Any moment that a date can name (ECMAScript, 21.4.1.1), epoch ms: what is asked for may lie outside of every log. */
export const momentMsSchema = z.number().min(-8.64e15).max(8.64e15)

/** A duration in milliseconds, at most a hundred years. */
export const durationSchema = z.number().min(0).max(3_155_760_000_000)

/** The number of an event in its run. Greater ones would lie among those of the next run. */
export const seqSchema = z
  .int()
  .positive()
  .max(2 ** 32 - 1)

/** How many there are of something, or how many bytes it has. */
export const countSchema = z.int().nonnegative()
