// What retention takes away of a log: the plan over its weighed runs, that plan in a few numbers, and the record of a
// removal. Pure, so that every log plans alike, wherever it weighs its runs.

import { type KeptRun, limits, planRetention, type RetentionRule } from '../../core/storage/retention.ts'
import type { Preview, RemovalRecord, RunShare } from '../../core/storage/storage.ts'

/** A run with its share of the disk in bytes. `secretOf` names the run's own credentials, where it has some. */
export type WeighedRun = KeptRun & Omit<RunShare, 'run'> & { readonly secretOf: string | null }

export type Going = Pick<WeighedRun, 'id' | 'events' | 'bytes' | 'secretOf'> & {
  readonly rule: RetentionRule
  readonly by: RemovalRecord['rules'][number]['by']
}
export type Planned = { readonly preview: Preview; readonly going: readonly Going[] }

const shown = 100

/** What `rules` take away of `weighed`, all runs of the log, at `now`. */
export function planRemoval(
  weighed: readonly WeighedRun[],
  rules: readonly RetentionRule[],
  now: number,
): Planned {
  const { remove, pinned } = planRetention(weighed, rules, now)
  const runs = remove.map(({ run }) => run)
  return {
    preview: {
      ...sum(runs),
      rules: rules.flatMap((rule): Preview['rules'] => {
        const its = remove.filter((one) => one.rule === rule)
        const parts = limits.flatMap((by) => {
          const group = its.filter((one) => one.by === by)
          return group.length === 0 ? [] : [{ rule, by, ...sum(group.map(({ run }) => run)) }]
        })
        return parts.length === 0 ? [{ rule, by: null, ...sum([]) }] : parts
      }),
      first: runs.slice(0, shown).map(toShare),
      pinned: pinned.length,
      firstPinned: pinned.slice(0, shown).map(toShare),
    },
    going: remove.map(({ run, rule, by }) => ({
      id: run.id,
      events: run.events,
      bytes: run.bytes,
      secretOf: run.secretOf,
      rule,
      by,
    })),
  }
}

/** The record of a removal of `going`, so far. */
export function recordOf(
  going: readonly Going[],
  asked: RemovalRecord['asked'],
  at: number,
): Omit<RemovalRecord, 'id'> {
  const rules = new Map<string, RemovalRecord['rules'][number]>()
  for (const { rule, by } of going) {
    const name = JSON.stringify([rule, by])
    rules.set(name, { ...rule, by, count: (rules.get(name)?.count ?? 0) + 1 })
  }
  return { at, asked, ...sum(going), rules: [...rules.values()] }
}

/** The record of two parts of one removal. */
export function joinedRecord(
  one: Omit<RemovalRecord, 'id'>,
  other: Omit<RemovalRecord, 'id'>,
): Omit<RemovalRecord, 'id'> {
  const rules = new Map<string, RemovalRecord['rules'][number]>()
  for (const rule of [...one.rules, ...other.rules]) {
    const name = JSON.stringify([rule.kind, rule.days, rule.runs, rule.bytes, rule.by])
    rules.set(name, { ...rule, count: (rules.get(name)?.count ?? 0) + rule.count })
  }
  return {
    at: one.at,
    asked: one.asked,
    runs: one.runs + other.runs,
    events: one.events + other.events,
    bytes: one.bytes + other.bytes,
    rules: [...rules.values()],
  }
}

function sum(runs: readonly Pick<WeighedRun, 'events' | 'bytes'>[]) {
  return {
    runs: runs.length,
    events: runs.reduce((total, run) => total + run.events, 0),
    bytes: runs.reduce((total, run) => total + run.bytes, 0),
  }
}

/** A weighed run as it is told. */
export function toShare({ id, title, kind, server, at, events, bytes, pinned }: WeighedRun): RunShare {
  return { run: id, title, kind, server, at, events, bytes, pinned }
}
