// What a person puts on a run: a title, tags, a note, a pin, and “seen”. Pure. An acknowledged run needs no attention
// until one of its two states changes again.

import { z } from 'zod'
import { RunlightError } from '../basics/errors.ts'
import { type Marks, marksSchema, type RunSummary } from './run.ts'
import { needsOperator } from './states.ts'

export const mostTags = 20
export const longestTag = 60
export const longestNote = 20_000
export const longestTitle = 300

const tagList = z.array(z.string().min(1).max(longestTag)).max(mostTags)

/**
 * What is to change; what is absent stays. Tags are put on and taken off one by one, so that two windows that tag at the
 * same time do not undo each other.
 */
export const markChangeSchema = z.strictObject({
  title: z.string().max(longestTitle).exactOptional(),
  tag: tagList.exactOptional(),
  untag: tagList.exactOptional(),
  note: marksSchema.shape.note.exactOptional(),
  pinned: z.boolean().exactOptional(),
  acknowledged: z.boolean().exactOptional(),
})

export type MarkChange = z.infer<typeof markChangeSchema>

/** A tag as it is kept: one line, without space around it. */
export function cleanTag(tag: string): string {
  return tag.replaceAll(/\s+/g, ' ').trim()
}

/** Whether two tags are the same to a person: upper and lower case count as one. */
export function sameTag(a: string, b: string): boolean {
  return cleanTag(a).toLowerCase() === cleanTag(b).toLowerCase()
}

/** `run` with `change`, made at `now` (epoch ms). Throws `bad-input` where the result could not be kept. */
export function applyMarks(run: RunSummary, change: MarkChange, now: number): RunSummary {
  const { title, tag = [], untag = [], note, pinned, acknowledged } = change
  const kept = run.marks.tags.filter((one) => !untag.some((other) => sameTag(one, other)))
  for (const one of tag.map(cleanTag)) {
    if (one !== '' && !kept.some((other) => sameTag(one, other))) kept.push(one)
  }
  if (kept.length > mostTags) {
    throw new RunlightError('bad-input', `A run can have ${mostTags} tags: take one off first.`)
  }
  const name = title?.replaceAll(/\s+/g, ' ').trim()
  if (name === '')
    throw new RunlightError('bad-input', 'A run needs a title: type one, or leave it as it is.')
  const marks: Marks = {
    tags: kept,
    note: note ?? run.marks.note,
    pinned: pinned ?? run.marks.pinned,
    acknowledgedAt: acknowledged === undefined ? run.marks.acknowledgedAt : acknowledged ? now : null,
  }
  return { ...run, title: name ?? run.title, marks }
}

type States = {
  readonly job: Pick<RunSummary['job'], 'state'>
  readonly connection: Pick<RunSummary['connection'], 'state' | 'since'>
}

/** The marks of a run that went from `before` to `after`: what was seen was the state before. */
export function marksAfter(marks: Marks, before: States, after: States): Marks {
  if (marks.acknowledgedAt === null) return marks
  const same =
    before.job.state === after.job.state &&
    before.connection.state === after.connection.state &&
    before.connection.since === after.connection.since
  return same ? marks : { ...marks, acknowledgedAt: null }
}

/** Whether `run` needs a person, acknowledged or not. An imported run is a record and never does. */
export function asksPerson(run: Pick<RunSummary, 'job' | 'connection' | 'imported'>): boolean {
  return run.imported === null && needsOperator(run.job.state, run.connection.state)
}

/** Whether `run` belongs to *Needs me*: a person has to look, and none has said that they did. */
export function needsPerson(run: Pick<RunSummary, 'job' | 'connection' | 'marks' | 'imported'>): boolean {
  return asksPerson(run) && run.marks.acknowledgedAt === null
}
