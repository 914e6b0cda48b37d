// What is remembered of one run while rules watch it.

import { type History, historyAfter, newHistory } from '../../core/alerts/history.ts'
import { noStanding, type Standing } from '../../core/alerts/judge.ts'
import { asksRate } from '../../core/alerts/traits.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isFinished, isSettled } from '../../core/run/states.ts'
import type { ReadyRule } from './rule-book.ts'

/** How a rule stands to the run; `alert` is the one that is open and stored. */
export type Stand = { readonly standing: Standing; readonly alert: number | null }

export const noStand: Stand = { standing: noStanding, alert: null }

export type Entry = {
  run: RunSummary
  history: History
  /** The rules in whose scope it is. */
  rules: readonly ReadyRule[]
  readonly stands: Map<string, Stand>
  /** When time alone may change a verdict. */
  dueAt: number | null
  /** Events stored, second by second, for the rate; null where no rule asks. */
  samples: number[] | null
}

export function newEntry(run: RunSummary, rules: readonly ReadyRule[], now: number): Entry {
  const entry: Entry = {
    run,
    history: newHistory(now),
    rules: [],
    stands: new Map(),
    dueAt: null,
    samples: null,
  }
  setRules(entry, rules)
  return entry
}

/** Gives `entry` those of `rules` in whose scope it is. */
export function setRules(entry: Entry, rules: readonly ReadyRule[]): void {
  entry.rules = entry.run.imported === null ? rules.filter(({ inScope }) => inScope(entry.run)) : []
  entry.samples = entry.rules.some(({ rule }) => asksRate(rule.when)) ? (entry.samples ?? []) : null
}

/** Takes `run` as it is now. Says whether its states changed, and whether what scopes ask for did. */
export function takeRun(entry: Entry, run: RunSummary, now: number): { moved: boolean; renamed: boolean } {
  const before = entry.run
  entry.run = run
  entry.history = historyAfter(entry.history, before, run, now)
  return { moved: hasMoved(before, run), renamed: isRenamed(before, run) }
}

/** A change by which a verdict may change without time: all that conditions look at, but for the last sign of life. */
function hasMoved(a: RunSummary, b: RunSummary): boolean {
  return (
    a.job.state !== b.job.state ||
    a.connection.state !== b.connection.state ||
    a.connection.since !== b.connection.since ||
    a.job.failedChecks !== b.job.failedChecks ||
    a.job.firstContentAt !== b.job.firstContentAt ||
    a.job.finishedAt !== b.job.finishedAt ||
    a.askedAt !== b.askedAt ||
    a.readAgain !== b.readAgain
  )
}

function isRenamed(a: RunSummary, b: RunSummary): boolean {
  if (a.title !== b.title || a.kind !== b.kind || a.server !== b.server) return true
  return (
    a.marks !== b.marks &&
    JSON.stringify([a.marks.tags, a.marks.note]) !== JSON.stringify([b.marks.tags, b.marks.note])
  )
}

/** Whether anything of it may still change. */
export function isUnderWay({ run }: Entry): boolean {
  return !isSettled(run.connection.state) && !isFinished(run.job.state)
}

const rateSeconds = 60

/** Takes the count of events of this second; the rate is known once a minute was seen. */
export function sample(entry: Entry): void {
  const { samples, run } = entry
  if (samples === null || !isUnderWay(entry)) return
  samples.push(run.events)
  if (samples.length > rateSeconds + 1) samples.shift()
  const [first] = samples
  const rate = samples.length > rateSeconds && first !== undefined ? (run.events - first) / rateSeconds : null
  entry.history = { ...entry.history, rate }
}
