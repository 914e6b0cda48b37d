// Reads the events of a run again, because a person said what they mean: in the background, live or at rest. Until all of it
// is read the run is what it was; then its job, its checkpoints and its parameters change from one moment to the next, and its
// kind too where it is to be one of another.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Kind, Params } from '../../core/kind/kind.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { createReread, type Reread } from '../fold/reread.ts'
import type { LogAccess } from '../log/port.ts'
import type { StoredRun } from '../log/rows.ts'
import type { ActiveRun } from './activate-run.ts'
import type { Renamed } from './as-kind.ts'
import type { Batcher } from './batcher.ts'
import { readRows, storeReread } from './store-reread.ts'

type Deps = {
  readonly log: LogAccess
  readonly kinds: ReadonlyMap<string, Kind>
  readonly batcher: Batcher
  readonly active: ReadonlyMap<number, ActiveRun>
  readonly activating: ReadonlyMap<number, Promise<unknown>>
  /** The summary of a run at rest is this now: it is shown. */
  readonly changed: (summary: RunSummary) => void
  readonly summary: (run: number) => RunSummary | undefined
  /** Blocks of the run are to be made anew. */
  readonly blocksGone: (run: number) => Promise<void>
  /** The run as one of the kind of this id, with its secrets kept as that needs them; null where it can be none. */
  readonly renamed: (run: StoredRun, kind: string) => Promise<Renamed | null>
  readonly onDefect: (where: string, thrown: unknown) => void
}

/** As what a run is to be read: by a reader, or as one of another kind. */
export type Wanted = Omit<NonNullable<RunSummary['reading']>, 'done'>

/** Why a run that is not settled is not made one of another kind. */
export const stillWatched =
  'Runlight still watches this run: stop it, or wait for its end, before it is read as another kind.'

export function createReadAgain(deps: Deps) {
  const { log, batcher, active, activating } = deps
  const working = new Map<number, Promise<void>>()
  /** Runs whose new reading is being stored: none is activated from what was stored before. */
  const finishing = new Map<number, Promise<void>>()
  let closing = false

  const live = (run: number) => active.get(run)?.live

  /** Says how far it is. */
  const tell = (run: number, wanted: Wanted, done: number) => {
    const entry = live(run)
    if (entry !== undefined) return entry.reading({ ...wanted, done })
    const summary = deps.summary(run)
    if (summary !== undefined) deps.changed({ ...summary, reading: { ...wanted, done } })
  }

  /** It is not read after all: it stays what it was. */
  const giveUp = async (run: number): Promise<void> => {
    live(run)?.reading(null)
    const summary = await log.setReading(run, null).catch(() => null)
    if (summary !== null && live(run) === undefined) deps.changed(summary)
  }

  const work = async (run: number, wanted: Wanted): Promise<void> => {
    const stored = await log.run(run)
    if (stored === null) return
    const renamed = wanted.kind === undefined ? undefined : await deps.renamed(stored, wanted.kind)
    const kind = deps.kinds.get(wanted.kind ?? stored.summary.kind)
    if (kind === undefined || renamed === null) return giveUp(run)
    const params = renamed?.params ?? { ...stored.params, readAs: wanted.readAs }
    const reread = createReread(run, kind, params, await log.jobTransitions(run, 0))
    await readRows(log, run, reread, Number.MAX_SAFE_INTEGER, () => {
      tell(run, wanted, reread.seq())
      return closing
    })
    if (closing) return
    await activating.get(run)?.catch(() => {})
    // Somebody has connected it meanwhile: a run that is watched is not made one of another kind.
    if (renamed !== undefined && live(run) !== undefined) return giveUp(run)
    const finish =
      live(run) === undefined
        ? finishAtRest(stored, reread, params, renamed)
        : finishLive(run, reread, params)
    finishing.set(
      run,
      finish.catch(() => {}),
    )
    try {
      await finish
    } finally {
      finishing.delete(run)
    }
    await Promise.all([log.forgetReadings(), log.review.forgetReadings()])
    const shown = deps.summary(run)
    if (shown !== undefined && live(run) === undefined) deps.changed(shown)
    await deps.blocksGone(run)
  }

  const finishAtRest = async (
    stored: StoredRun,
    reread: Reread,
    params: Params,
    renamed: Renamed | undefined,
  ) => {
    await batcher.stored()
    const anew = await storeReread(log, stored, reread, params, renamed?.as)
    if (anew !== null && deps.summary(stored.summary.id) !== undefined) deps.changed(anew)
  }

  /** Nothing that comes meanwhile is lost to the new reading: the live run keeps it for the last step, which waits for nothing. */
  const finishLive = async (run: number, reread: Reread, params: Params) => {
    const entry = live(run)
    if (entry === undefined) return
    entry.beginTail()
    const upTo = entry.seq()
    const last = entry.transitions()
    await batcher.stored()
    const transitions = await log.jobTransitions(run, reread.seq())
    reread.withTransitions(transitions.filter(({ number }) => number <= last))
    await readRows(log, run, reread, upTo, () => closing)
    const changed = reread.addTail(entry.tail())
    entry.readAgain(params, reread.job())
    await batcher.stored()
    if (changed.length > 0) await log.reflag(run, changed)
    await log.readAnew(run, { upTo: reread.seq(), params, checkpoints: reread.checkpoints(), summary: null })
    entry.reading(null, (deps.summary(run)?.readAgain ?? 0) + 1)
    await batcher.stored()
  }

  const begin = (run: number, wanted: Wanted): Promise<void> => {
    const work$ = work(run, wanted)
      .catch(async (thrown) => {
        if (closing) return
        deps.onDefect(`reading run ${run} again`, thrown)
        await giveUp(run)
      })
      .finally(() => working.delete(run))
    working.set(run, work$)
    return work$
  }

  return {
    /**
     * Begins to read `run` again; resolves when that is stored, so that a restart goes on with it. Rejects `not-allowed` while
     * it is read, and for another kind while it is watched.
     */
    start: async (run: number, wanted: Wanted): Promise<void> => {
      if (working.has(run) && deps.summary(run)?.reading !== undefined)
        throw new RunlightError(
          'not-allowed',
          'This run is being read again already: wait until that is done.',
        )
      // It is read, and what follows from that is about to be made.
      await working.get(run)
      await activating.get(run)?.catch(() => {})
      await batcher.stored()
      if (wanted.kind !== undefined && live(run) !== undefined)
        throw new RunlightError('not-allowed', stillWatched)
      const summary = await log.setReading(run, { ...wanted, done: 0 })
      if (summary === null) return
      tell(run, wanted, 0)
      void begin(run, wanted)
    },
    /** Goes on with what an earlier Runlight did not bring to its end. */
    resume: (runs: Iterable<RunSummary>) => {
      for (const { id, reading } of runs) {
        if (reading === undefined) continue
        const { done: _, ...wanted } = reading
        void begin(id, wanted)
      }
    },
    /** Resolves when the run's stored reading is the one it has. */
    beforeActivating: async (run: number): Promise<void> => {
      await finishing.get(run)
    },
    /** Ends where it is: the next start goes on. Resolves when nothing is stored any more. */
    close: async () => {
      closing = true
      await Promise.all(working.values())
    },
  }
}
