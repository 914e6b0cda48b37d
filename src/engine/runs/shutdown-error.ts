// The error of an engine that closes while its log accepts nothing: what was not stored, and why. The message must not
// promise that Runlight goes on by itself; it is the last one a person reads.

import { type ErrorCode, errorData, RunlightError } from '../../core/basics/errors.ts'
import { formatCount } from '../../core/basics/quantities.ts'

const reasons: Readonly<Partial<Record<ErrorCode, string>>> = {
  'storage-full': 'the disk was full',
  'data-dir-not-writable': 'it could not be written to',
  'data-dir-in-use': 'another program held it',
  'disk-failed': 'its disk did not take what was written',
}

/** `thrown` is why the log takes nothing, `events` how many came that no transaction has stored. */
export function shutdownError(thrown: unknown, events: number): RunlightError {
  const { code, detail } = errorData(thrown)
  if (code === 'log-missing') {
    return new RunlightError(
      code,
      `Runlight ended while its log was deleted, moved or replaced, and was not written anew: what the log held is gone, unless it lies elsewhere.${events === 0 ? '' : ` ${formatCount(events, 'event')} more came that no log has.`}`,
      detail,
    )
  }
  const why = `Runlight ended while the log took nothing, because ${reasons[code] ?? 'it did not answer'}.`
  const lost =
    events === 0
      ? 'What was shown is stored; the last state of its runs is not, and is found out anew at the next start.'
      : `${formatCount(events, 'event')} that came meanwhile ${events === 1 ? 'was' : 'were'} not stored and not shown; a server that resends brings them at the next start.`
  return new RunlightError(code, `${why} ${lost}`, detail)
}
