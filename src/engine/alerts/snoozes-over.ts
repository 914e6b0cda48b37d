// Which snoozes are over: by their time, or by what has changed of that which they put to rest. An engine with a log of its own has
// all runs at hand. One of a shared log has a few of them, and must not take the snooze of another for over: it asks the log.

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

type Known<T> = T | Promise<T>

/** What snoozes that wait for a change depend on. */
export type SnoozeFacts = {
  /** What the run asks for; null: it is gone. */
  readonly asked: (run: number) => Known<string | null>
  /** Whether the rule has open alerts. */
  readonly rule: (rule: string) => Known<boolean>
  /** Whether a run of the server asks for somebody, or has open alerts. */
  readonly server: (server: string) => Known<boolean>
}

type Log = Pick<LogAccess, 'run' | 'alerts'>

const open = { run: null, types: [], rule: null, open: true, since: null, before: null, limit: 10_000 }
const pageRuns = 500

/** What of `snoozes` has ended at `now`. */
export async function snoozesOver(
  snoozes: readonly Snooze[],
  now: number,
  by: SnoozeFacts,
): Promise<readonly Snoozed[]> {
  const over: Snoozed[] = []
  for (const snooze of snoozes) if (await isOver(snooze, now, by)) over.push(snooze.what)
  return over
}

async function isOver(snooze: Snooze, now: number, by: SnoozeFacts): Promise<boolean> {
  const { what, until, asked } = snooze
  if (until !== null) return !isAsleep(snooze, now)
  switch (what.type) {
    case 'run': {
      const asks = await by.asked(what.run)
      return asks === null || asks !== asked
    }
    case 'rule':
      return !(await by.rule(what.rule))
    case 'server':
      return !(await by.server(what.server))
    case 'all':
      return false
  }
}

/** As the log of several processes has it. */
export function snoozedInLog(log: Log, newest: NewestRuns): SnoozeFacts {
  return {
    asked: async (run) => {
      const stored = await log.run(run)
      return stored === null ? null : askedBy(stored.summary, await log.alerts({ ...open, run }))
    },
    rule: async (rule) => (await log.alerts({ ...open, rule, limit: 1 })).length > 0,
    server: async (server) => {
      const alerts = await log.alerts(open)
      return alerts.some((alert) => alert.server === server) || (await anyAsks(server, newest))
    },
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
