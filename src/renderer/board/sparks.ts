// The rates of events of the runs whose rows are drawn. The engine is asked once for all that come into view together; then
// they follow the summaries, which are here anyway. What that cannot tell is asked for again: gaps, and now and then all.

import type { RunSummary } from '../../core/run/run.ts'
import type { Desk } from '../desk/desk.ts'
import { advance, isOver, type KnownSpark, knownSpark } from './spark-advance.ts'

/** Five minutes, second by second: a run of half a minute has a line as well. */
const shape = { buckets: 300, widthMs: 1_000 } as const
/** Rows that come into view within so long are one question. */
const gatherMs = 60
/** So often the engine is asked about runs that go on: summaries tell when events came to a second only. */
const refreshMs = 60_000
/** A clock that stood still longer was one of a window that nobody saw. */
const awayMs = 5_000
/** Runs in one question, by the contract. */
const mostAsked = 200
/** Rates of rows that were scrolled away, for when they come back. */
const mostKept = 400

export type Sparks = ReturnType<typeof createSparks>

const made = new WeakMap<Desk, Sparks>()

/** The rates of the desk's runs. */
export function sparksOf(desk: Desk): Sparks {
  const known = made.get(desk) ?? createSparks(desk)
  made.set(desk, known)
  return known
}

type Deps = Pick<Desk, 'client' | 'live' | 'clock'>

function createSparks({ client, live, clock }: Deps) {
  const known = new Map<number, KnownSpark>()
  const watched = new Map<number, Set<() => void>>()
  const wanted = new Set<number>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop: (() => void) | null = null
  let tickedAt = 0
  let refreshedAt = 0

  const tell = (run: number) => {
    for (const listener of watched.get(run) ?? []) listener()
  }
  const want = (run: number) => {
    wanted.add(run)
    timer ??= setTimeout(() => void ask(), gatherMs)
  }
  const wantAll = (which: (run: RunSummary) => boolean) => {
    const { runs } = live.getState()
    for (const id of watched.keys()) {
      const run = runs.get(id)
      if (run !== undefined && which(run)) want(id)
    }
  }

  const ask = async () => {
    timer = undefined
    const asked = [...wanted].filter((id) => watched.has(id)).slice(0, mostAsked)
    for (const id of asked) wanted.delete(id)
    if (asked.length === 0) return wanted.clear()
    try {
      const { sparks } = await client.call('runs.sparks', { runs: asked, ...shape })
      for (const spark of sparks) put(spark.run, spark)
    } catch {
      // The window says itself that the engine does not answer; it is asked again once it does, and with the next refresh.
    }
    if (wanted.size > 0) timer ??= setTimeout(() => void ask(), gatherMs)
  }

  const put = (id: number, spark: KnownSpark['spark']) => {
    const run = live.getState().runs.get(id)
    known.delete(id)
    if (run === undefined) return
    const asAnswered = knownSpark(spark, run)
    known.set(id, advance(asAnswered, run, clock.now()) ?? asAnswered)
    const oldest = known.size > mostKept ? [...known.keys()].find((one) => !watched.has(one)) : undefined
    if (oldest !== undefined) known.delete(oldest)
    tell(id)
  }

  const follow = (id: number, run: RunSummary | undefined, now: number) => {
    const before = known.get(id)
    if (before === undefined || run === undefined) return
    const after = advance(before, run, now)
    if (after === null) want(id)
    else if (after !== before) {
      known.set(id, after)
      tell(id)
    }
  }

  const start = () => {
    tickedAt = Date.now()
    refreshedAt = tickedAt
    const stopLive = live.subscribe((state, before) => {
      if (state.link.state === 'ready' && before.link.state !== 'ready') wantAll(() => true)
      if (state.runs === before.runs) return
      const now = clock.now()
      for (const id of watched.keys()) {
        const run = state.runs.get(id)
        if (run !== before.runs.get(id)) follow(id, run, now)
      }
    })
    const stopClock = clock.subscribe(() => {
      const now = Date.now()
      const wasAway = now - tickedAt > awayMs
      tickedAt = now
      if (wasAway || now - refreshedAt > refreshMs) {
        refreshedAt = now
        return wantAll((run) => !isOver(run))
      }
      const { runs } = live.getState()
      for (const id of watched.keys()) follow(id, runs.get(id), now)
    })
    return () => {
      clearTimeout(timer)
      timer = undefined
      wanted.clear()
      stopLive()
      stopClock()
    }
  }

  return {
    /** Follows the rate of `run` while it is watched; calls `listener` with every change. */
    watch: (run: number, listener: () => void): (() => void) => {
      stop ??= start()
      const listeners = watched.get(run) ?? new Set()
      watched.set(run, listeners.add(listener))
      want(run)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) watched.delete(run)
        if (watched.size > 0) return
        stop?.()
        stop = null
      }
    },
    /** The rate as it is known, the same object until it changes; null until then. */
    get: (run: number) => known.get(run)?.spark ?? null,
  }
}
