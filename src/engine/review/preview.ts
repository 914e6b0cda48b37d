// What a rule would have done over the stored runs: the latest of them, each lived through again.

import type { Preview } from '../../core/alerts/preview.ts'
import type { Rule, RuleDraft } from '../../core/alerts/rule.ts'
import { scopeTest } from '../../core/alerts/scope.ts'
import { formatDuration } from '../../core/basics/quantities.ts'
import type { Kind } from '../../core/kind/kind.ts'
import { parseQuery } from '../../core/query/parse.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { RunReader } from '../log/run-reader.ts'
import { createSlices, type Work } from './slices.ts'
import { createUsual } from './usual.ts'
import { liveThrough, type Would } from './would.ts'

/** Runs and events that are looked at, newest first; one run is looked at whatever it has. */
const mostRuns = 1_000
const mostEvents = 250_000
const mostShown = 50

type Found = Would & { readonly run: RunSummary }

export function createPreview(log: RunReader, kinds: ReadonlyMap<string, Kind>) {
  const slices = createSlices<Preview>()
  const usual = createUsual(log)

  function* work(draft: RuleDraft, now: number): Work<Preview> {
    const rule: Rule = { ...draft, id: 'preview', since: 0, enabled: true, until: null }
    const isOfIt = scopeTest(rule)
    const runs = log.summaries().filter((run) => run.imported === null && isOfIt(run))
    if (rule.when.type === 'none-started')
      return previewOf(noneStarted(runs, rule.when.forMs, now), runs.length, 0, runs)
    const query = rule.when.type === 'event' ? parseQuery(rule.when.query).query : null
    const times = new Map<string, number | null>()
    const found: Found[] = []
    let events = 0
    let looked = 0
    for (const run of runs) {
      if (looked >= mostRuns || (looked > 0 && events + run.events > mostEvents)) break
      const stored = log.run(run.id)
      looked++
      events += run.events
      if (stored === null) continue
      if (rule.when.type === 'slow' && !times.has(run.kind)) {
        times.set(run.kind, (yield* usual.work(run.kind)).durationP90Ms)
      }
      const usualMs = times.get(run.kind) ?? null
      const would = yield* liveThrough(log, kinds.get(run.kind), stored, { rule, query, usualMs, now })
      found.push(...would.map((one) => ({ ...one, run })))
      yield looked / Math.min(runs.length, mostRuns)
    }
    return previewOf(found, looked, runs.length - looked, runs.slice(0, looked))
  }

  return (draft: RuleDraft, now: number) => slices(keyOf(draft), () => work(draft, now))
}

/** The same rule, whatever it is called and whomever it tells. */
function keyOf({ when, scope, holdMs, cooldownMs }: RuleDraft): string {
  return JSON.stringify([when, scope, holdMs, cooldownMs])
}

function previewOf(
  found: readonly Found[],
  looked: number,
  left: number,
  runs: readonly RunSummary[],
): Preview {
  return {
    part: 1,
    firings: found.length,
    runs: new Set(found.map(({ run }) => run.id)).size,
    looked,
    left,
    from:
      runs.length === 0
        ? null
        : runs.reduce((first, { createdAt }) => Math.min(first, createdAt), Number.POSITIVE_INFINITY),
    would: found
      .toSorted((a, b) => b.at - a.at)
      .slice(0, mostShown)
      .map(({ run, at, cause, resolvedAt }) => ({
        run: run.id,
        title: run.title,
        kind: run.kind,
        at,
        cause,
        resolvedAt,
      })),
    cannot: runs.length === 0 ? 'No stored run is one that this rule is about.' : null,
  }
}

/** The pauses between runs that were longer than `forMs`, each at the run before it. */
function noneStarted(runs: readonly RunSummary[], forMs: number, now: number): Found[] {
  const inOrder = runs.toSorted((a, b) => a.createdAt - b.createdAt)
  return inOrder.flatMap((run, i) => {
    const next = inOrder[i + 1]?.createdAt ?? null
    const at = run.createdAt + forMs
    if (at > (next ?? now)) return []
    return [{ run, at, cause: `no run was started for ${formatDuration(forMs)}`, resolvedAt: next }]
  })
}
