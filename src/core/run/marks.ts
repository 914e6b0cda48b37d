// What a person puts on a run: a title, tags, a note, a pin, and “seen”. Pure. An acknowledged run needs no attention
// until one of its two states changes again.

import { asksSomeone } from './attention.ts'
import { isClientsEnd } from './clients-end.ts'
import { isStuck, isUnreached, type Reach } from './reach.ts'
import type { Marks, RunSummary } from './run.ts'
import { isFinished, needsOperator } from './states.ts'
import { connectionWords } from './words.ts'

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
export function askOf(run: Reach): string | null {
  if (run.job.state === 'failed') return 'failed'
  if (isStuck(run)) return 'stuck'
  const { state, since } = run.connection
  if (isClientsEnd(run)) return null
  if (state === 'closed' && isUnreached(run) && !isFinished(run.job.state)) return 'nothing to send'
  return needsOperator(run.job.state, state) ? `${run.job.state} ${state} ${since}` : null
}

/** The marks of a run that went from `before` to `after`: what was seen was what it asked for before. */
export function marksAfter(marks: Marks, before: Reach, after: Reach): Marks {
  if (marks.acknowledgedAt === null) return marks
  const asked = askOf(before)
  if (asked !== null && asked === askOf(after)) return marks
  const { acknowledgedBy: _, ...others } = marks
  return { ...others, acknowledgedAt: null }
}

/** Whether `run` needs a person, acknowledged or not. An imported run is a record and never does. */
export function asksPerson(run: Reach): boolean {
  return run.imported === null && askOf(run) !== null
}

/** What decides whether a run belongs to *Needs me*. */
export type Asking = Reach & Pick<RunSummary, 'marks' | 'attention'>

/**
 * Whether `run` belongs to *Needs me*: by its two states or by an alert a person has to look, none has said that they did, and
 * it was not put to rest.
 */
export function needsPerson(run: Asking): boolean {
  if (run.attention?.snoozed !== undefined) return false
  return (asksPerson(run) && run.marks.acknowledgedAt === null) || hasOpenAlert(run)
}

/** Whether an alert of `run` needs someone. */
export function hasOpenAlert({ attention }: Pick<Asking, 'attention'>): boolean {
  return attention?.open.some(({ severity }) => asksSomeone(severity)) === true
}

/**
 * Why `run` is in *Needs me*, or why it is not though something asks for a person; null where nothing does. `clock` formats
 * epoch ms.
 */
export function whyNeeds(run: Asking, clock: (at: number) => string): string | null {
  const alerts = run.attention?.open.filter(({ severity }) => asksSomeone(severity)) ?? []
  const asks = asksPerson(run)
  const { acknowledgedAt } = run.marks
  const snoozed = run.attention?.snoozed
  if (!asks && alerts.length === 0) return null
  if (snoozed !== undefined) {
    const what = snoozed.by === 'server' ? 'its server is snoozed' : 'it is snoozed'
    return `Not in Needs me: ${what} ${snoozed.until === null ? 'until it changes' : `until ${clock(snoozed.until)}`}.`
  }
  const [alert] = alerts
  if (asks && acknowledgedAt === null) return `In Needs me: ${stateCause(run)}.`
  if (alert !== undefined) return `In Needs me: ${alert.cause.replace(/[.]$/, '')}.`
  const by = run.marks.acknowledgedBy
  return acknowledgedAt === null
    ? null
    : `Not in Needs me: seen ${by === undefined ? '' : `by ${by} `}at ${clock(acknowledgedAt)}.`
}

/** What of its two states asks for a person, in a clause. */
function stateCause(run: Reach): string {
  if (run.job.state === 'failed') return 'the job failed'
  if (isStuck(run)) return 'its server was asked again and again, and never answered with a stream'
  return `the connection is ${connectionWords[run.connection.state]}`
}
