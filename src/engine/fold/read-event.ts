// Reads one event by its kind. A defect of the kind costs that event its readings and nothing else.

import { changes, type Step } from '../../core/job/fold.ts'
import { areReadings } from '../../core/job/is-reading.ts'
import type { Job } from '../../core/job/job.ts'
import type { Reading } from '../../core/job/reading.ts'
import type { Kind, Params, StreamEvent } from '../../core/kind/kind.ts'
import { flags, flagsOf } from '../../core/log/flags.ts'

/** A kind that reports errors of its functions; `what` is the function's name. */
export type IsolatedKind = Kind & { readonly onDefect?: (what: string, thrown: unknown) => void }

/**
 * What the kind reads in `event`; never throws. `chosen` is the reader that the run had chosen before it. `onDefect` is called
 * where that is a defect of the kind's own.
 */
export function readEvent(
  kind: IsolatedKind,
  event: StreamEvent,
  params: Params,
  chosen: string | undefined,
  onDefect: () => void = () => {},
): readonly Reading[] {
  let reason = 'what it made of it has no meaning'
  try {
    const readings: unknown = kind.read(event, params, chosen)
    if (areReadings(readings)) return readings
  } catch (thrown) {
    kind.onDefect?.('read', thrown)
    reason = (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 200)
  }
  onDefect()
  return [{ type: 'unreadable', reason: `${kind.label} could not read it: ${reason}` }]
}

export function isPing(reading: Reading): boolean {
  return reading.type === 'ping'
}

/** Whether the event is the job's last word, or the stream's, or tells an error. */
export function tellsEnd(readings: readonly Reading[]): boolean {
  return readings.some(
    (reading) =>
      reading.type === 'outcome' ||
      reading.type === 'terminal' ||
      (reading.type === 'log' && reading.level === 'error'),
  )
}

/**
 * The step for the fold, and the flags to store. `again`: the run has had a connection before this event's; `known`: this
 * one repeats, word for word, what the one before it had told.
 */
export function toStep(
  kind: Kind,
  job: Job,
  readings: readonly Reading[],
  at: number,
  again: boolean,
  known: boolean,
): { step: Step; bits: number } {
  const step: Step = { at, readings, repeat: false }
  const repeat = known || (again && kind.repeats === 'snapshot' && readings.length > 0 && !changes(job, step))
  const bits = flagsOf(readings) | (repeat ? flags.repeat : 0) | (job.terminal ? flags.late : 0)
  return { step: { ...step, repeat }, bits }
}
