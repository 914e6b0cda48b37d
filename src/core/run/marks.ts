// What a person puts on a run: a title, tags, a note, a pin, and “seen”. Pure. An acknowledged run needs no attention
// until one of its two states changes again.

import type { Marks, RunSummary } from './run.ts'
import { needsOperator } from './states.ts'

export const mostTags = 20
export const longestTag = 60
export const longestNote = 20_000
export const longestTitle = 300

/** A tag as it is kept: one line, without space around it. */
export function cleanTag(tag: string): string {
  return tag.replaceAll(/\s+/g, ' ').trim()
}

/** Whether two tags are the same to a person: upper and lower case count as one. */
export function sameTag(a: string, b: string): boolean {
  return cleanTag(a).toLowerCase() === cleanTag(b).toLowerCase()
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
