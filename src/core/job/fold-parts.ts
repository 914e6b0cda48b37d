// The parts of a job, one function each, all bounded: an endless stream must not make an endless job. A reading that
// changes nothing returns the very same job object, which is how repeats are recognised.

import type { Check, Fact, Item, Job, Stage, Text } from './job.ts'
import { jobLimits } from './job-limits.ts'
import type { Reading } from './reading.ts'

/** The same fields with the same values, lists included. */
export function alike(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** `list` with `value` in place of the entry that `same` finds, else at its end; at most `limit`, oldest dropped. */
export function keepLast<T>(
  list: readonly T[],
  value: T,
  same: (one: T) => boolean,
  limit: number,
): readonly T[] {
  const index = list.findIndex(same)
  if (index >= 0) return list.with(index, value)
  return list.length < limit ? [...list, value] : [...list.slice(list.length - limit + 1), value]
}

export function foldStage(job: Job, reading: Reading & { type: 'stage' }, at: number): Job {
  const { id, label, state, index } = reading
  const known = job.stages.find((stage) => stage.id === id)
  const stagesOf = reading.of ?? job.stagesOf
  const next = stageAfter(known, { id, label, state }, at)
  const others = state === 'entered' ? job.stages.map((stage) => endBefore(stage, id, at)) : job.stages
  const before = others.some((stage, i) => stage !== job.stages[i]) ? others : job.stages
  const stages =
    known !== undefined && alike(known, next)
      ? before
      : keepLast(before, next, (stage) => stage.id === id, jobLimits.stages)
  const seen = Math.max(job.counts.stages + (known === undefined ? 1 : 0), index ?? 0)
  if (stages === job.stages && stagesOf === job.stagesOf && seen === job.counts.stages) return job
  return { ...job, stages, stagesOf, counts: { ...job.counts, stages: seen } }
}

type StageWord = Pick<Reading & { type: 'stage' }, 'id' | 'label' | 'state'>

function stageAfter(known: Stage | undefined, { id, label, state }: StageWord, at: number): Stage {
  const running = state === 'entered' || state === 'started'
  if (running) {
    const startedAt = known?.state === 'running' ? known.startedAt : at
    return { id, label, state: 'running', startedAt, endedAt: null }
  }
  const end = notBefore(known?.startedAt ?? null, at)
  const endedAt = known?.state === state ? (known.endedAt ?? end) : end
  return { id, label, state, startedAt: known?.startedAt ?? at, endedAt }
}

function endBefore(stage: Stage, entered: string, at: number): Stage {
  return stage.state === 'running' && stage.id !== entered
    ? { ...stage, state: 'completed', endedAt: notBefore(stage.startedAt, at) }
    : stage
}

export function foldItem(job: Job, reading: Reading & { type: 'item' }, at: number): Job {
  const known = job.items.find((item) => item.id === reading.id)
  const next: Item = {
    id: reading.id,
    title: reading.title,
    description: reading.description,
    tags: reading.tags,
    state: reading.state,
    createdAt: reading.at,
    at: known?.at ?? at,
  }
  if (known !== undefined && alike(known, next)) return job
  const done = (item: Item | undefined) => (item?.state === 'completed' ? 1 : 0)
  return {
    ...job,
    items: keepLast(job.items, next, (item) => item.id === next.id, jobLimits.items),
    counts: {
      ...job.counts,
      items: job.counts.items + (known === undefined ? 1 : 0),
      itemsDone: job.counts.itemsDone + done(next) - done(known),
    },
  }
}

export function foldCheck(job: Job, reading: Reading & { type: 'check' }, at: number): Job {
  const known = job.checks.find((check) => check.name === reading.name)
  const { name, passed, score, issues, stage } = reading
  const of = stage === undefined ? {} : { stage }
  const next: Check = { name, passed, score, issues, ...of, at: known?.at ?? at }
  if (known !== undefined && alike(known, next)) return job
  return {
    ...job,
    checks: keepLast(job.checks, { ...next, at }, (one) => one.name === name, jobLimits.checks),
  }
}

export function foldFact(job: Job, reading: Reading & { type: 'fact' }): Job {
  const next: Fact = { name: reading.name, value: reading.value }
  if (job.facts.some((fact) => alike(fact, next))) return job
  return { ...job, facts: keepLast(job.facts, next, (fact) => fact.name === next.name, jobLimits.facts) }
}

/** What is said once stays known: a later status may leave it out. */
export function foldTimes(job: Job, reading: Reading & { type: 'times' }, at: number): Job {
  const known = job.times
  const startedAt = reading.startedAt ?? known?.startedAt ?? null
  const endedAt = reading.endedAt ?? known?.endedAt ?? null
  if (startedAt === null && endedAt === null) return job
  if (known?.startedAt === startedAt && known.endedAt === endedAt) return job
  return { ...job, times: { startedAt, endedAt, seenAt: known?.seenAt ?? at } }
}

export function foldText(job: Job, reading: Reading & { type: 'text' }): Job {
  const text = textAfter(job.text, reading, jobLimits.textLength)
  return text === job.text ? job : { ...job, text }
}

/**
 * `before` and what `reading` says of it, at most `limit` units of it: pieces join in order of arrival; a final text replaces
 * them and says whether it is another text than they made.
 */
export function textAfter(before: Text | null, reading: Reading & { type: 'text' }, limit: number): Text {
  if (reading.mode === 'append') return joinText(before, reading.text, limit)
  const text = finalText(before, reading.text, limit)
  return before !== null && alike(before, text) ? before : text
}

function joinText(before: Text | null, piece: string, limit: number): Text {
  const text: Text = before ?? { content: '', length: 0, source: 'pieces', differs: false, pieces: 0 }
  if (text.source === 'final') return { ...text, pieces: text.pieces + 1 }
  const room = limit - text.content.length
  return {
    ...text,
    content: room > 0 ? text.content + piece.slice(0, room) : text.content,
    length: text.length + piece.length,
    pieces: text.pieces + 1,
  }
}

function finalText(before: Text | null, whole: string, limit: number): Text {
  const content = whole.slice(0, limit)
  const pieces = before?.pieces ?? 0
  const differs =
    before?.source === 'final' ? before.differs : pieces > 0 && before?.content.trim() !== content.trim()
  return { content, length: whole.length, source: 'final', differs, pieces }
}

/** An end is never before its beginning, even where somebody set the clock back between the two. */
export function notBefore(beginning: number | null, end: number): number {
  return Math.max(beginning ?? end, end)
}
