// One desk for each person, however many screens they have open: made when it is first asked for, and let go when nobody has had
// it for a while. A view is there at once; what is asked of it waits for its desk.

import { errorData } from '../../core/basics/errors.ts'
import type { Changes } from '../../core/contract/contract.ts'
import type { Caller } from '../../core/team/roles.ts'
import type { Clock } from '../base/clock.ts'
import type { Desk } from './desk.ts'
import type { HubView } from './hub-options.ts'

/** A person who comes back within this time finds what they had, and their exports go on meanwhile. */
const keptMs = 600_000

type Listener = { readonly tell: (changes: Changes) => void; leave: () => void }
type Kept = {
  /** Opens it where it is not open: one that failed to open is opened again by whoever asks next. */
  readonly desk: () => Promise<Desk>
  readonly close: () => Promise<void>
  /** Those that are told; they outlive a desk that failed to open. */
  readonly listeners: Set<Listener>
  views: number
  cancel: () => void
  open: Desk | null
}

export function createViews(open: (caller: Caller) => Promise<Desk>, clock: Pick<Clock, 'after'>) {
  const kept = new Map<string, Kept>()

  const keptOf = (caller: Caller): readonly [string, Kept] => {
    const key = JSON.stringify([caller.key, caller.name, caller.given])
    const known = kept.get(key)
    if (known !== undefined) return [key, known]
    let opening: Promise<Desk> | null = null
    const begin = async (): Promise<Desk> => {
      try {
        const desk = await open(caller)
        made.open = desk
        for (const one of made.listeners) one.leave = desk.onChanges(one.tell)
        return desk
      } catch (thrown) {
        opening = null
        throw thrown
      }
    }
    const desk = () => {
      opening ??= begin()
      return opening
    }
    const close = async () => (await opening?.catch(() => null))?.close()
    const made: Kept = { desk, close, listeners: new Set(), views: 0, cancel: () => {}, open: null }
    kept.set(key, made)
    desk().catch(() => {})
    return [key, made]
  }

  return {
    as: (caller: Caller): HubView => {
      const [key, one] = keptOf(caller)
      const leaves = new Set<() => void>()
      let isOpen = true
      one.views++
      one.cancel()
      return {
        dispatch: async (name, input) => {
          try {
            return (await one.desk()).dispatch(name, input)
          } catch (thrown) {
            return { ok: false, error: errorData(thrown) }
          }
        },
        onChanges: (listener: (changes: Changes) => void) => {
          const told: Listener = { tell: listener, leave: one.open?.onChanges(listener) ?? (() => {}) }
          one.listeners.add(told)
          const stop = () => {
            one.listeners.delete(told)
            told.leave()
            leaves.delete(stop)
          }
          leaves.add(stop)
          return stop
        },
        transcripts: { download: (job, given) => one.open?.transcripts.download(job, given) ?? null },
        close: () => {
          if (!isOpen) return
          isOpen = false
          for (const leave of leaves) leave()
          // What was let go with the hub is not kept.
          if (--one.views > 0 || kept.get(key) !== one) return
          one.cancel = clock.after(keptMs, () => {
            kept.delete(key)
            one.close().catch(() => {})
          })
        },
      }
    },
    /** Those that are there. */
    desks: (): Desk[] => [...kept.values()].flatMap(({ open: desk }) => desk ?? []),
    close: async (): Promise<void> => {
      for (const one of kept.values()) {
        one.cancel()
        await one.close().catch(() => {})
      }
      kept.clear()
    },
  }
}
