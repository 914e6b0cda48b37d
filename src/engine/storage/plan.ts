// What retention takes away of a log: the pure plan over its weighed runs, and that plan in a few numbers.

import type Database from 'better-sqlite3'
import { limits, planRetention, type RetentionRule } from '../../core/storage/retention.ts'
import type { Preview, RemovalRecord } from '../../core/storage/storage.ts'
import { toShare, type WeighedRun, weighRuns } from '../log/sqlite/upkeep/weigh.ts'

export type Going = Pick<WeighedRun, 'id' | 'events' | 'bytes' | 'secretOf'> & {
  readonly rule: RetentionRule
  readonly by: RemovalRecord['rules'][number]['by']
}
export type Planned = { readonly preview: Preview; readonly going: readonly Going[] }

const shown = 100

/** What `rules` take away of the log at `now`. */
export function planLog(db: Database.Database, rules: readonly RetentionRule[], now: number): Planned {
  const { remove, pinned } = planRetention(weighRuns(db), rules, now)
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

function sum(runs: readonly Pick<WeighedRun, 'events' | 'bytes'>[]) {
  return {
    runs: runs.length,
    events: runs.reduce((total, run) => total + run.events, 0),
    bytes: runs.reduce((total, run) => total + run.bytes, 0),
  }
}
