// Does an act with several runs, and says what became of it. Nothing fails in silence: which runs an act leaves alone, and
// which it failed for, is in the notice.

import type { Desk } from '../desk/desk.ts'
import { entriesNow } from '../desk/entries-now.ts'
import { runActions } from '../desk/run-actions.ts'
import { type Selected, selectedOf } from '../store/selection.ts'
import { noSelection } from '../store/selection-state.ts'
import type { Act } from './acts.ts'
import { eachRun, formatOutcome } from './each-run.ts'
import { removalsOf } from './removals.ts'

/** The selected runs as the board shows them now. */
export function selectedNow(desk: Pick<Desk, 'live' | 'view'>): Selected {
  return selectedOf(desk.view.getState().selection, entriesNow(desk), desk.live.getState().runs)
}

/** Begins `act`: what has to be asked or typed first opens a dialog, the rest is done at once. Never rejects. */
export async function perform(desk: Desk, act: Act): Promise<void> {
  const { actions, client, notices, view } = desk
  if (act.off !== null) return notices.show(`${act.off}.`)
  const runs = act.runs.map(({ id }) => id)
  const [first = 0, second = 0] = runs
  switch (act.id) {
    case 'stop':
      if (act.asksFirst) return actions.openDialog({ type: 'stop-runs', runs })
      return stopRuns(desk, act)
    case 'seen':
      return report(desk, act, (run) =>
        client.call('runs.mark', { run: run.id, change: { acknowledged: !act.back } }),
      )
    case 'snooze':
      if (!act.back) return actions.openDialog({ type: 'snooze-runs', runs })
      return report(desk, act, (run) =>
        client.call('alerts.unsnooze', { what: { type: 'run', run: run.id } }),
      )
    case 'pin':
      return report(desk, act, (run) =>
        client.call('runs.mark', { run: run.id, change: { pinned: !act.back } }),
      )
    case 'tag':
      return actions.openDialog({ type: 'tag-runs', runs })
    case 'export':
      return actions.openDialog({
        type: 'export',
        what:
          runs.length === 1 ? { type: 'run', run: first, ranges: null, query: '' } : { type: 'runs', runs },
      })
    case 'compare':
      return actions.compare(first, second)
    case 'remove': {
      const { selection } = view.getState()
      if (!(await removalsOf(desk).remove(act.runs))) return
      // What was selected meanwhile stays so.
      if (view.getState().selection === selection) view.setState({ selection: noSelection })
      if (act.leaves.length > 0) notices.show(`${act.leaves.join('. ')}.`)
    }
  }
}

/** Stops those of the act's runs that are still watched. */
export function stopRuns(desk: Desk, act: Act): Promise<void> {
  const now = desk.live.getState().runs
  const still = act.runs.flatMap(({ id }) => now.get(id) ?? []).filter((run) => runActions(run).stop !== null)
  return report(desk, { ...act, runs: still }, (run) => desk.client.call('runs.stop', { run: run.id }))
}

/** Puts the act's runs to rest until `until` (epoch ms) or, with null, until they change. */
export function snoozeRuns(desk: Desk, act: Act, until: number | null): Promise<void> {
  return report(desk, act, (run) =>
    desk.client.call('alerts.snooze', { what: { type: 'run', run: run.id }, until }),
  )
}

async function report(
  { notices }: Desk,
  { did, runs, leaves }: Act,
  ask: Parameters<typeof eachRun>[1],
): Promise<void> {
  const outcome = await eachRun(runs, ask)
  const left = leaves.map((sentence) => ` ${sentence}.`).join('')
  notices.show(formatOutcome(did, outcome) + left, outcome.failed.length > 0 ? 'bad' : 'plain')
}
