// Hands over what lies in the spool, in its order and exactly once: each run is taken back first, if nothing else was added to
// it than what this collector stored, and what the log has already is not stored again. What it does not take stays in the
// file, and is said.

import { errorData } from '../../core/basics/errors.ts'
import type { Clock } from '../base/clock.ts'
import { runsOf, withoutRuns } from '../log/part-of-batch.ts'
import type { LogAccess } from '../log/port.ts'
import type { Batch } from '../log/rows.ts'
import type { TeamPort } from '../log/team-port.ts'
import { fencedRuns, type Gate } from './gate.ts'
import type { SpoolThread } from './spool/start-spool.ts'

type Deps = {
  readonly log: Pick<LogAccess, 'run' | 'event' | 'commit'>
  readonly team: Pick<TeamPort, 'reclaim'>
  readonly spool: SpoolThread['api']
  readonly clock: Clock
  /** What the spool was given, and is told when it is empty. */
  readonly gate: Pick<Gate, 'appended' | 'emptied' | 'isSpooled'>
  /** The runs whose streams go on here, and how many events of one are known by now. */
  readonly going: () => readonly number[]
  readonly known: (run: number) => number | null
  /** The run was taken back: it is this collector's, also where what comes after that fails. */
  readonly took: (run: number) => void
  /** What of a run the log does not take, and why. */
  readonly kept: (run: number, why: string) => void
}

/** More than any run has: nothing that others made of it is taken back. */
const all = 2 ** 31 - 1
/** Who has claimed the run meanwhile is about to end it, on a machine that may be busy, or is itself lost: a minute. */
const tries = 240
const betweenTriesMs = 250
const foreign = 'other events were added to the run'

/** Resolves when the spool is empty; rejects as the log does, and can be called again. */
export async function handOver(deps: Deps): Promise<void> {
  const { log, spool, clock, gate } = deps
  const back = new Map<number, string | null>()
  const take = async (run: number, counted: () => number | null): Promise<string | null> => {
    const why = await takeBack(deps, run, counted)
    back.set(run, why)
    if (why === null) deps.took(run)
    return why
  }
  const refused = new Set<number>()
  /** The runs of it that are refused are taken back once more, as the place may have been lost meanwhile; after that they are another's. */
  const store = async (batch: Batch): Promise<boolean> => {
    try {
      await log.commit(batch, true)
      for (const run of runsOf(batch)) refused.delete(run)
      return true
    } catch (thrown) {
      const { code, detail } = errorData(thrown)
      const runs = code === 'fenced' ? fencedRuns(detail) : []
      if (runs.length === 0) throw thrown
      for (const run of runs) {
        if (refused.has(run)) back.set(run, foreign)
        else back.delete(run)
        refused.add(run)
      }
      return false
    }
  }
  // What was claimed under this place is this collector's, and more of it is stored meanwhile.
  for (const run of deps.going().filter(gate.isSpooled)) {
    const why = await take(run, () => deps.known(run))
    if (why !== null) deps.kept(run, why)
  }
  for (;;) {
    const upTo = gate.appended()
    const next = await spool.first()
    if (next === null) {
      if (gate.emptied(upTo)) return
      continue
    }
    for (const run of runsOf(next.batch))
      if (!back.has(run)) await take(run, () => deps.known(run) ?? eventsIn(next.batch, run))
    const takes = withoutRuns(next.batch, (run) => back.get(run) !== null)
    if (runsOf(takes).size > 0 && !(await store(takes))) continue
    for (const run of runsOf(next.batch)) {
      const why = back.get(run)
      if (why == null) continue
      await spool.keep(
        run,
        clock.now(),
        why,
        withoutRuns(next.batch, (one) => one !== run),
      )
      deps.kept(run, why)
    }
    await spool.remove(next.id)
  }
}

/** How many events the run has by its summary in `batch`; null where there is none. */
function eventsIn({ runs }: Batch, run: number): number | null {
  return runs.find(({ summary }) => summary.id === run)?.summary.events ?? null
}

/** Null where the run was taken back, else why not. `counted`: its events as they are known here, where the spool has none of them. */
async function takeBack(
  { log, team, spool, clock }: Deps,
  run: number,
  counted: () => number | null,
): Promise<string | null> {
  for (let tried = 0; tried < tries; tried++) {
    const stored = await log.run(run)
    if (stored === null) return 'the run was removed'
    const { events } = stored.summary
    const span = await spool.span(run)
    if (span.lastSeq === null && events > (counted() ?? events)) return foreign
    if (span.firstSeq !== null && span.lastSeq !== null) {
      if (events < span.firstSeq - 1 || events > span.lastSeq) return foreign
      // An answer was lost: the last of what is stored is the spool's own, or somebody else's.
      const own = events < span.firstSeq ? null : await spool.event(run, events)
      const there = own === null ? null : await log.event(run, events)
      if (own !== null && (there?.data !== own.data || there.name !== own.name || there.at !== own.at))
        return foreign
    }
    const transitions = span.transition === null ? all : span.transition - 1
    const gaps = span.gap === null ? all : span.gap - 1
    if (await team.reclaim(run, { events, transitions, gaps })) return null
    await new Promise<void>((resolve) => {
      clock.after(betweenTriesMs, resolve)
    })
  }
  return 'the run is being changed by others'
}
