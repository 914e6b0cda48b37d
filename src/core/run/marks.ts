// What a person puts on a run: a title, tags, a note, a pin, and “seen”. Pure. An acknowledged run needs no attention
// until one of its two states changes again.

import { isStuck, isUnreached, type Reach } from './reach.ts'
import type { Marks, RunSummary } from './run.ts'
import { isFinished, needsOperator } from './states.ts'

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

/** What a person was asked to look at; null: nothing. A retry in vain asks no second time for the same. */
function askOf(run: Reach): string | null {
  if (run.job.state === 'failed') return 'failed'
  if (isStuck(run)) return 'stuck'
  const { state, since } = run.connection
  if (state === 'closed' && isUnreached(run) && !isFinished(run.job.state)) return 'nothing to send'
  return needsOperator(run.job.state, state) ? `${run.job.state} ${state} ${since}` : null
}

/** The marks of a run that went from `before` to `after`: what was seen was what it asked for before. */
export function marksAfter(marks: Marks, before: Reach, after: Reach): Marks {
  if (marks.acknowledgedAt === null) return marks
  const asked = askOf(before)
  return asked !== null && asked === askOf(after) ? marks : { ...marks, acknowledgedAt: null }
}

/** Whether `run` needs a person, acknowledged or not. An imported run is a record and never does. */
export function asksPerson(run: Reach): boolean {
  return run.imported === null && askOf(run) !== null
}

/** Whether `run` belongs to *Needs me*: a person has to look, and none has said that they did. */
export function needsPerson(run: Reach & Pick<RunSummary, 'marks'>): boolean {
  return asksPerson(run) && run.marks.acknowledgedAt === null
}
