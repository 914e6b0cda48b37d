// All runs that a viewer sees, newest first, each with what its alerts and snoozes ask for now. Only what has changed is made
// anew.

import { alertSetting } from '../../../../core/alerts/kept.ts'
import type { RunSummary } from '../../../../core/run/run.ts'
import { wakesAt } from '../../shown/attended.ts'
import { type Attention, createAttention } from './attention.ts'
import type { Database, Spaces } from './database.ts'
import type { Heads } from './heads.ts'
import { createRunPool, type Pooled } from './run-pool.ts'

/** Viewers with different spaces whose lists are kept. */
const keptLists = 16

export type RunList = {
  readonly all: () => readonly RunSummary[]
  readonly one: (run: number) => RunSummary | null
}

export function createRunList(db: Database, heads: Heads): RunList {
  const pool = createRunPool(db)
  const attention = createAttention(db)
  const attended = new Map<number, RunSummary>()
  let lists = new Map<string, readonly RunSummary[]>()
  let known: (Attention & { readonly setting: string; readonly wakesAt: number | null }) | null = null
  let list: readonly Pooled[] = []

  const refresh = (now: number): void => {
    const { runs, changed, alerts } = pool.refresh()
    const setting = String(
      db.get('SELECT value FROM runlight.settings WHERE name = $1', alertSetting)?.value ?? '',
    )
    const isDue = known?.wakesAt != null && now >= known.wakesAt
    const isAnew = known === null || changed === null || alerts || isDue || setting !== known.setting
    if (!isAnew && changed.size === 0) return
    if (isAnew || known === null) {
      const asked = attention.ofAll(now)
      known = { ...asked, setting, wakesAt: wakesAt(asked.snoozes, now) }
    }
    const { attend } = known
    if (isAnew) attended.clear()
    else for (const id of changed) attended.delete(id)
    for (const { run } of runs) if (!attended.has(run.id)) attended.set(run.id, attend(run))
    list = runs
    lists = new Map()
  }

  return {
    all: () => {
      refresh(Date.now())
      const spaces = db.spaces()
      const key = keyOf(spaces)
      const made =
        lists.get(key) ??
        list.flatMap(({ space, run }) => (sees(spaces, space) ? (attended.get(run.id) ?? run) : []))
      lists.delete(key)
      lists.set(key, made)
      if (lists.size > keptLists) lists.delete(lists.keys().next().value ?? key)
      return made
    },
    one: (run) => {
      const head = heads(run)
      return head === null ? null : attention.of([run], Date.now()).attend(head.stored().summary)
    },
  }
}

/** The same spaces in any order have the same key. */
export function keyOf(spaces: Spaces): string {
  return spaces === 'all' ? '*' : spaces.toSorted((a, b) => a - b).join(',')
}

function sees(spaces: Spaces, space: number): boolean {
  return spaces === 'all' || spaces.includes(space)
}
