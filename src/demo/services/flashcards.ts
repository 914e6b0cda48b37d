// GET /v1/flashcards/runs/{run_id}/events: a run that lives on the server and makes sets, whoever watches. A run is a
// plan drawn up from its name; what a connection sees follows from the plan and the time. Nothing is kept between two
// looks, so a run that nobody watches costs nothing.

import { between, hash } from '../base/random.ts'
import { event, type Step, terminal } from '../base/step.ts'
import { rightToLeftTopic, type Topic, topics } from '../content/flashcards.ts'
import { longTitle } from '../content/long.ts'
import { withPings } from './pings.ts'
import type { Service, Visit } from './service.ts'

/** Seconds of the run's life; the service polls once a second, so nothing happens in between. */
type PlannedSet = {
  readonly title: string
  readonly description: string
  readonly tags: readonly string[]
  readonly createdAt: number
  readonly completedAt: number
}

type Plan = {
  readonly firstId: number
  readonly sets: readonly PlannedSet[]
  /** The expected total as it becomes known, then changes. */
  readonly totals: readonly { readonly from: number; readonly total: number }[]
  readonly startsAt: number
  readonly endsAt: number
  readonly outcome: 'completed' | 'failed'
}

const burstSets = 10_000

export const flashcards: Service = {
  kind: 'flashcards',
  method: 'GET',
  path: '/v1/flashcards/runs/{run_id}/events',
  jobs: 'server',
  middleMs: 8_000,
  identify: (_ask, segment) => ({ ok: true, id: segment }),
  steps: (visit) => withPings(watch(visit), visit),
}

function* watch(visit: Visit): Generator<Step> {
  const plan = planOf(visit)
  const began = -visit.elapsedMs
  let told = ''
  let announced = 0
  for (let second = Math.floor(visit.elapsedMs / 1_000); ; second++) {
    const at = Math.max(0, began + second * 1_000)
    const look = Math.min(second, plan.endsAt)
    const status = event(at, 'status', statusAt(plan, look))
    if (status.data !== told) yield status
    told = status.data
    for (const set of plan.sets.slice(announced)) {
      if (set.createdAt > look) break
      const id = plan.firstId + announced++
      const created = visit.isoAt(began + set.createdAt * 1_000)
      yield event(at, 'set', setAt(set, id, look, created))
    }
    if (second >= plan.endsAt) {
      yield terminal(at, 'end', { status: plan.outcome })
      return
    }
  }
}

function statusAt(plan: Plan, second: number) {
  const completed = plan.sets.filter((set) => set.completedAt <= second).length
  const total = plan.totals.findLast(({ from }) => from <= second)?.total ?? null
  return {
    status: second < plan.startsAt ? 'pending' : second < plan.endsAt ? 'processing' : plan.outcome,
    sets_created: plan.sets.filter((set) => set.createdAt <= second).length,
    sets_completed: completed,
    total_expected: total,
    progress_percent: total === null ? null : Math.round((completed / total) * 10_000) / 100,
  }
}

function setAt(set: PlannedSet, id: number, second: number, created: string) {
  const done = set.completedAt <= second
  return {
    id,
    title: set.title,
    description: done ? set.description : 'Generating...',
    tags: set.tags,
    status: done ? 'completed' : 'processing',
    created_at: created,
  }
}

/** 25 to 60 s by the run's name. A failing run stops after three fifths of its time, with sets left unfinished. */
function planOf({ id, fault, random }: Visit): Plan {
  const topic = fault === 'rtl' ? rightToLeftTopic : topicOf(id)
  const lastsFor = between(random, 25, 60)
  const firstId = between(random, 100, 8_000)
  const startsAt = 2
  const outlineAt = 3
  const count = fault === 'burst' ? burstSets : topic.subtopics.length
  const slot = (lastsFor - 1 - outlineAt) / count
  const sets = Array.from({ length: count }, (_, i): PlannedSet => {
    const [name = '', description = '', ...tags] = topic.subtopics[i % topic.subtopics.length] ?? []
    const part = Math.floor(i / topic.subtopics.length) + 1
    const title = `${topic.title} — ${name}${part === 1 ? '' : `, part ${part}`}`
    const createdAt = fault === 'burst' ? outlineAt : outlineAt + Math.floor(i * slot)
    return {
      title: fault === 'long-titles' ? longTitle(title) : title,
      description,
      tags,
      createdAt,
      completedAt: Math.max(createdAt + 1, outlineAt + Math.floor((i + 1) * slot)),
    }
  })
  const totals =
    fault === 'null-total'
      ? [
          { from: Math.floor(lastsFor * 0.4), total: count - 2 },
          { from: Math.floor(lastsFor * 0.7), total: count },
        ]
      : [{ from: outlineAt, total: count }]
  if (fault !== 'failing') return { firstId, sets, totals, startsAt, endsAt: lastsFor, outcome: 'completed' }
  return { firstId, sets, totals, startsAt, endsAt: Math.floor(lastsFor * 0.6), outcome: 'failed' }
}

/** The topic whose word is in the run's name, or any one, but always the same. */
function topicOf(id: string): Topic {
  const named = topics.find(({ word }) => id.toLowerCase().includes(word))
  return named ?? topics[hash(id) % topics.length] ?? topics[0]
}
