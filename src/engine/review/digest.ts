// What happened between two moments: what became of runs, where they stalled, what may have been missed, and what was told.

import { type Alert, importedRule } from '../../core/alerts/alert.ts'
import { type Digest, type DigestEntry, mostEntries } from '../../core/alerts/digest.ts'
import { gapOf } from '../../core/alerts/happened.ts'
import { formatDuration } from '../../core/basics/quantities.ts'
import type { RunSummary, Transition } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { tallyOf } from '../../core/run/tally.ts'
import { noReason } from '../../core/run/words.ts'
import type { RunReader } from '../log/run-reader.ts'
import { createSlices, type Work } from './slices.ts'

type Span = {
  readonly since: number
  readonly until: number
  /** Runs that it tells nothing of. */
  readonly without: readonly number[]
}

/** An alert and what it is about are one entry where they are no further apart, ms. */
const sameMs = 120_000

export function createDigest(log: RunReader) {
  const slices = createSlices<Digest>()

  function* work({ without, ...span }: Span): Work<Digest> {
    const runs = log.summaries().filter((run) => run.imported === null && !without.includes(run.id))
    const isIn = (at: number) => at >= span.since && at < span.until
    const found: DigestEntry[] = []
    for (const [i, run] of runs.entries()) {
      if (Math.max(run.connection.since, run.lastBytesAt ?? 0, run.job.finishedAt ?? 0) < span.since) continue
      found.push(...endOf(run, isIn), ...stallsOf(run, log.transitions(run.id), isIn))
      for (const gap of log.gaps(run.id)) {
        const missed = gapOf(gap)
        if (missed !== null && isIn(gap.from)) found.push(entryOf(run, 'gap', gap.from, missed.words))
      }
      yield i / runs.length
    }
    const alerts: Alert[] = []
    let page = log.alertsFrom(span.since, span.until, null)
    for (; page.length > 0; page = log.alertsFrom(span.since, span.until, page.at(-1) ?? null)) {
      for (const alert of page) {
        const { rule, run } = alert
        if (rule !== importedRule && (run === null || !without.includes(run))) alerts.push(alert)
      }
      yield 1
    }
    const entries = withAlerts(found, alerts).toSorted((a, b) => a.at - b.at)
    const count = (type: DigestEntry['type']) => found.filter((entry) => entry.type === type).length
    return {
      ...span,
      counts: {
        completed: count('completed'),
        failed: count('failed'),
        unknown: count('unknown'),
        stalled: count('stalled'),
        gaps: count('gap'),
        alerts: alerts.length,
        started: runs.filter(({ createdAt }) => isIn(createdAt)).length,
      },
      now: tallyOf(runs),
      entries: entries.slice(-mostEntries),
      left: Math.max(0, entries.length - mostEntries),
    }
  }

  return (since: number, until: number, without: readonly number[]) =>
    slices([since, until, ...without].join(' '), () => work({ since, until, without }))
}

function entryOf(run: RunSummary, type: DigestEntry['type'], at: number, cause: string | null): DigestEntry {
  const { id, kind, server, title } = run
  return { at, type, run: id, kind, server, title, cause, alert: null, severity: null, resolution: null }
}

/** What became of the run, if that was then. */
function endOf(run: RunSummary, isIn: (at: number) => boolean): DigestEntry[] {
  const { job, connection } = run
  const { state, since, cause } = connection
  if (job.state === 'completed' || job.state === 'failed') {
    const at = job.finishedAt ?? since
    if (!isIn(at)) return []
    return [entryOf(run, job.state, at, job.state === 'failed' ? (job.cause ?? noReason) : null)]
  }
  if (!isSettled(state) || state === 'idle' || !isIn(since)) return []
  if (state === 'stopped' || state === 'refused') return [entryOf(run, state, since, cause)]
  return job.state === 'unknown' ? [entryOf(run, 'unknown', since, cause)] : []
}

/** Its stalls, each with how it went on. */
function stallsOf(
  run: RunSummary,
  transitions: readonly Transition[],
  isIn: (at: number) => boolean,
): DigestEntry[] {
  return transitions.flatMap(({ state, at, cause }, i) => {
    if (state !== 'stalled' || !isIn(at)) return []
    const next = transitions[i + 1]
    const after = next === undefined ? null : formatDuration(next.at - at)
    const resolution =
      after === null ? null : next?.state === 'live' ? `back after ${after}` : `${next?.state} after ${after}`
    return [{ ...entryOf(run, 'stalled', at, cause), resolution }]
  })
}

/**
 * The entries with the alerts that tell of the same, and the alerts that tell of something else. `alerts` are in the order of
 * their times, so that an entry which one of them has passed is of no later one.
 */
function withAlerts(found: readonly DigestEntry[], alerts: readonly Alert[]): DigestEntry[] {
  const entries = [...found]
  const keyOf = ({ run, type }: Pick<DigestEntry, 'run'> & { readonly type: string }) => `${run} ${type}`
  const places = Map.groupBy(found.entries(), ([, entry]) => keyOf(entry))
  const passed = new Map<string, number>()
  for (const alert of alerts) {
    const { id, run, kind, server, title, at, cause, severity, resolution } = alert
    const key = keyOf(alert)
    const own = places.get(key) ?? []
    let next = passed.get(key) ?? 0
    while ((own[next]?.[1].at ?? at) < at - sameMs) next++
    const [place, entry] = own[next] ?? []
    if (place !== undefined && entry !== undefined && entry.at <= at + sameMs) {
      entries[place] = { ...entry, alert: id, severity, resolution: entry.resolution ?? resolution }
      next++
    } else
      entries.push({ at, type: 'alert', run, kind, server, title, cause, alert: id, severity, resolution })
    passed.set(key, next)
  }
  return entries
}
