// An alert as it is made of what a rule was told.

import type { Alert, NewAlert } from '../../core/alerts/alert.ts'
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
    ...shared(rule, held.at, context, run),
    run: run.id,
    runs: [],
    many: null,
    title: run.title,
    kind: run.kind,
    server: run.server,
    cause: held.words,
    seq: held.seq,
    afterSeq: run.events,
  }
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
    ...shared(rule, Math.min(...firings.map(({ held }) => held.at)), context, first?.run ?? null),
    run: null,
    runs: [...runs],
    many: { runs: runs.length, of },
    title: server,
    kind: null,
    server,
    cause: severalCause(runs.length, of, server, first?.held.words ?? ''),
    seq: null,
    afterSeq: 0,
  }
}

/** The alert of a rule that is about no run. */
export function alertOfScope(rule: Rule, held: Happened, context: FiringContext): NewAlert {
  return {
    ...shared(rule, held.at, context, null),
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

function shared(rule: Rule, since: number, context: FiringContext, run: RunSummary | null) {
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
    silent: silentFor(rule, run, context),
    tell: { desktop: rule.tell.desktop, sound: rule.tell.sound },
    deliveries: [],
  }
}

function silentFor(rule: Rule, run: RunSummary | null, { snoozes, now }: FiringContext): Alert['silent'] {
  const asleep = snoozes.filter((snooze) => isAsleep(snooze, now)).map(({ what }) => what)
  if (asleep.some(({ type }) => type === 'all')) return 'muted'
  const isSnoozed = asleep.some(
    (what) =>
      (what.type === 'rule' && what.rule === rule.id) ||
      (what.type === 'run' && what.run === run?.id) ||
      (what.type === 'server' && what.server === run?.server),
  )
  if (isSnoozed) return 'snoozed'
  return rule.quiet !== null && isQuiet(rule.quiet, now) ? 'quiet' : null
}

/** How an alert ended, in words. `run` is null where it was removed, or where several had it. */
export function resolutionOf(alert: Pick<Alert, 'since'>, run: RunSummary | null, now: number): string {
  const after = formatDuration(now - alert.since)
  if (run !== null && isFinished(run.job.state)) return `${run.job.state} after ${after}`
  if (run !== null && isSettled(run.connection.state)) return `no longer watched after ${after}`
  return `back after ${after}`
}
