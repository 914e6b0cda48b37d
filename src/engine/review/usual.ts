// What runs of a kind usually are, read off the user's own history: how long they take, when the first content comes, how
// they end. Imported runs are somebody else's history and are left out.

import type { UsualRun } from '../../core/figures/figures.ts'
import { quantile } from '../../core/figures/series.ts'
import { firstTokenAt, tokensPerSecond } from '../../core/job/model.ts'
import { tookOf } from '../../core/job/took.ts'
import { beganAt } from '../../core/run/began-at.ts'
import { jobStates } from '../../core/run/states.ts'
import type { RunReader } from '../log/run-reader.ts'
import { createSlices, type Work } from './slices.ts'

/** The latest completed runs that durations are read off, as `kinds.list` does it. */
const basisRuns = 200
/** Of so many of them the stages, too: each costs reading a folded job. */
const stageRuns = 60
/** Fewer are no habit. */
const leastRuns = 3

type Lengths = Map<string, { label: string; ms: number[] }>

export function createUsual(log: RunReader) {
  const slices = createSlices<UsualRun>()

  function* work(kind: string): Work<UsualRun> {
    const outcomes = Object.fromEntries(jobStates.map((state) => [state, 0])) as UsualRun['outcomes']
    let runs = 0
    for (const { state, runs: count } of log.outcomes(kind)) {
      if (state !== null) outcomes[state] = count
      runs += count
    }
    const durations: number[] = []
    const firstEvents: number[] = []
    const firstContents: number[] = []
    const counts: number[] = []
    const firstTokens: number[] = []
    const inputs: number[] = []
    const outputs: number[] = []
    const rates: number[] = []
    const stages: Lengths = new Map()
    for (const [i, summary] of log.latestCompleted(kind, basisRuns).entries()) {
      const { id, job, events } = summary
      const begun = beganAt(summary)
      const { firstEventAt, firstContentAt } = job
      const took = tookOf(job)
      if (took !== null) durations.push(took.ms)
      if (firstEventAt !== null) firstEvents.push(Math.max(0, firstEventAt - begun))
      if (firstContentAt !== null) firstContents.push(Math.max(0, firstContentAt - begun))
      counts.push(events)
      const firstToken = firstTokenAt(job)
      if (firstToken !== null) firstTokens.push(Math.max(0, firstToken - begun))
      push(inputs, job.usage?.input)
      push(outputs, job.usage?.output)
      push(rates, tokensPerSecond(job))
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
      firstTokenP50Ms: middle(firstTokens),
      inputTokensP50: middle(inputs),
      outputTokensP50: middle(outputs),
      tokensPerSecondP50: middle(rates),
      stages: [...stages].flatMap(([id, { label, ms }]) => {
        const p50Ms = middle(ms)
        return p50Ms === null ? [] : [{ id, label, runs: ms.length, p50Ms }]
      }),
    }
  }

  /** The stages of one run, off its last checkpoint. */
  function addStages(stages: Lengths, run: number, events: number): void {
    const job = events === 0 ? null : log.checkpoints.outline(run, events)
    for (const { id, label, startedAt, endedAt } of job?.stages ?? []) {
      if (endedAt === null) continue
      const known = stages.get(id) ?? { label, ms: [] }
      known.ms.push(Math.max(0, endedAt - startedAt))
      stages.set(id, known)
    }
  }

  return { usual: (kind: string) => slices(kind, () => work(kind)), work }
}

function push(list: number[], value: number | null | undefined): void {
  if (value !== null && value !== undefined) list.push(value)
}
