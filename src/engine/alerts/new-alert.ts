// An alert as it is made of what a rule was told.

import { type Alert, mostRunsNamed, type NewAlert } from '../../core/alerts/alert.ts'
import { isAsleep } from '../../core/alerts/asleep.ts'
import type { Happened } from '../../core/alerts/history.ts'
import { isQuiet } from '../../core/alerts/quiet.ts'
import type { Rule } from '../../core/alerts/rule.ts'
import { type RuleNames, ruleName } from '../../core/alerts/sentence.ts'
import type { Snooze } from '../../core/alerts/snooze.ts'
import { isLasting } from '../../core/alerts/traits.ts'
import { formatCount, formatDuration } from '../../core/basics/quantities.ts'
import { asksSomeone } from '../../core/run/attention.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isFinished, isSettled } from '../../core/run/states.ts'

export type FiringContext = {
  readonly names: RuleNames
  readonly snoozes: readonly Snooze[]
  readonly now: number
}

/** What fired of one run. */
export type Firing = { readonly run: RunSummary; readonly held: Happened }

/** The alert of one run. */
export function alertOfRun(rule: Rule, { run, held }: Firing, context: FiringContext): NewAlert {
  return {
    ...shared(rule, held.at, context, [run]),
    run: run.id,
    runs: [],
    many: null,
    title: run.title,
    kind: run.kind,
    server: run.server,
    cause: held.words,
    seq: held.seq,
    afterSeq: run.events,
    ...seenBefore({ run, held }),
  }
}

/** Who has seen it, and when, where someone had before there was an alert to be seen. */
function seenBefore(firing: Firing): Pick<NewAlert, 'acknowledgedAt' | 'acknowledgedBy'> {
  const acknowledgedAt = seenAt(firing)
  const { acknowledgedBy } = firing.run.marks
  return acknowledgedAt === null || acknowledgedBy === undefined
    ? { acknowledgedAt }
    : { acknowledgedAt, acknowledgedBy }
}

/** When someone said that they saw the run since it was so: before there was an alert to be seen. */
function seenAt({ run: { marks }, held }: Firing): number | null {
  return marks.acknowledgedAt !== null && marks.acknowledgedAt >= held.at ? marks.acknowledgedAt : null
}

/** One alert of several runs of `server`; `of`: how many of its runs the rule is about. */
export function alertOfServer(
  rule: Rule,
  server: string,
  firings: readonly Firing[],
  runs: readonly number[],
  of: number,
  context: FiringContext,
): NewAlert {
  const [first] = firings
  return {
    ...shared(
      rule,
      firings.reduce((since, { held }) => Math.min(since, held.at), context.now),
      context,
      firings.map(({ run }) => run),
    ),
    run: null,
    runs: runs.slice(0, mostRunsNamed),
    many: { runs: runs.length, of },
    title: server,
    kind: null,
    server,
    cause: severalCause(runs.length, of, server, first?.held.words ?? ''),
    seq: null,
    afterSeq: 0,
    acknowledgedAt: firings.every((one) => seenAt(one) !== null) ? context.now : null,
  }
}

/** The alert of a rule that is about no run. */
export function alertOfScope(rule: Rule, held: Happened, context: FiringContext): NewAlert {
  return {
    ...shared(rule, held.at, context, []),
    run: null,
    runs: [],
    many: null,
    title: ruleName(rule, context.names),
    kind: null,
    server: null,
    cause: held.words,
    seq: null,
    afterSeq: 0,
  }
}

/** `7 of 12 runs of staging: the job failed`. */
export function severalCause(runs: number, of: number, server: string, cause: string): string {
  return `${runs.toLocaleString('en-US')} of ${formatCount(of, 'run')} of ${server}: ${cause}`
}

function shared(rule: Rule, since: number, context: FiringContext, runs: readonly RunSummary[]) {
  const { now } = context
  const lasting = isLasting(rule.when)
  // What has happened and needs nobody is a record, and over as it is made.
  const isRecord = !lasting && !asksSomeone(rule.severity)
  return {
    rule: rule.id,
    ruleName: ruleName(rule, context.names),
    type: rule.when.type,
    severity: rule.severity,
    at: now,
    since: Math.min(since, now),
    lasting,
    resolvedAt: isRecord ? now : null,
    resolution: null,
    acknowledgedAt: null,
    note: null,
    silent: silentFor(rule, runs, context),
    tell: { desktop: rule.tell.desktop, sound: rule.tell.sound },
    deliveries: [],
  }
}

/** Why nobody is told; of several runs, one that is snoozed does not silence the others. */
function silentFor(
  rule: Rule,
  runs: readonly RunSummary[],
  { snoozes, now }: FiringContext,
): Alert['silent'] {
  const asleep = snoozes.filter((snooze) => isAsleep(snooze, now)).map(({ what }) => what)
  if (asleep.some(({ type }) => type === 'all')) return 'muted'
  const isAsleepRun = ({ id, server }: RunSummary) =>
    asleep.some(
      (what) =>
        (what.type === 'run' && what.run === id) || (what.type === 'server' && what.server === server),
    )
  const isRuleAsleep = asleep.some((what) => what.type === 'rule' && what.rule === rule.id)
  if (isRuleAsleep || (runs.length > 0 && runs.every(isAsleepRun))) return 'snoozed'
  return rule.quiet !== null && isQuiet(rule.quiet, now) ? 'quiet' : null
}

/** Why an alert is over, where that is not because it is no longer so. */
export type Ended = 'run-removed' | 'rule-gone' | 'rule-off' | 'untold'

const endedWords: Readonly<Record<Ended, string>> = {
  'run-removed': 'the run was removed',
  'rule-gone': 'its rule was removed or says something else now',
  'rule-off': 'its rule is switched off or has ended',
  untold: 'not judged any more',
}

/** How an alert ended, in words: by what became of `run`; null where several had it. */
export function resolutionOf(
  alert: Pick<Alert, 'since'>,
  run: RunSummary | Ended | null,
  now: number,
): string {
  if (typeof run === 'string') return endedWords[run]
  const after = formatDuration(now - alert.since)
  if (run !== null && isFinished(run.job.state)) return `${run.job.state} after ${after}`
  if (run !== null && isSettled(run.connection.state)) return `no longer watched after ${after}`
  return `back after ${after}`
}
