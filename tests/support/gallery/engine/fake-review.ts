// The gallery's answers about the past of runs, computed by the same pure functions that the engine uses. A log whose rows
// are made on demand is measured at its first 5,000 events and says that it is not exact.

import type { reviewCalls } from '../../../../src/core/contract/calls/review.ts'
import type { Handlers } from '../../../../src/core/contract/contract.ts'
import { pairNames, pairStages, stageLengths } from '../../../../src/core/figures/compare.ts'
import { pairItems, pairTexts } from '../../../../src/core/figures/compare-results.ts'
import type { UsualRun } from '../../../../src/core/figures/figures.ts'
import type { Instant, Moment } from '../../../../src/core/figures/instant.ts'
import { createStretches, stretchWidth } from '../../../../src/core/figures/measure.ts'
import { newJob } from '../../../../src/core/job/fold.ts'
import type { Job } from '../../../../src/core/job/job.ts'
import { summariseJob } from '../../../../src/core/job/summary.ts'
import { jobStates } from '../../../../src/core/run/states.ts'
import { figuresOf } from './fake-figures.ts'
import { kindOf } from './kinds.ts'
import { foldRow } from './record.ts'
import { type FakeRun, firstRows, type World } from './world.ts'

export function fakeReview(
  world: World,
  find: (run: number) => FakeRun,
): Pick<Handlers, keyof typeof reviewCalls> {
  return {
    'review.at': ({ run, moment }) => instantOf(find(run), moment),
    'review.prepare': () => ({ part: 1 }),
    'review.figures': ({ run }) => figuresOf(find(run)),
    'review.closer': ({ run, from, to }) => {
      const widthMs = stretchWidth(from, to)
      const stretches = createStretches(from, widthMs)
      let before: number | null = null
      for (const { at } of firstRows(find(run))) {
        if (at >= from && at <= to) {
          stretches.events(at, 1)
          if (before !== null) stretches.wait(at, at - before)
        }
        before = at
      }
      return { startedAt: from, endedAt: Math.max(from, to), widthMs, stretches: stretches.stretches() }
    },
    'review.usual': ({ kind }) => usualOf(world, kind),
    'review.compare': ({ run, other }) => compare(world, find(run), other === null ? null : find(other)),
  }
}

function instantOf(run: FakeRun, moment: Moment): Instant {
  const { summary, params, events } = run
  if (moment.type === 'end')
    return {
      seq: events.count(),
      at: summary.lastEventAt ?? summary.createdAt,
      events: events.count(),
      run: summary,
      job: run.job,
      params: { ...params },
    }
  const rows = firstRows(run).filter((row) =>
    moment.type === 'seq' ? row.seq <= moment.seq : row.at <= moment.at,
  )
  const kind = kindOf(summary.kind)
  const job = rows.reduce<Job>((before, row) => foldRow(before, kind, row, params), newJob())
  const at = moment.type === 'at' ? moment.at : (rows.at(-1)?.at ?? summary.createdAt)
  const change = run.transitions.findLast((one) => one.at <= at)
  return {
    seq: rows.length,
    at,
    events: events.count(),
    job,
    params: { ...params },
    run: {
      ...summary,
      job: summariseJob(job),
      connection:
        change === undefined
          ? { state: 'idle', cause: null, attempt: 0, since: summary.createdAt, retryAt: null }
          : {
              state: change.state,
              cause: change.cause,
              attempt: change.attempt,
              since: change.at,
              retryAt: null,
            },
      events: rows.length,
      pings: job.counts.pings,
      unreadable: job.counts.unreadable,
      repeats: job.counts.repeats,
      late: job.counts.late,
      gaps: run.gaps.filter((gap) => gap.afterSeq < rows.length).length,
      lastEventAt: job.lastEventAt,
      lastBytesAt: job.lastEventAt,
    },
  }
}

/** What is usual, from the durations that the scene gives: stages take equal parts of them. */
function usualOf(world: World, kind: string): UsualRun {
  const usual = world.usual.get(kind)
  const runs = [...world.runs.values()].filter((run) => run.summary.kind === kind)
  const outcomes = Object.fromEntries(jobStates.map((state) => [state, 0])) as UsualRun['outcomes']
  for (const run of runs) outcomes[run.summary.job.state]++
  const count = usual?.count ?? 0
  const stages = runs.findLast((run) => run.job.stages.length > 0)?.job.stages ?? []
  const share = usual === undefined ? null : Math.round(usual.p50Ms / Math.max(1, stages.length))
  return {
    kind,
    runs: runs.length + count,
    outcomes: { ...outcomes, completed: outcomes.completed + count },
    basis: count,
    durationP50Ms: usual?.p50Ms ?? null,
    durationP90Ms: usual?.p90Ms ?? null,
    firstEventP50Ms: usual === undefined ? null : 240,
    firstContentP50Ms: usual === undefined ? null : 2_900,
    eventsP50: usual === undefined ? null : 84,
    firstTokenP50Ms: null,
    inputTokensP50: null,
    outputTokensP50: null,
    tokensPerSecondP50: null,
    stages: share === null ? [] : stages.map(({ id, label }) => ({ id, label, runs: count, p50Ms: share })),
  }
}

function compare(world: World, a: FakeRun, b: FakeRun | null) {
  const first = figuresOf(a)
  const nothing = { stages: [], names: null, items: null, text: null, reasoning: null }
  if (b === null) {
    const usual = usualOf(world, a.summary.kind)
    const stages = pairStages(first.stages, stageLengths(usual.stages))
    return { a: first, b: null, usual, sameKind: true, ...nothing, stages }
  }
  const second = figuresOf(b)
  if (a.summary.kind !== b.summary.kind)
    return { a: first, b: second, usual: null, sameKind: false, ...nothing }
  return {
    a: first,
    b: second,
    usual: null,
    sameKind: true,
    stages: pairStages(first.stages, stageLengths(second.stages)),
    names: pairNames(first.names, second.names),
    items: pairItems(a.job.items, b.job.items),
    text: whole(pairTexts(a.job.text, b.job.text)),
    reasoning: whole(pairTexts(a.job.reasoning ?? null, b.job.reasoning ?? null)),
  }
}

function whole<T>(steps: Generator<number, T>): T {
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}
