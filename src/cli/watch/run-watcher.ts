// The latest committed summary of one run, off the engine's pushes. A push that comes while the last one is still being
// printed only replaces it: whoever reads slowly sees fewer summaries, and never an old one after a newer.

import { type Alert, runsOf } from '../../core/alerts/alert.ts'
import type { LogStatus } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Call } from '../host/caller.ts'
import { runWith } from './run-with.ts'
import type { Watched } from './watched.ts'

export type RunWatcher = {
  readonly summary: () => RunSummary
  /** The alerts of the run that are new or over since this was last asked, in order. */
  readonly alerts: () => readonly Alert[]
  /** Resolves when there has been a push for the run, or a `wake`, since `summary` was last read. */
  readonly changed: () => Promise<void>
  readonly wake: () => void
  readonly close: () => void
}

/** Subscribes first and takes a snapshot second, so that nothing is missed. `onLog` is told how the log fares. */
export async function watchRun(
  engine: Pick<Watched, 'onChanges'>,
  call: Call,
  first: RunSummary,
  onLog: (status: LogStatus) => void,
): Promise<RunWatcher> {
  let latest: RunSummary | null = null
  const alerts: Alert[] = []
  const isOverBy = new Map<number, boolean>()
  const takeAlert = (alert: Alert) => {
    const isOver = alert.resolvedAt !== null
    if (!runsOf(alert).includes(first.id) || isOverBy.get(alert.id) === isOver) return
    isOverBy.set(alert.id, isOver)
    alerts.push(alert)
    news.resolve()
  }
  let news = Promise.withResolvers<void>()
  const look = async () => {
    latest = (await runWith(call, first.id).catch(() => null)) ?? latest
    news.resolve()
  }
  const close = engine.onChanges((changes) => {
    // Pushes were lost: what is true now is asked for.
    if (changes === null) return void look()
    if (changes.log !== null) onLog(changes.log)
    for (const alert of changes.alerts ?? []) takeAlert(alert)
    const found = changes.runs.find((run) => run.id === first.id)
    if (found === undefined) return
    latest = found
    news.resolve()
  })
  const now = await runWith(call, first.id)
  latest ??= now ?? first
  return {
    summary: () => {
      news = Promise.withResolvers<void>()
      return latest ?? first
    },
    alerts: () => alerts.splice(0),
    changed: () => news.promise,
    wake: () => news.resolve(),
    close,
  }
}
