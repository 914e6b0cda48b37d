// What runs of a kind usually are, read off the user's own history: how long they take, when the first content comes, how
// they end. Imported runs are somebody else's history and are left out.

import type Database from 'better-sqlite3'
import type { UsualRun } from '../../core/figures/figures.ts'
import { quantile } from '../../core/figures/series.ts'
import { attemptSchema, runSummarySchema } from '../../core/run/run.ts'
import { jobStates } from '../../core/run/states.ts'
import { createSlices, type Work } from './slices.ts'
import type { Walker } from './walk.ts'

/** The latest completed runs that durations are read off, as `kinds.list` does it. */
const basisRuns = 200
/** Of so many of them the stages, too: each costs reading a folded job. */
const stageRuns = 60
/** Fewer are no habit. */
const leastRuns = 3

type Lengths = Map<string, { label: string; ms: number[] }>

export function createUsual(db: Database.Database, walker: Walker) {
  const slices = createSlices<UsualRun>()
  const own = "kind = ? AND json_extract(summary, '$.imported') IS NULL"
  const states = db.prepare(
    `SELECT job_state AS state, count(*) AS runs FROM runs WHERE ${own} GROUP BY job_state`,
  )
  const latest = db.prepare(
    `SELECT summary, (SELECT attempt FROM attempts WHERE run = runs.id ORDER BY number LIMIT 1) AS attempt
     FROM runs WHERE ${own} AND job_state = 'completed' AND started_at IS NOT NULL
     ORDER BY finished_at DESC LIMIT ?`,
  )

  function* work(kind: string): Work<UsualRun> {
    const outcomes = Object.fromEntries(jobStates.map((state) => [state, 0])) as UsualRun['outcomes']
    let runs = 0
    for (const row of states.all(kind)) {
      const { state, runs: count } = Object(row)
      const known = jobStates.find((one) => one === state)
      if (known !== undefined) outcomes[known] = Number(count)
      runs += Number(count)
    }
    const durations: number[] = []
    const firstEvents: number[] = []
    const firstContents: number[] = []
    const counts: number[] = []
    const stages: Lengths = new Map()
    for (const [i, row] of latest.all(kind, basisRuns).entries()) {
      const { summary: text, attempt } = Object(row)
      const { id, createdAt, job, events } = runSummarySchema.parse(JSON.parse(String(text)))
      const begun = attempt === null ? createdAt : attemptSchema.parse(JSON.parse(String(attempt))).startedAt
      const { firstEventAt, firstContentAt, finishedAt } = job
      if (firstEventAt !== null && finishedAt !== null) durations.push(Math.max(0, finishedAt - firstEventAt))
      if (firstEventAt !== null) firstEvents.push(Math.max(0, firstEventAt - begun))
      if (firstContentAt !== null) firstContents.push(Math.max(0, firstContentAt - begun))
      counts.push(events)
      if (i < stageRuns) addStages(stages, id, events)
      yield i / basisRuns
    }
    const enough = durations.length >= leastRuns
    const middle = (list: readonly number[], part = 0.5) =>
      list.length < leastRuns ? null : quantile(Float64Array.from(list).toSorted(), part)
    return {
      kind,
      runs,
      outcomes,
      basis: durations.length,
      durationP50Ms: enough ? middle(durations) : null,
      durationP90Ms: enough ? middle(durations, 0.9) : null,
      firstEventP50Ms: middle(firstEvents),
      firstContentP50Ms: middle(firstContents),
      eventsP50: middle(counts),
      stages: [...stages].flatMap(([id, { label, ms }]) => {
        const p50Ms = middle(ms)
        return p50Ms === null ? [] : [{ id, label, runs: ms.length, p50Ms }]
      }),
    }
  }

  /** The stages of one run, off its last checkpoint. */
  function addStages(stages: Lengths, run: number, events: number): void {
    const job = events === 0 ? null : walker.checkpoints.outline(run, events)
    for (const { id, label, startedAt, endedAt } of job?.stages ?? []) {
      if (endedAt === null) continue
      const known = stages.get(id) ?? { label, ms: [] }
      known.ms.push(Math.max(0, endedAt - startedAt))
      stages.set(id, known)
    }
  }

  return { usual: (kind: string) => slices(kind, () => work(kind)), work }
}
