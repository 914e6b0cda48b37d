// Firings that wait a moment for others of the same rule on the same server, so that a server's fall is one alert.

import { gather, gatherMs, type RunAt } from '../../core/alerts/together.ts'
import type { Stand } from './entry.ts'
import type { Firing } from './new-alert.ts'
import type { ReadyRule } from './rule-book.ts'

/** A firing with how its rule stood to the run before, should it be over at once. */
export type Waiting = RunAt & {
  readonly ready: ReadyRule
  readonly server: string
  readonly firing: Firing
  readonly before: Stand
}

export type Gathered = {
  readonly ready: ReadyRule
  readonly server: string
  readonly single: readonly Waiting[]
  /** The runs that one alert is about, of which `waiting` are new. */
  readonly many: readonly number[]
  readonly waiting: readonly Waiting[]
}

export function createGathering() {
  /** By rule and server, in the order in which they came. */
  const waiting = new Map<string, Set<Waiting>>()
  /** The same by rule and run. */
  const ofRuns = new Map<string, Set<Waiting>>()
  /** What was told lately of rules that gather, and until when it counts. */
  const recent = new Map<string, { readonly until: number; readonly runs: readonly RunAt[] }>()
  const placesOf = (one: Waiting) => {
    const rule = one.ready.rule.id
    return [
      [waiting, keyOf(rule, one.server)],
      [ofRuns, keyOf(rule, one.run)],
    ] as const
  }
  const drop = (one: Waiting) => {
    for (const [map, key] of placesOf(one)) {
      const set = map.get(key)
      set?.delete(one)
      if (set?.size === 0) map.delete(key)
    }
  }

  return {
    add: (one: Waiting) => {
      for (const [map, key] of placesOf(one)) map.set(key, (map.get(key) ?? new Set()).add(one))
    },
    /** Takes back what is over before it was told; null where it no longer waits. */
    takeBack: (rule: string, run: number): Waiting | null => {
      for (const one of ofRuns.get(keyOf(rule, run)) ?? []) {
        drop(one)
        return one
      }
      return null
    },
    /** What has waited long enough at `now`; with `all`, everything. */
    due: (now: number, all: boolean): readonly Gathered[] => {
      for (const [key, { until }] of recent) if (until <= now) recent.delete(key)
      return [...waiting].flatMap(([key, set]): Gathered[] => {
        const list = [...set]
        const [first] = list
        if (first === undefined) return []
        const { ready, server } = first
        const { together } = ready.rule
        if (!all && together !== null && now < first.at + gatherMs) return []
        list.forEach(drop)
        if (together === null) return [{ ready, server, single: list, many: [], waiting: list }]
        const lately = (recent.get(key)?.runs ?? []).filter(({ at }) => at > now - together.withinMs)
        const { single, many } = gather(together, list, lately, now)
        const runs = [...lately, ...list.map(({ run }) => ({ run, at: now }))]
        recent.set(key, { until: now + together.withinMs, runs })
        return [{ ready, server, single, many, waiting: list }]
      })
    },
  }
}

function keyOf(rule: string, what: string | number): string {
  return `${rule} ${what}`
}
