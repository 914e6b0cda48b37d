// Reading a log beside the engine that may be writing it, without its lock: for the commands that only look.

import type { Alert } from '../../core/alerts/alert.ts'
import type { Digest } from '../../core/alerts/digest.ts'
import type { Figures, UsualRun } from '../../core/figures/figures.ts'
import type { EventRow, RunSummary } from '../../core/run/run.ts'
import type { AlertFilter } from '../log/alert-rows.ts'
import type { CountInput, CountSlice, SearchInput, SearchSlice } from '../log/log-review.ts'
import { isEngineThere } from '../log/sqlite/file/lock.ts'
import { openLogHere } from '../log/sqlite/threads/open-log-here.ts'
import { askWhole } from '../review/ask.ts'

export type ReadOnlyLog = {
  readonly runs: () => Promise<RunSummary[]>
  /** An engine has this log open. Where none has, what the log says of connections that go on is not known to be so. */
  readonly isWatched: boolean
  readonly events: (run: number, from: number, limit: number) => Promise<EventRow[]>
  /** The same as rows of a list: with what each event says, and long data cut. */
  readonly listed: (run: number, from: number, limit: number) => Promise<EventRow[]>
  /** One slice of a search; the next goes on from its cursor. Rejects `bad-input` for a query that is none. */
  readonly search: (input: SearchInput) => Promise<SearchSlice>
  /** One slice of how many events fit a query. */
  readonly searchCount: (input: CountInput) => Promise<CountSlice>
  /** Alerts, the latest first. */
  readonly alerts: (filter: AlertFilter) => Promise<Alert[]>
  /** What was measured of a run; null where there is no such run. */
  readonly figures: (run: number) => Promise<Figures | null>
  /** What is usual for a kind, by the runs of it that were watched here. */
  readonly usual: (kind: string) => Promise<UsualRun>
  /** What happened from `since` to `until`, epoch ms, in order. */
  readonly digest: (since: number, until: number) => Promise<Digest>
  readonly close: () => Promise<void>
}

/** Opens the log of `dataDir` for reading; null where there is none yet. Throws a RunlightError as `openEngine` does. */
export function openReadOnlyLog(dataDir: string): ReadOnlyLog | null {
  const log = openLogHere(dataDir, 'read')
  if (log === null) return null
  return {
    runs: log.summaries,
    isWatched: isEngineThere(dataDir),
    events: log.range,
    listed: async (run, from, limit) => (await log.window(run, { pings: true }, from - 1, limit)).rows,
    search: (input) => log.review.search(input),
    searchCount: (input) => log.review.searchCount(input),
    alerts: log.alerts,
    figures: (run) => askWhole(() => log.review.figures(run)),
    usual: (kind) => askWhole(() => log.review.usual(kind)),
    digest: (since, until) => askWhole(() => log.review.digest(since, until, [])),
    close: log.close,
  }
}
