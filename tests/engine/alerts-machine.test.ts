// Rules on a simulated clock, as a state machine: whatever runs do, in whatever order, a rule fires once for one cause, what
// lasts ends, and an engine that ends and starts again at any point changes nothing of it.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition } from '../../src/core/alerts/condition.ts'
import { newRule } from '../../src/core/alerts/new-rule.ts'
import type { Rule } from '../../src/core/alerts/rule.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import { makeRun } from '../renderer/make-run.ts'
import { createAlertStage } from '../support/alert-stage.ts'

type Stage = ReturnType<typeof createAlertStage>

const conditions: readonly Condition[] = [
  { type: 'failed' },
  { type: 'completed' },
  { type: 'unknown' },
  { type: 'needs-me' },
  { type: 'refused' },
  { type: 'ended-early' },
  { type: 'stalled', forMs: 5_000, beats: 1 },
  { type: 'retrying', forMs: 4_000 },
  { type: 'no-event', forMs: 6_000 },
  { type: 'no-content', forMs: 7_000 },
  { type: 'no-progress', forMs: 8_000 },
  { type: 'not-finished', forMs: 9_000 },
  { type: 'slow', times: 2 },
  { type: 'figure', figure: 'first_content', is: '>', value: 5_000 },
]

const rules: readonly Rule[] = conditions.map((when) => ({
  ...newRule(when, { together: null, cooldownMs: 0 }),
  id: when.type,
  since: 0,
}))

/** What the same cause can be told of twice for no reason but time: an absence counts only what was watched. */
const absences = new Set(['no-event', 'no-content', 'no-progress', 'retrying'])

type Act =
  | { readonly do: 'pass'; readonly seconds: number }
  | { readonly do: 'restart' }
  | {
      readonly do:
        | 'event'
        | 'content'
        | 'comment'
        | 'fail'
        | 'complete'
        | 'lose'
        | 'back'
        | 'stall'
        | 'refuse'
        | 'end-early'
        | 'pause'
        | 'retry'
      readonly run: number
    }

const run = fc.integer({ min: 1, max: 3 })
const act = (name: Exclude<Act['do'], 'pass' | 'restart'>) =>
  run.map((number): Act => ({ do: name, run: number }))
const acts = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.integer({ min: 1, max: 12 }).map((seconds): Act => ({ do: 'pass', seconds })),
    },
    { weight: 1, arbitrary: fc.constant<Act>({ do: 'restart' }) },
    { weight: 3, arbitrary: act('event') },
    act('content'),
    act('comment'),
    act('fail'),
    act('complete'),
    act('lose'),
    act('back'),
    act('stall'),
    act('refuse'),
    act('end-early'),
    act('pause'),
    act('retry'),
  ),
  { maxLength: 40 },
)

/** The run after `name`, at `now`; the same one where that cannot happen to it. */
function after(summary: RunSummary, name: string, now: number): RunSummary {
  const { job, connection } = summary
  const isOpen = ['live', 'quiet', 'stalled'].includes(connection.state)
  const isOver = job.state === 'failed' || job.state === 'completed'
  const to = (
    state: RunSummary['connection']['state'],
    more: Partial<RunSummary['job']> = {},
  ): RunSummary => ({
    ...summary,
    job: { ...job, ...more },
    connection: {
      ...connection,
      state,
      since: now,
      cause: `it is ${state}`,
      attempt: state === 'connecting' ? connection.attempt + 1 : connection.attempt,
    },
  })
  const heard = {
    lastBytesAt: now,
    ...(connection.state === 'live'
      ? {}
      : { connection: { ...connection, state: 'live' as const, since: now } }),
  }
  if (isOver) return summary
  switch (name) {
    case 'event':
      return isOpen
        ? {
            ...summary,
            ...heard,
            events: summary.events + 1,
            lastEventAt: now,
            job: { ...job, state: 'processing', firstEventAt: job.firstEventAt ?? now },
          }
        : summary
    case 'content':
      return isOpen
        ? {
            ...summary,
            ...heard,
            events: summary.events + 1,
            lastEventAt: now,
            job: {
              ...job,
              state: 'processing',
              firstEventAt: job.firstEventAt ?? now,
              firstContentAt: job.firstContentAt ?? now,
              items: job.items + 1,
            },
          }
        : summary
    case 'comment':
      return isOpen ? { ...summary, ...heard } : summary
    case 'fail':
      return isOpen ? to('closed', { state: 'failed', cause: 'no GPU', finishedAt: now }) : summary
    case 'complete':
      return isOpen ? to('closed', { state: 'completed', finishedAt: now }) : summary
    case 'lose':
      return isOpen ? to('waiting') : summary
    case 'back':
      return connection.state === 'waiting' ||
        connection.state === 'connecting' ||
        connection.state === 'paused'
        ? { ...to('live'), lastBytesAt: now }
        : summary
    case 'stall':
      return connection.state === 'live' ? to('stalled') : summary
    case 'refuse':
      return connection.state === 'waiting' || connection.state === 'connecting' ? to('refused') : summary
    case 'end-early':
      return isOpen ? to('ended-early', { state: 'unknown' }) : summary
    case 'pause':
      return isOpen || connection.state === 'waiting' ? to('paused') : summary
    case 'retry':
      return ['refused', 'ended-early', 'waiting'].includes(connection.state) ? to('connecting') : summary
    default:
      return summary
  }
}

