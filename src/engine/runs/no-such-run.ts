// The error for a call that names a run which does not exist.

import { RunlightError } from '../../core/basics/errors.ts'

export function noSuchRun(id: number): RunlightError {
  return new RunlightError('not-found', `There is no run ${id}: it may have been removed.`, { run: id })
}
