// The runs of a board that comes in pages: which are known for certain, which were known before and are still to be told anew,
// and how many are not here. Pure. A run that was pushed, or is of a page, is certain; a page never changes one that is: what
// was pushed is at least as new. Runs of before stay in sight until their page has come, so that no list shrinks meanwhile.

import type { Rest, RunsPage } from '../../core/contract/calls/pages.ts'
import type { Changes } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isGivenAtOnce, noRuns, type Tallies } from '../../core/run/tally.ts'
import type { Board } from './tallies.ts'

export type Runs = ReadonlyMap<number, RunSummary>

/** `next`: from where the following page is to be asked for; null once all runs are here. */
export type Pages = {
  readonly next: number | null
  readonly rest: readonly Rest[]
  /** Runs of before, below `next`, that no page has told of yet. */
  readonly old: ReadonlySet<number>
}

export const noPages: Pages = { next: null, rest: [], old: new Set() }

/** Unchanged runs stay identical, so that their rows are not drawn again. */
function keep(known: RunSummary | undefined, next: RunSummary): RunSummary {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(next) ? known : next
}

/** What a snapshot's runs make of the runs of before. */
export function firstPage(before: Runs, { runs, next, rest }: RunsPage): { runs: Runs; pages: Pages } {
  const told = new Map(runs.map((run) => [run.id, keep(before.get(run.id), run)]))
  if (next === null) return { runs: told, pages: noPages }
  const old = [...before.values()].filter(({ id }) => id < next && !told.has(id))
  return {
    runs: new Map([...told, ...old.map((run) => [run.id, run] as const)]),
    pages: { next, rest: withoutKnown(rest, told, next), old: new Set(old.map(({ id }) => id)) },
  }
}

/** What a page adds. `gone`: runs that were removed since it was asked for. */
export function nextPage(
  before: Runs,
  pages: Pages,
  page: RunsPage,
  gone: ReadonlySet<number>,
): { runs: Runs; pages: Pages; changed: ReadonlySet<number> } {
  const runs = new Map(before)
  const old = new Set(pages.old)
  const changed = new Set<number>()
  for (const run of page.runs) {
    const isOld = old.delete(run.id)
    if (gone.has(run.id) || (runs.has(run.id) && !isOld)) continue
    runs.set(run.id, keep(runs.get(run.id), run))
    changed.add(run.id)
  }
  const { next } = page
  for (const id of old)
    if (next === null || id >= next) {
      runs.delete(id)
      old.delete(id)
    }
  const certain = old.size === 0 ? runs : new Map([...runs].filter(([id]) => !old.has(id)))
  return {
    runs,
    changed,
    pages: next === null ? noPages : { next, rest: withoutKnown(page.rest, certain, next), old },
  }
}

/** What a push makes of the pages: a run that it tells of is counted with the others from now on. */
export function pagesAfter(
  pages: Pages,
  before: Runs,
  { runs, removed }: Pick<Changes, 'runs' | 'removed'>,
): Pages {
  const { next } = pages
  if (next === null) return pages
  const isAway = (id: number) => id < next && (!before.has(id) || pages.old.has(id))
  const told = runs.filter(({ id }) => isAway(id))
  const lost = removed.flatMap((id) => (isAway(id) ? (before.get(id) ?? []) : []))
  if (told.length + lost.length === 0) return pages
  const old = new Set(pages.old)
  for (const { id } of [...told, ...lost]) old.delete(id)
  return { next, old, rest: less(pages.rest, [...told, ...lost]) }
}

/** The engine counts every run below `next` that is not given at once: some were pushed meanwhile. */
function withoutKnown(rest: readonly Rest[], certain: Runs, next: number): readonly Rest[] {
  return less(
    rest,
    [...certain.values()].filter((run) => run.id < next && !isGivenAtOnce(run)),
  )
}

function less(rest: readonly Rest[], runs: readonly RunSummary[]): readonly Rest[] {
  const cells = new Map(rest.map((cell) => [cellKey(cell), cell]))
  for (const run of runs) {
    const cell = cells.get(cellKey(run))
    if (cell !== undefined) cells.set(cellKey(run), { ...cell, runs: Math.max(0, cell.runs - 1) })
  }
  return [...cells.values()].filter((cell) => cell.runs > 0)
}

function cellKey({ kind, serverId }: Pick<Rest, 'kind' | 'serverId'>): string {
  return `${serverId} ${kind}`
}

/** The counts of `counted`, and of those runs that are not here: all of these are finished. */
export function withRest(counted: Board, rest: readonly Rest[]): Board {
  if (rest.length === 0) return counted
  const board = new Map(counted)
  for (const { kind, serverId, runs } of rest) {
    const key = cellKey({ kind, serverId })
    const tallies: Tallies = board.get(key)?.tallies ?? noRuns
    board.set(key, {
      kind,
      serverId,
      tallies: { ...tallies, all: tallies.all + runs, finished: tallies.finished + runs },
    })
  }
  return board
}
