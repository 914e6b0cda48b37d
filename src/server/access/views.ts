// The hub as each caller sees it, shared by all pages and calls of one caller with the same roles, and let go a while after the
// last of them.

import type { Caller } from '../../core/team/roles.ts'
import type { Hub, HubView } from '../../engine/index.ts'
import type { Gate } from './gate.ts'

export type Views = {
  /** `leave` is to be called once. */
  readonly use: (caller: Caller) => { readonly view: HubView; readonly leave: () => void }
  readonly close: () => void
}

/** A script asks again and again; an export is fetched by another request. */
const keptMs = 60_000

export function createViews(hub: Pick<Hub, 'as'>, gate: Gate): Views {
  type Kept = { readonly view: HubView; users: number; timer: NodeJS.Timeout | undefined }
  const views = new Map<string, Kept>()

  const open = (key: string, caller: Caller): Kept => {
    const inner = hub.as(caller)
    const kept = {
      view: { ...inner, dispatch: gate.for(caller, inner.dispatch) },
      users: 0,
      timer: undefined,
    }
    views.set(key, kept)
    return kept
  }
  return {
    use: (caller) => {
      const key = JSON.stringify(caller)
      const kept = views.get(key) ?? open(key, caller)
      clearTimeout(kept.timer)
      kept.users++
      const leave = () => {
        kept.users--
        if (kept.users > 0) return
        kept.timer = setTimeout(() => {
          if (views.get(key) === kept) views.delete(key)
          kept.view.close()
        }, keptMs)
        kept.timer.unref()
      }
      return { view: kept.view, leave }
    },
    close: () => {
      for (const { view, timer } of views.values()) {
        clearTimeout(timer)
        view.close()
      }
      views.clear()
    },
  }
}
