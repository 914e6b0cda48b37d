// The error of work that a person cancelled, and how to recognise it.

import { RunlightError } from '../../core/basics/errors.ts'

/** Whether something was ended because somebody wanted that. */
export function isCancel(thrown: unknown): boolean {
  return thrown instanceof RunlightError && thrown.detail?.reason === 'cancelled'
}

/** The error of whatever was cancelled. */
export function cancelled(): RunlightError {
  return new RunlightError('not-allowed', 'It was cancelled; nothing was changed.', { reason: 'cancelled' })
}