async function play(list: readonly Act[], mayRestart: boolean): Promise<Stage> {
  const stage = createAlertStage(rules, 10_000)
  for (const id of [1, 2, 3])
    stage.runs.set(id, makeRun({ id, createdAt: 0, askedAt: 0, beatMs: 4_000, connection: { since: 0 } }))
  await stage.start()
  for (const one of list) {
    if (one.do === 'pass') await stage.pass(one.seconds)
    else if (one.do === 'restart') {
      if (mayRestart) await stage.restart()
    } else {
      const before = stage.runs.get(one.run)
      if (before !== undefined) stage.is(after(before, one.do, stage.clock.now()))
    }
  }
  await stage.pass(2)
  return stage
}

/** What fired, without when: rule and run, as often as it did. */
function firedOf({ alerts }: Stage, only: (type: string) => boolean): string[] {
  return alerts
    .filter(({ type }) => only(type))
    .map(({ rule, run: of }) => `${rule} ${of}`)
    .toSorted()
}

test('a rule never fires for what it has fired for and is still so, and every alert that lasts ends with its cause', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (list) => {
      const stage = await play(list, true)
      for (const id of [1, 2, 3]) {
        for (const { id: rule } of rules) {
          const own = stage.alerts.filter((alert) => alert.run === id && alert.rule === rule)
          for (const [i, alert] of own.entries()) {
            const next = own[i + 1]
            if (alert.lasting && next !== undefined) {
              expect(alert.resolvedAt).not.toBeNull()
              expect(next.at).toBeGreaterThanOrEqual(alert.resolvedAt ?? Number.POSITIVE_INFINITY)
            }
          }
          if (['failed', 'completed', 'not-finished', 'slow', 'figure'].includes(rule))
            expect(own.length).toBeLessThanOrEqual(1)
        }
      }
      // Every run comes to a good end: what lasted is over then.
      for (const id of [1, 2, 3]) {
        for (const name of ['retry', 'back', 'complete']) {
          const now = stage.runs.get(id)
          if (now !== undefined) stage.is(after(now, name, stage.clock.now()))
        }
      }
      await stage.pass(2)
      const open = stage.alerts.filter(
        ({ lasting, resolvedAt, type }) => lasting && resolvedAt === null && type !== 'failed',
      )
      expect(open.filter(({ run: of }) => stage.runs.get(of ?? 0)?.job.state === 'completed')).toEqual([])
      // Each alert was pushed when it was stored, and none that was not.
      expect(new Set(stage.told.map(({ id }) => id))).toEqual(new Set(stage.alerts.map(({ id }) => id)))
    }),
    { numRuns: 250 },
  )
})

test('an engine that ends and starts again at any point fires what it would have fired, once', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (list) => {
      const isState = (type: string) => !absences.has(type)
      const without = await play(list, false)
      const broken = await play(list, true)
      expect(firedOf(broken, isState)).toEqual(firedOf(without, isState))
      // Time that nobody watched counts for no absence, so that a restart may put one off and never makes one up. Since when a
      // run made no progress is not remembered over it: asked again by a person, it may be told of again.
      const isAbsence = (type: string) => absences.has(type) && type !== 'no-progress'
      const all = firedOf(without, isAbsence)
      for (const fired of firedOf(broken, isAbsence)) {
        const at = all.indexOf(fired)
        expect(at).not.toBe(-1)
        all.splice(at, 1)
      }
    }),
    { numRuns: 250 },
  )
})
