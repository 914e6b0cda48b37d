// One stored run lived through again, as a rule would have watched it: the same judge over the same fold, with the time that
// passed between. What was not stored (comments, the learned beat as it was then) is taken as the run has it at last.

import { gapOf, matchesOf } from '../../core/alerts/happened.ts'
import { type Happened, type History, historyAfter, newHistory } from '../../core/alerts/history.ts'
import { judge, noStanding, type Standing } from '../../core/alerts/judge.ts'
import type { Rule } from '../../core/alerts/rule.ts'
import { asksRate } from '../../core/alerts/traits.ts'
import { newJob } from '../../core/job/fold.ts'
import { summariseJob } from '../../core/job/summary.ts'
import type { Kind } from '../../core/kind/kind.ts'
import type { Query } from '../../core/query/ast.ts'
import { quietAfterMs } from '../../core/run/beat.ts'
import type { EventRow, RunSummary, Transition } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { createJobFolder } from '../fold/rebuild-job.ts'
import type { StoredRun } from '../log/rows.ts'
import type { RunReader } from '../log/run-reader.ts'
import type { Work } from './slices.ts'

/** One firing, and when it was over; null: it was not, or it is a moment. */
export type Would = { readonly at: number; readonly cause: string; resolvedAt: number | null }

export type Asked = {
  readonly rule: Rule
  /** Of a rule that waits for events. */
  readonly query: Query | null
  readonly usualMs: number | null
  /** Until when, epoch ms. */
  readonly now: number
}

const page = 512
const rateMs = 60_000
/** The pace of a silent stretch is looked at again after this, ms, until it is nought: from there time alone changes nothing. */
const rateStepMs = 10_000

/** What the rule would have done of `stored`; yields once a page. */
export function* liveThrough(
  log: RunReader,
  kind: Kind | undefined,
  stored: StoredRun,
  asked: Asked,
): Work<Would[]> {
  const { summary, params } = stored
  const { rule, now } = asked
  const run = createWatched(summary, asked)
  const transitions = log.transitions(summary.id)
  const gaps = log.gaps(summary.id).flatMap((gap) => gapOf(gap) ?? [])
  const folder = createJobFolder(null, log.jobTransitions(summary.id, 0), kind, params)
  let next = 0
  const connectionUpTo = (afterSeq: number) => {
    for (let t = transitions[next]; t !== undefined && t.afterSeq <= afterSeq; t = transitions[++next]) {
      for (let [gap] = gaps; gap !== undefined && gap.at <= t.at; [gap] = gaps) {
        gaps.shift()
        run.happened(gap.at, { gap })
      }
      run.moved(t, summariseJob(folder.jobAt(t.at)))
    }
  }
  connectionUpTo(0)
  while (folder.seq() < summary.events) {
    const rows = log.range(summary.id, folder.seq() + 1, page)
    if (rows.length === 0) break
    for (const row of rows) {
      connectionUpTo(row.seq - 1)
      folder.add(row)
      run.event(row, summariseJob(folder.job()))
      for (const match of matchesOf(asked.query, summary, [row], now)) run.happened(row.at, { match })
    }
    yield folder.seq() / summary.events
  }
  connectionUpTo(Number.POSITIVE_INFINITY)
  for (const gap of gaps) run.happened(gap.at, { gap })
  const { state, since } = run.summary().connection
  // What is settled stands still; what was not over when it was last heard of goes on to be silent.
  run.waitUntil(isSettled(state) ? since + rule.holdMs : now)
  return run.would
}

/** The run as it was at each moment, and the rule's verdict on it. */
function createWatched(last: RunSummary, { rule, usualMs, now }: Asked) {
  let summary: RunSummary = {
    ...last,
    job: summariseJob(newJob()),
    connection: { state: 'idle', cause: null, attempt: 0, since: last.createdAt, retryAt: null },
    events: 0,
    lastEventAt: null,
    lastBytesAt: null,
  }
  let history: History = { ...newHistory(last.createdAt), usualMs }
  let standing: Standing = noStanding
  let dueAt: number | null = null
  const times: number[] = []
  const would: Would[] = []
  const paced = asksRate(rule.when)

  const judgeAt = (at: number) => {
    if (paced) history = { ...history, rate: rateAt(at) }
    const verdict = judge(rule, summary, history, standing, at)
    standing = verdict.standing
    dueAt = verdict.dueAt
    const mayFall = times.length > 0 || history.rate === null
    if (paced && mayFall && !isSettled(summary.connection.state))
      dueAt = Math.min(dueAt ?? Infinity, at + rateStepMs)
    const open = would.at(-1)
    if (verdict.act === 'fire' && verdict.held !== null) {
      would.push({ at, cause: verdict.held.words, resolvedAt: null })
    } else if (verdict.act === 'resolve' && open !== undefined) open.resolvedAt = at
  }
  const rateAt = (at: number): number | null => {
    while ((times[0] ?? Number.POSITIVE_INFINITY) <= at - rateMs) times.shift()
    return at - last.createdAt < rateMs ? null : times.length / (rateMs / 1_000)
  }
  /** Time passes: what becomes due meanwhile is judged at its time. */
  const waitUntil = (at: number) => {
    for (let due = dueAt; due !== null && due <= Math.min(at, now); due = dueAt) {
      judgeAt(due)
      if (dueAt !== null && dueAt <= due) break
    }
  }
  const become = (next: RunSummary, at: number) => {
    history = historyAfter(history, summary, next, at)
    summary = next
    judgeAt(at)
  }

  return {
    would,
    summary: () => summary,
    waitUntil,
    moved: ({ at, state, cause, attempt }: Transition, job: RunSummary['job']) => {
      waitUntil(at)
      const asked = summary.askedAt ?? (state === 'connecting' ? at : undefined)
      const signAt = state === 'live' ? at : state === 'quiet' ? at - quietAfterMs : summary.lastBytesAt
      become(
        {
          ...summary,
          job,
          connection: { state, cause, attempt, since: at, retryAt: null },
          lastBytesAt: signAt === null ? null : Math.max(signAt, summary.lastBytesAt ?? 0),
          ...(asked === undefined ? {} : { askedAt: asked }),
        },
        at,
      )
    },
    event: ({ at, seq }: EventRow, job: RunSummary['job']) => {
      waitUntil(at)
      times.push(at)
      become({ ...summary, job, events: seq, lastEventAt: at, lastBytesAt: at }, at)
    },
    happened: (at: number, what: { readonly gap: Happened } | { readonly match: Happened }) => {
      waitUntil(at)
      history = { ...history, ...what }
      judgeAt(at)
    },
  }
}
