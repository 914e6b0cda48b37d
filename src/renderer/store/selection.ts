// Which runs of the board are selected, as a person selects in every list: one by one, as a range, all. Pure. A range is
// made anew from where it began with each step, over what was selected before it. A run that has several rows is selected
// in all of them, and counts once.

import type { RunSummary } from '../../core/run/run.ts'
import type { BoardEntry } from './board-groups.ts'
import type { LiveState } from './live-store.ts'
import { noSelection, type Selection } from './selection-state.ts'

/** Selects `run`, or no longer; a range goes on from it. */
export function toggled({ runs }: Selection, run: number): Selection {
  const next = new Set(runs)
  if (!next.delete(run)) next.add(run)
  return { runs: next, anchor: run, before: next }
}

/** `run` alone. */
export function only(run: number): Selection {
  return toggled(noSelection, run)
}

/**
 * The runs from where the range began to row `to`, in place of the last such range. It begins at the row of `cursor` (-1:
 * none) where nothing was selected before, and where its beginning is no longer listed; else at `to`.
 */
export function extended(
  { anchor, before }: Selection,
  entries: readonly BoardEntry[],
  cursor: number,
  to: number,
): Selection {
  const starts = entries.flatMap((entry, index) => (entry === anchor ? [index] : []))
  const nearest = starts.toSorted((a, b) => Math.abs(a - to) - Math.abs(b - to))[0]
  const from = nearest ?? (cursor === -1 ? to : cursor)
  const range = runsOf(entries.slice(Math.min(from, to), Math.max(from, to) + 1))
  return {
    runs: new Set([...before, ...range]),
    anchor: (from <= to ? range[0] : range.at(-1)) ?? anchor,
    before,
  }
}

/** All that are listed, besides what was selected before. */
export function withAll({ runs, anchor }: Selection, entries: readonly BoardEntry[]): Selection {
  const next = new Set([...runs, ...runsOf(entries)])
  return { runs: next, anchor, before: next }
}

export type Selected = {
  /** In the order of the board. Acts are on these alone. */
  readonly runs: readonly RunSummary[]
  /** How many more are selected and not in view: a filter leaves them out, or their group is folded. */
  readonly elsewhere: number
}

const noneSelected: Selected = { runs: [], elsewhere: 0 }

/** The selected runs that are listed. Those that are gone are no longer selected. */
export function selectedOf(
  { runs: ids }: Selection,
  entries: readonly BoardEntry[],
  runs: LiveState['runs'],
): Selected {
  if (ids.size === 0) return noneSelected
  const here = new Set(runsOf(entries).filter((id) => ids.has(id)))
  const listed = [...here].flatMap((id) => runs.get(id) ?? [])
  const known = [...ids].filter((id) => runs.has(id)).length
  return { runs: listed, elsewhere: known - listed.length }
}

function runsOf(entries: readonly BoardEntry[]): readonly number[] {
  return entries.filter((entry) => typeof entry === 'number')
}
