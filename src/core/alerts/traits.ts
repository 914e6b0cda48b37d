// What there is to know of a condition before any run is looked at. Apart from its schema, because the window needs the one and
// does not load the other. Pure.

import type { AlertType } from '../run/attention.ts'
import type { Condition } from './condition.ts'

/** The conditions that wait for a time, `forMs`. */
export const timedTypes = [
  'stalled',
  'retrying',
  'no-event',
  'no-content',
  'no-progress',
  'not-finished',
  'none-started',
] as const satisfies readonly AlertType[]

/**
 * Whether it lasts, so that its alert ends by itself when it is over. The others are moments: they have happened, and their
 * alerts stay until someone has seen them.
 */
export function isLasting(condition: Condition): boolean {
  switch (condition.type) {
    case 'completed':
    case 'gap':
    case 'event':
    case 'check':
      return false
    case 'figure':
      return asksRate(condition)
    default:
      return true
  }
}

/**
 * Whether it is about what goes on now. Of the others, what was there before the rule was made is no news: a rule says
 * nothing of last week's failures.
 */
export function isOfNow({ type }: Condition): boolean {
  switch (type) {
    case 'stalled':
    case 'retrying':
    case 'no-event':
    case 'no-content':
    case 'no-progress':
    case 'not-finished':
    case 'slow':
    case 'none-started':
      return true
    default:
      return false
  }
}

/** Whether it asks how many events came in the last minute, which is known only of a run that is watched. */
export function asksRate(condition: Condition): boolean {
  return condition.type === 'figure' && condition.figure === 'events_per_second'
}
