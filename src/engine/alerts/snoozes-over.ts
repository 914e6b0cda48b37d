// Which snoozes of a shared log are over, told from the log itself: no engine has all runs at hand, and one that lacks a run must
// not take its snooze for over.

import { askedBy, isAsleep } from '../../core/alerts/asleep.ts'
import type { Snooze, Snoozed } from '../../core/alerts/snooze.ts'
import { asksPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { LogAccess } from '../log/port.ts'

/** Reads runs with a number below `before` (all with null), the newest first. */
export type NewestRuns = (
  before: number | null,
  limit: number,
) => Promise<{ readonly runs: readonly RunSummary[]; readonly next: number | null }>

type Log = Pick<LogAccess, 'run' | 'alerts'>

const open = { run: null, types: [], rule: null, open: true, since: null, before: null, limit: 10_000 }
const pageRuns = 500

/** What of `snoozes` has ended at `now`, by its time or by what has changed. */
export async function snoozesOver(
  snoozes: readonly Snooze[],
  now: number,
  log: Log,
  newest: NewestRuns,
): Promise<readonly Snoozed[]> {
  const over: Snoozed[] = []
  for (const snooze of snoozes) if (await isOver(snooze, now, log, newest)) over.push(snooze.what)
  return over
}

async function isOver(snooze: Snooze, now: number, log: Log, newest: NewestRuns): Promise<boolean> {
  const { what, until, asked } = snooze
  if (until !== null) return !isAsleep(snooze, now)
  switch (what.type) {
    case 'run': {
      const stored = await log.run(what.run)
      if (stored === null) return true
      return askedBy(stored.summary, await log.alerts({ ...open, run: what.run })) !== asked
    }
    case 'rule':
      return (await log.alerts({ ...open, rule: what.rule, limit: 1 })).length === 0
    case 'server': {
      const alerts = await log.alerts(open)
      return !alerts.some(({ server }) => server === what.server) && !(await anyAsks(what.server, newest))
    }
    case 'all':
      return false
  }
}

async function anyAsks(server: string, newest: NewestRuns): Promise<boolean> {
  for (let before: number | null = null; ; ) {
    const page: Awaited<ReturnType<NewestRuns>> = await newest(before, pageRuns)
    if (page.runs.some((run) => run.server === server && asksPerson(run))) return true
    if (page.next === null) return false
    before = page.next
  }
}
