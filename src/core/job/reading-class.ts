// The class that a reading puts its event in: the job counts by it, and the log's flags are made of it, so that the two
// cannot disagree. Pure.

import { assertNever } from '../basics/assert-never.ts'
import type { Reading } from './reading.ts'

/** `warning`: warns, or carries a check that did not pass. `error`: says that something failed. */
export type ReadingClass = 'ping' | 'unreadable' | 'warning' | 'error'

/** The class of `reading`; null where it has none. */
export function classOf(reading: Reading): ReadingClass | null {
  switch (reading.type) {
    case 'ping':
    case 'unreadable':
      return reading.type
    case 'outcome':
    case 'stage':
    case 'tool':
      return reading.state === 'failed' ? 'error' : null
    case 'check':
      return reading.passed ? null : 'warning'
    case 'log':
      return reading.level === 'error' || reading.level === 'warning' ? reading.level : null
    case 'status':
    case 'progress':
    case 'item':
    case 'text':
    case 'called':
    case 'usage':
    case 'reader':
    case 'times':
    case 'fact':
    case 'terminal':
      return null
    default:
      return assertNever(reading)
  }
}
