// All runs of a shared log in memory, as the feed tells of them: what every screen of this hub is served from. A run is kept once
// whoever sees it, with what was counted of it, so that a page is made without looking at runs again.

import type { Rest, RunsPage } from '../../core/contract/calls/pages.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isGivenAtOnce } from '../../core/run/tally.ts'

/** Runs that one page holds, beside those that somebody may have to act on. */
const pageRuns = 1_000

type Cell = Pick<Rest, 'kind' | 'serverId'>

type Entry = {
  /** As it is stored. */
  readonly stored: RunSummary
  /** As it is shown. */
  readonly shown: RunSummary
  readonly given: boolean
  readonly cell: Cell
}

/** Whether somebody sees a run. */
export type Sees = (run: RunSummary) => boolean

export type Mirror = ReturnType<typeof createMirror>

/** `shownAs` makes of a stored run what screens are told: with its alerts, and with who has it. */
export function createMirror(shownAs: (run: RunSummary) => RunSummary) {
  const entries = new Map<number, Entry>()
  const cells = new Map<string, Cell>()
  /** In their order. */
  let ids: number[] = []

  const cellOf = ({ kind, serverId }: RunSummary): Cell => {
    const key = `${serverId} ${kind}`
    const known = cells.get(key)
    if (known !== undefined) return known
    const cell = { kind, serverId }
    cells.set(key, cell)
    return cell
  }

  const put = (stored: RunSummary): RunSummary => {
    if (!entries.has(stored.id)) insert(stored.id)
    return keep(stored)
  }

  const keep = (stored: RunSummary): RunSummary => {
    const shown = shownAs(stored)
    entries.set(stored.id, { stored, shown, given: isGivenAtOnce(shown), cell: cellOf(shown) })
    return shown
  }

  const insert = (id: number) => {
    if (id > (ids.at(-1) ?? 0)) ids.push(id)
    else ids.splice(firstFrom(ids, id), 0, id)
  }

  /** Runs below number `before` that are not given at once, newest first, and what is left below them. */
  const pageBelow = (before: number, sees: Sees, first: readonly RunSummary[]): RunsPage => {
    const runs = [...first]
    const told = new Set(first.map(({ id }) => id))
    let next: number | null = null
    let taken = 0
    const rest = new Map<Cell, number>()
    for (let at = firstFrom(ids, before) - 1; at >= 0; at--) {
      const entry = entries.get(ids[at] ?? 0)
      if (entry === undefined || !sees(entry.shown)) continue
      if (taken < pageRuns) {
        taken++
        next = entry.shown.id
        if (!told.has(entry.shown.id)) runs.push(entry.shown)
      } else if (!entry.given) rest.set(entry.cell, (rest.get(entry.cell) ?? 0) + 1)
    }
    if (rest.size === 0) return { runs, next: null, rest: [] }
    return { runs, next, rest: [...rest].map(([cell, count]) => ({ ...cell, runs: count })) }
  }

  return {
    get: (id: number): RunSummary | undefined => entries.get(id)?.shown,
    stored: (id: number): RunSummary | undefined => entries.get(id)?.stored,
    size: () => entries.size,
    /** All of them as they are shown, the oldest first. */
    *runs(): Generator<RunSummary> {
      for (const id of ids) {
        const entry = entries.get(id)
        if (entry !== undefined) yield entry.shown
      }
    },
    /** Takes runs as they are stored now; returns them as they are shown. */
    take: (runs: readonly RunSummary[]): RunSummary[] => runs.map(put),
    /** Takes pages of what is stored, newest first, before anybody is served. */
    load: (runs: readonly RunSummary[]) => {
      const added = runs.filter(({ id }) => !entries.has(id))
      for (const stored of added) keep(stored)
      ids = [...added.map(({ id }) => id).toReversed(), ...ids].toSorted((a, b) => a - b)
    },
    /** Runs that are shown otherwise by now, for whatever reason lies outside them: of those that `concerned` names. */
    renew: (concerned: (run: RunSummary) => boolean): RunSummary[] => {
      const changed: RunSummary[] = []
      for (const { stored, shown } of entries.values()) {
        if (!concerned(stored)) continue
        if (!isShownSo(shown, shownAs(stored))) changed.push(put(stored))
      }
      return changed
    },
    /** Returns those that were here. */
    remove: (gone: readonly number[]): number[] => {
      const removed = gone.filter((id) => entries.delete(id))
      if (removed.length > 0) ids = ids.filter((id) => entries.has(id))
      return removed
    },
    /** What a screen is given first: every run that somebody may have to act on, and the newest of the others. */
    first: (sees: Sees): RunsPage => {
      const given: RunSummary[] = []
      for (const entry of entries.values()) if (entry.given && sees(entry.shown)) given.push(entry.shown)
      return pageBelow(Number.POSITIVE_INFINITY, sees, given)
    },
    /** The next runs below number `before`. */
    page: (before: number, sees: Sees): RunsPage => pageBelow(before, sees, []),
  }
}

/** What lies outside of a run is the same in both; everything else is one and the same object anyway. */
function isShownSo(a: RunSummary, b: RunSummary): boolean {
  return isSame(a.connection, b.connection) && isSame(a.team, b.team) && isSame(a.attention, b.attention)
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** The place of the first number that is not below `id`. */
function firstFrom(ids: readonly number[], id: number): number {
  let [from, to] = [0, ids.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((ids[middle] ?? 0) < id) from = middle + 1
    else to = middle
  }
  return from
}
