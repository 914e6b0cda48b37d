// A batch without some of its runs: what is stored of each run stands for itself.

import type { Batch } from './rows.ts'

export function withoutRuns(batch: Batch, isGone: (run: number) => boolean): Batch {
  const stays = ({ run }: { readonly run: number }) => !isGone(run)
  return {
    events: batch.events.filter(stays),
    runs: batch.runs.filter(({ summary }) => !isGone(summary.id)),
    attempts: batch.attempts.filter(stays),
    gaps: batch.gaps.filter(stays),
    transitions: batch.transitions.filter(stays),
    checkpoints: batch.checkpoints.filter(stays),
  }
}

/** The runs that the batch has something of. */
export function runsOf(batch: Batch): ReadonlySet<number> {
  const { events, runs, attempts, gaps, transitions, checkpoints } = batch
  return new Set([
    ...runs.map(({ summary }) => summary.id),
    ...[events, attempts, gaps, transitions, checkpoints].flatMap((rows) => rows.map(({ run }) => run)),
  ])
}
