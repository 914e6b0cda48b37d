// One question of the search on its way: what the ways of finding events are given alike.

import type { Plan } from './search-plan.ts'

/** `found` is called in the order of the walk and says whether to go on. */
export type EventLookup = {
  readonly plan: Plan
  /** Epoch ms; what “today” is taken from. */
  readonly now: number
  /** performance.now() */
  readonly deadline: number
  readonly found: (seq: number) => boolean
}
