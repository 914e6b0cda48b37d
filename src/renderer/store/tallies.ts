// The counts around the board, by kind and server, kept up with every push: only the runs that changed are counted anew.
// Pure. Counting all runs for every push was rejected: with ten thousand runs it would cost more than drawing.

import { needsPerson } from '../../core/run/marks.ts'
import { isUnreached } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { noRuns, type Tallies, type TallyName, tallyNames, withRun } from '../../core/run/tally.ts'

/** The runs of one kind on one server. */
type Cell = { readonly kind: string; readonly serverId: number | null; readonly tallies: Tallies }

/** All counts. A cell stays identical while its counts do. */
export type Board = ReadonlyMap<string, Cell>

type Runs = Pick<ReadonlyMap<number, RunSummary>, 'get'>

/** The counts of `runs`. */
export function countBoard(runs: Iterable<RunSummary>): Board {
  const board = new Map<string, Cell>()
  for (const run of runs) add(board, run, 1)
  return board
}

/** `board` after the runs `ids` changed from `before` to `after`; the same object where no count changed. */
export function recountBoard(board: Board, before: Runs, after: Runs, ids: Iterable<number>): Board {
  let next: Map<string, Cell> | null = null
  for (const id of ids) {
    const [old, run] = [before.get(id), after.get(id)]
    if (old !== undefined && run !== undefined && sameCounts(old, run)) continue
    next ??= new Map(board)
    if (old !== undefined) add(next, old, -1)
    if (run !== undefined) add(next, run, 1)
  }
  return next ?? board
}

/** What a count depends on is equal, as it is for nearly every push. */
function sameCounts(a: RunSummary, b: RunSummary): boolean {
  return (
    a.job.state === b.job.state &&
    a.connection.state === b.connection.state &&
    a.connection.attempt === b.connection.attempt &&
    isUnreached(a) === isUnreached(b) &&
    needsPerson(a) === needsPerson(b) &&
    a.kind === b.kind &&
    a.serverId === b.serverId
  )
}

function add(board: Map<string, Cell>, run: RunSummary, by: 1 | -1): void {
  const { kind, serverId } = run
  const key = `${serverId} ${kind}`
  const tallies = withRun(board.get(key)?.tallies ?? noRuns, run, by)
  if (tallies.all === 0) board.delete(key)
  else board.set(key, { kind, serverId, tallies })
}

/** Which runs are meant; null: whichever. */
export type Narrowing = { readonly kind: string | null; readonly server: number | null }

export const everywhere: Narrowing = { kind: null, server: null }

/** The counts of the runs that `narrowing` lets through. */
export function tallies(board: Board, { kind, server }: Narrowing): Tallies {
  const sum: Record<TallyName, number> = { ...noRuns }
  for (const cell of board.values()) {
    if (kind !== null && cell.kind !== kind) continue
    if (server !== null && cell.serverId !== server) continue
    for (const name of tallyNames) sum[name] += cell.tallies[name]
  }
  return sum
}

/** The kinds that have runs, those of the most first. */
export function kindsOf(board: Board): readonly string[] {
  const counts = new Map<string, number>()
  for (const { kind, tallies: one } of board.values()) counts.set(kind, (counts.get(kind) ?? 0) + one.all)
  return [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b)).map(([kind]) => kind)
}
