// Reads the events of a run again, because a person said what they mean: in the background, live or at rest. Until all of it
// is read the run is what it was; then its job, its checkpoints and its parameters change from one moment to the next.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Kind, Params } from '../../core/kind/kind.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { createReread, type Reread } from '../fold/reread.ts'
import type { LogAccess } from '../log/port.ts'
import type { StoredRun } from '../log/rows.ts'
import type { ActiveRun } from './activate-run.ts'
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
  readonly onDefect: (where: string, thrown: unknown) => void
}

export function createReadAgain(deps: Deps) {
  const { log, batcher, active, activating } = deps
  const working = new Map<number, Promise<void>>()
  /** Runs whose new reading is being stored: none is activated from what was stored before. */
  const finishing = new Map<number, Promise<void>>()
  let closing = false

  const live = (run: number) => active.get(run)?.live

  /** Says how far it is. */
  const tell = (run: number, readAs: string, done: number) => {
    const entry = live(run)
    if (entry !== undefined) return entry.reading({ readAs, done })
    const summary = deps.summary(run)
    if (summary !== undefined) deps.changed({ ...summary, reading: { readAs, done } })
  }

  const work = async (run: number, readAs: string): Promise<void> => {
    const stored = await log.run(run)
    const kind = deps.kinds.get(stored?.summary.kind ?? '')
    if (stored === null || kind === undefined) return
    const params = { ...stored.params, readAs }
    const reread = createReread(run, kind, params, await log.jobTransitions(run, 0))
    await readRows(log, run, reread, Number.MAX_SAFE_INTEGER, () => {
      tell(run, readAs, reread.seq())
      return closing
    })
    if (closing) return
    await activating.get(run)?.catch(() => {})
    const finish =
      live(run) === undefined ? finishAtRest(stored, reread, params) : finishLive(run, reread, params)
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

  const finishAtRest = async ({ summary }: StoredRun, reread: Reread, params: Params) => {
    await batcher.stored()
    const anew = await storeReread(log, summary, reread, params)
    if (anew !== null && deps.summary(summary.id) !== undefined) deps.changed(anew)
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

  const begin = (run: number, readAs: string): Promise<void> => {
    const work$ = work(run, readAs)
      .catch(async (thrown) => {
        if (closing) return
        deps.onDefect(`reading run ${run} again`, thrown)
        live(run)?.reading(null)
        const summary = await log.setReading(run, null).catch(() => null)
        if (summary !== null && live(run) === undefined) deps.changed(summary)
      })
      .finally(() => working.delete(run))
    working.set(run, work$)
    return work$
  }

  return {
    /** Begins to read `run` again; resolves when that is stored, so that a restart goes on with it. Rejects `not-allowed` while it is read. */
    start: async (run: number, readAs: string): Promise<void> => {
      if (working.has(run))
        throw new RunlightError(
          'not-allowed',
          'This run is being read again already: wait until that is done.',
        )
      await activating.get(run)?.catch(() => {})
      await batcher.stored()
      const summary = await log.setReading(run, { readAs, done: 0 })
      if (summary === null) return
      tell(run, readAs, 0)
      void begin(run, readAs)
    },
    /** Goes on with what an earlier Runlight did not bring to its end. */
    resume: (runs: Iterable<RunSummary>) => {
      for (const { id, reading } of runs) if (reading !== undefined) void begin(id, reading.readAs)
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
