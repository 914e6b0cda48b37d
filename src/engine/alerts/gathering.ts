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
  const waiting = new Map<string, Waiting[]>()
  const recent = new Map<string, RunAt[]>()
  const keyOf = (rule: string, server: string) => `${rule} ${server}`

  return {
    add: (one: Waiting) => {
      const key = keyOf(one.ready.rule.id, one.server)
      waiting.set(key, [...(waiting.get(key) ?? []), one])
    },
    /** Takes back what is over before it was told; null where it no longer waits. */
    takeBack: (rule: string, run: number): Waiting | null => {
      for (const [key, list] of waiting) {
        const found = list.find((one) => one.run === run && one.ready.rule.id === rule)
        if (found === undefined) continue
        waiting.set(
          key,
          list.filter((one) => one !== found),
        )
        return found
      }
      return null
    },
    /** A run was told of by the rule at `at`. */
    told: (rule: string, server: string, one: RunAt) => {
      const key = keyOf(rule, server)
      recent.set(key, [...(recent.get(key) ?? []), one])
    },
    /** What has waited long enough at `now`; with `all`, everything. */
    due: (now: number, all: boolean): readonly Gathered[] =>
      [...waiting].flatMap(([key, list]): Gathered[] => {
        const [first] = list
        if (first === undefined) {
          waiting.delete(key)
          return []
        }
        const { ready, server } = first
        const { together } = ready.rule
        if (!all && together !== null && now < first.at + gatherMs) return []
        waiting.delete(key)
        const lately = (recent.get(key) ?? []).filter(({ at }) => at > now - (together?.withinMs ?? 0))
        const { single, many } = gather(together, list, lately, now)
        recent.set(key, [...lately, ...list.map(({ run }) => ({ run, at: now }))])
        return [{ ready, server, single, many, waiting: list }]
      }),
  }
}
