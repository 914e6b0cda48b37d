// What a transaction has made of each of its runs: the summary before it and after it, and what lies between. All that is
// measured is read off this, so that nothing has to be kept of a run that rests.

import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import type { Committed } from '../../engine/index.ts'

export type RunNews = {
  readonly before: RunSummary | null
  readonly now: RunSummary
  /** How many events were stored. */
  readonly events: number
  readonly attempts: Committed['attempts']
  readonly gaps: Committed['gaps']
  readonly transitions: Committed['transitions']
  /** It rested, as a person had left it, and goes on. */
  readonly resumed: boolean
  /** It came to rest. */
  readonly rested: boolean
}

/** `find` gives the summary as it was before. */
export function newsOf(
  { runs, events, attempts, gaps, transitions }: Committed,
  find: (id: number) => RunSummary | undefined,
): RunNews[] {
  const counts = new Map<number, number>()
  for (const { run } of events) counts.set(run, (counts.get(run) ?? 0) + 1)
  const byRun = <T extends { readonly run: number }>(all: readonly T[]) => Map.groupBy(all, ({ run }) => run)
  const attemptsOf = byRun(attempts)
  const gapsOf = byRun(gaps)
  const transitionsOf = byRun(transitions)
  return runs.map(({ summary: now }) => {
    const before = find(now.id) ?? null
    const moves = transitionsOf.get(now.id) ?? []
    const went = moves.some(({ state }) => !isSettled(state))
    return {
      before,
      now,
      events: counts.get(now.id) ?? 0,
      attempts: attemptsOf.get(now.id) ?? [],
      gaps: gapsOf.get(now.id) ?? [],
      transitions: moves,
      resumed: went && before !== null && isAtRest(before),
      rested: moves.length > 0 && isAtRest(now),
    }
  })
}

/** It has been asked for, or could not be, and no request is open or planned. */
function isAtRest({ connection }: RunSummary): boolean {
  return isSettled(connection.state) && connection.state !== 'idle'
}
