// What a page that nobody sees is still told: alerts, for its notifications, and which runs came to need somebody or ceased
// to, for the number in its title. All else would wake it for nothing.

import type { Changes } from '../../core/contract/contract.ts'
import { needsPerson } from '../../core/run/marks.ts'

/** A push as the pages get it. */
export type Push = {
  readonly seq: number
  /** The whole frame, made once for all pages. */
  readonly text: () => string
  /** What of it a page that nobody sees tells of. */
  readonly brief: Changes
  /** Whether there is anything in `brief`. */
  readonly isNews: boolean
}

/** Makes pushes of the engine's changes, each of which it must be given, in order. */
export function createPushes(): (changes: Changes) => Push {
  /** Whether a run needed somebody when it was last pushed; a run that never was may have come to do so just now. */
  const needing = new Map<number, boolean>()
  return (changes) => {
    const { seq, alerts } = changes
    let text: string | null = null
    const runs = changes.runs.filter((run) => {
      const before = needing.get(run.id)
      const now = needsPerson(run)
      needing.set(run.id, now)
      return before !== now
    })
    const removed = changes.removed.filter((id) => {
      const before = needing.get(id)
      needing.delete(id)
      return before !== false
    })
    return {
      seq,
      text: () => {
        text ??= JSON.stringify({ changes })
        return text
      },
      brief: {
        seq,
        runs,
        removed,
        servers: null,
        log: null,
        settings: null,
        ...(alerts === undefined ? {} : { alerts }),
      },
      isNews: runs.length > 0 || removed.length > 0 || alerts !== undefined,
    }
  }
}
