// The figures of a run. Up to a quarter of a million events every one is folded, and what was folded is kept, so that a live
// run costs only its new events; a longer run is read in samples of blocks and at its checkpoints, and says so.

import { formatCount } from '../../core/basics/quantities.ts'
import type { Figures } from '../../core/figures/figures.ts'
import { createStretches, stretchWidth, type Wait, waitsOf } from '../../core/figures/measure.ts'
import { modelFigures } from '../../core/figures/model-figures.ts'
import { type Point, thin } from '../../core/figures/series.ts'
import { judgedStages } from '../../core/job/checks.ts'
import type { Job } from '../../core/job/job.ts'
import { tookOf } from '../../core/job/took.ts'
import type { Kind } from '../../core/kind/kind.ts'
import { countName, otherNames } from '../../core/log/blocks.ts'
import { beganAt } from '../../core/run/began-at.ts'
import { createJobFolder } from '../fold/rebuild-job.ts'
import type { StoredRun } from '../log/rows.ts'
import type { RunReader } from '../log/run-reader.ts'
import type { createSampler } from './sample.ts'
import type { Seen } from './seen.ts'
import { createSlices, type Work } from './slices.ts'

/** Up to this many events all are looked at: less than a second’s work, done once. */
export const exactEvents = 250_000
const mostPoints = 1_000
/** Progress is thinned while it is gathered once it has this many points. */
const roomyPoints = 8_000
/** Names that are counted by themselves. */
const mostNames = 1_000
const keptRuns = 4
const page = 512

/** What was gathered of a run that is looked at whole, up to event `seq`. */
type Gathered = {
  seq: number
  job: Job | null
  /** Arrival times, never going back: a clock that was set back counts as standing still. */
  readonly times: number[]
  progress: readonly Point[]
  readonly names: Map<string, number>
}

type Deps = {
  readonly log: RunReader
  readonly kinds: ReadonlyMap<string, Kind>
  readonly sampler: ReturnType<typeof createSampler>
}

export function createFigures({ log, kinds, sampler }: Deps) {
  const slices = createSlices<Figures | null>()
  const gathered = new Map<number, Gathered>()
  const known = new Map<string, Figures>()

  function* gather(stored: StoredRun, events: number): Work<Gathered> {
    const run = stored.summary.id
    const all: Gathered = gathered.get(run) ?? nothingYet()
    gathered.delete(run)
    const from = all.job === null ? null : { seq: all.seq, job: all.job }
    const folder = createJobFolder(
      from,
      log.jobTransitions(run, all.seq),
      kinds.get(stored.summary.kind),
      stored.params,
    )
    let percent = all.progress.at(-1)?.value ?? null
    while (all.seq < events) {
      const rows = log.range(run, all.seq + 1, Math.min(page, events - all.seq))
      if (rows.length === 0) break
      const points: Point[] = []
      for (const row of rows) {
        folder.add(row)
        const at = Math.max(row.at, all.times.at(-1) ?? row.at)
        all.times.push(at)
        countName(all.names, row.name, mostNames)
        const { percent: now } = folder.job().progress
        if (now === null || now === percent) continue
        percent = now
        points.push({ at, value: now })
      }
      all.seq = folder.seq()
      all.job = folder.job()
      all.progress = all.progress.concat(points)
      if (all.progress.length > roomyPoints) all.progress = thin(all.progress, roomyPoints / 2)
      yield all.seq / events
    }
    gathered.set(run, all)
    if (gathered.size > keptRuns) gathered.delete(gathered.keys().next().value ?? run)
    return all
  }

  function* whole(stored: StoredRun, events: number, startedAt: number, widthMs: number): Work<Seen> {
    const { times, progress, names, seq, job } = yield* gather(stored, events)
    const stretches = createStretches(startedAt, widthMs)
    const waits: number[] = []
    let longest: Wait | null = null
    for (const [i, at] of times.entries()) {
      stretches.events(at, 1)
      const before = times[i - 1]
      if (before === undefined) continue
      const ms = at - before
      waits.push(ms)
      stretches.wait(at, ms)
      if (longest === null || ms > longest.ms) longest = { ms, before: i + 1, at }
    }
    const transitions = log.jobTransitions(stored.summary.id, seq)
    const from = job === null ? null : { seq, job }
    return {
      exact: true,
      basis: `Every one of ${formatCount(events, 'event')}.`,
      job: createJobFolder(from, transitions, kinds.get(stored.summary.kind), stored.params).jobAt(
        Number.MAX_VALUE,
      ),
      progress: thin(progress, mostPoints),
      names: [...names].map(([name, count]) => ({
        name: name === otherNames ? 'other names' : name,
        events: count,
      })),
      stretches: stretches.stretches(),
      waits: waitsOf(waits, longest),
    }
  }

  function* work(run: number): Work<Figures | null> {
    const stored = log.run(run)
    if (stored === null) return null
    const { summary } = stored
    const events = log.count(run)
    const attempts = log.attempts(run)
    const gaps = log.gaps(run)
    const key = `${run} ${events} ${attempts.length} ${gaps.length} ${summary.gaps} ${summary.bytes} ${summary.connection.since} ${summary.title}`
    const found = known.get(key)
    if (found !== undefined) return found
    const startedAt = beganAt(summary)
    const endedAt = Math.max(
      startedAt,
      summary.lastEventAt ?? 0,
      summary.job.finishedAt ?? 0,
      ...attempts.map((attempt) => attempt.endedAt ?? 0),
      ...gaps.map((gap) => gap.until ?? 0),
    )
    const widthMs = stretchWidth(startedAt, endedAt)
    const seen =
      events <= exactEvents
        ? yield* whole(stored, events, startedAt, widthMs)
        : yield* sampler.sample(stored, events, startedAt, widthMs)
    const { job, progress, ...looked } = seen
    const took = tookOf(job)
    const since = (at: number | null) => (at === null ? null : Math.max(0, at - startedAt))
    const figures: Figures = {
      run,
      kind: summary.kind,
      title: summary.title,
      state: job.state,
      events,
      ...looked,
      names: looked.names?.toSorted((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1)) ?? null,
      startedAt,
      endedAt,
      widthMs,
      firstEventMs: since(job.firstEventAt),
      firstContentMs: since(job.firstContentAt),
      durationMs: took?.ms ?? null,
      durationBy: took?.by ?? null,
      model: modelFigures(job, startedAt),
      progress: [...progress],
      stages: [...judgedStages(job)],
      attempts: attempts.map(({ number, startedAt: began, openedAt, endedAt: over, afterSeq, ending }) => ({
        number,
        startedAt: began,
        openedAt,
        endedAt: over,
        afterSeq,
        ending,
      })),
      gaps,
      totals: {
        pings: job.counts.pings,
        repeats: job.counts.repeats,
        late: job.counts.late,
        unreadable: job.counts.unreadable,
        warnings: job.counts.warnings,
        errors: job.counts.errors,
        items: job.counts.items,
        itemsDone: job.counts.itemsDone,
        textLength: job.text?.length ?? 0,
        bytes: summary.bytes,
      },
    }
    known.set(key, figures)
    if (known.size > keptRuns * 2) known.delete(known.keys().next().value ?? key)
    return figures
  }

  return {
    /** The figures of `run`, or the part done; null where there is no such run. */
    figures: (run: number) => slices(String(run), () => work(run)),
    work,
  }
}

function nothingYet(): Gathered {
  return { seq: 0, job: null, times: [], progress: [], names: new Map() }
}
