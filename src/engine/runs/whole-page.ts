// The one page of a board that gives all of its runs at once.

import type { RunsPage } from '../../core/contract/calls/pages.ts'
import type { RunSummary } from '../../core/run/run.ts'

/** All runs: there is no other page. */
export function wholePage(runs: RunSummary[]): RunsPage {
  return { runs, next: null, rest: [] }
}
