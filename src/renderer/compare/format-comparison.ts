// Differences in words, which need no sign and no colour. Pure. It says longer and shorter, more and fewer, never better or
// worse: that depends on the job.

import { formatCount, formatMs } from '../../core/basics/quantities.ts'
import type { Comparison } from '../../core/figures/comparison.ts'
import type { Figures, UsualRun } from '../../core/figures/figures.ts'
import { notRecorded } from '../../core/run/not-recorded.ts'
import { type JobState, jobStates } from '../../core/run/states.ts'
import { jobWords } from '../../core/run/words.ts'
import { bytesRow, countRow, durationRow, type FactRow, none, wordRow } from './fact-rows.ts'
import { firstTokenRows, modelRows, usualModelRows } from './model-rows.ts'

/** The facts of two runs, or of a run and the usual run; what neither has is left out. */
export function factRows({ a, b, usual, sameKind }: Comparison): readonly FactRow[] {
  return b === null ? againstUsual(a, usual) : againstRun(a, b, sameKind)
}

function againstRun(a: Figures, b: Figures, sameKind: boolean): readonly FactRow[] {
  const [first, second] = [a.totals, b.totals]
  const ifAny = (name: string, mine: number, theirs: number, row = countRow) =>
    mine + theirs === 0 ? [] : [row(name, mine, theirs)]
  return [
    wordRow('Outcome', jobWords[a.state], jobWords[b.state]),
    durationRow('Took', a.durationMs, b.durationMs),
    durationRow('First event after', a.firstEventMs, b.firstEventMs),
    ...firstTokenRows(a.model, b.model?.firstTokenMs ?? null),
    durationRow('First content after', a.firstContentMs, b.firstContentMs),
    ...modelRows(a, b),
    countRow('Events', a.events, b.events),
    durationRow('Median time between events', a.waits?.p50Ms ?? null, b.waits?.p50Ms ?? null),
    durationRow('Longest time between events', a.waits?.maxMs ?? null, b.waits?.maxMs ?? null),
    countRow('Attempts', a.attempts.length, b.attempts.length),
    countRow('Gaps', a.gaps.length, b.gaps.length),
    ...ifAny('Passed on and not recorded', notRecorded(a.gaps), notRecorded(b.gaps), bytesRow),
    ...ifAny('Warnings and errors', first.warnings + first.errors, second.warnings + second.errors),
    ...ifAny('Unreadable events', first.unreadable, second.unreadable),
    ...(sameKind
      ? [
          ...ifAny('Items', first.items, second.items),
          ...ifAny('Characters of text', first.textLength, second.textLength),
        ]
      : []),
  ]
}

function againstUsual(a: Figures, usual: UsualRun | null): readonly FactRow[] {
  if (usual === null) return []
  return [
    outcomeRow(a.state, usual),
    ...[
      durationRow('Took', a.durationMs, usual.durationP50Ms),
      durationRow('First event after', a.firstEventMs, usual.firstEventP50Ms),
      ...(a.model === null ? [] : firstTokenRows(a.model, usual.firstTokenP50Ms)),
      durationRow('First content after', a.firstContentMs, usual.firstContentP50Ms),
      ...usualModelRows(a, usual),
      countRow('Events', a.events, usual.eventsP50),
      // That no usual run is known yet is said once, above the table.
    ].map((row) => (row.b === none ? { ...row, difference: null } : row)),
  ]
}

/** The outcome, and that of most runs: `completed, 4 of 5`. */
function outcomeRow(state: JobState, usual: UsualRun): FactRow {
  const rates = outcomeRates(usual)
  const most = rates[0]
  const name = 'Outcome'
  if (most === undefined) return { name, a: jobWords[state], b: none, difference: null, notable: false }
  const all = rates.reduce((sum, { runs }) => sum + runs, 0)
  const b = `${jobWords[most.state]}, ${most.runs.toLocaleString('en-US')} of ${all.toLocaleString('en-US')}`
  const isOver = rates.some((rate) => rate.state === state)
  return {
    name,
    a: jobWords[state],
    b,
    difference: !isOver ? null : state === most.state ? 'as most' : 'not as most',
    notable: isOver && state !== most.state,
  }
}

export type OutcomeRate = { readonly state: JobState; readonly runs: number; readonly part: number }

/** The outcomes of the finished runs of a kind, most frequent first; `part` is 0–1. */
export function outcomeRates({ outcomes }: UsualRun): readonly OutcomeRate[] {
  const over = jobStates.filter((state) => state !== 'pending' && state !== 'processing')
  const all = over.reduce((sum, state) => sum + (outcomes[state] ?? 0), 0)
  return over
    .map((state) => ({ state, runs: outcomes[state] ?? 0, part: (outcomes[state] ?? 0) / Math.max(1, all) }))
    .filter(({ runs }) => runs > 0)
    .toSorted((a, b) => b.runs - a.runs)
}

/**
 * The duration `ms` of a run (so far, while it is `running`) compared with the usual one; null where none is known.
 */
export function formatAgainstUsual(
  ms: number | null,
  running: boolean,
  { durationP50Ms: half, durationP90Ms: most, basis }: UsualRun,
): string | null {
  if (half === null || most === null) return null
  const runs = formatCount(basis, 'completed run')
  if (ms === null)
    return `Half of the ${runs} took up to ${formatMs(half)}, nine in ten up to ${formatMs(most)}.`
  const took = `${running ? 'So far' : 'This run took'} ${formatMs(ms)}: `
  if (ms > most) return `${took}slower than usual, longer than nine in ten of the ${runs}.`
  if (running) return `${took}not slower than usual. Half of the ${runs} took up to ${formatMs(half)}.`
  return ms > half
    ? `${took}longer than half of the ${runs}, but not slower than usual.`
    : `${took}no longer than half of the ${runs}.`
}
