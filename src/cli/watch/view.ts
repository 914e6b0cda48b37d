// What a watch shows, whichever way: as JSON for programs, as lines in a pipe, as one line rewritten on a terminal. All of
// it is told in the order in which it happened.

import type { Alert } from '../../core/alerts/alert.ts'
import type { EventRow, RunSummary } from '../../core/run/run.ts'
import type { Note } from './notes.ts'
import type { Outcome } from './outcome.ts'

export type View = {
  /** Whether rows of the log are shown; they are not read where they are not. */
  readonly wantsEvents: boolean
  /** The run as the watch finds it. */
  readonly begin: (run: RunSummary) => Promise<void> | void
  readonly note: (note: Note) => void
  /** An alert of the run that is new, or that is over. */
  readonly alert: (alert: Alert) => void
  readonly event: (row: EventRow) => void
  /** The run after what was told so far. */
  readonly state: (run: RunSummary) => Promise<void> | void
  readonly end: (outcome: Outcome, run: RunSummary) => void
}
