// Mute: nobody is told of anything for an hour. It is the engine's, so that every host is as quiet; here it is read and
// changed for those who have no window before them.

import { isAsleep } from '../../core/alerts/asleep.ts'
import { calls } from '../../core/contract/contract.ts'
import type { Engine } from '../../engine/index.ts'

/** Until when it is quiet: epoch ms, or null for no end. */
export type Muted = { readonly until: number | null }

export type Mute = {
  /** Null while it is not quiet. */
  readonly get: () => Muted | null
  /** Asks the engine again. */
  readonly refresh: () => Promise<void>
  readonly mute: () => Promise<void>
  readonly unmute: () => Promise<void>
}

const muteForMs = 3_600_000
const everything = { type: 'all' } as const

/** Over the calls of `dispatch`; `changed` is told when `get` gives something else, `failed` why a change did not work. */
export function createMute(
  dispatch: Engine['dispatch'],
  now: () => number,
  changed: () => void,
  failed: (sentence: string) => void,
): Mute {
  let muted: Muted | null = null
  const act = async (name: string, input: object) => {
    const answer = await dispatch(name, input)
    if (!answer.ok) failed(answer.error.message)
  }
  return {
    get: () => muted,
    refresh: async () => {
      const answer = await dispatch('alerts.rules', {})
      if (!answer.ok) return
      const { snoozes } = calls['alerts.rules'].output.parse(answer.value)
      const found = snoozes.find((snooze) => snooze.what.type === 'all' && isAsleep(snooze, now()))
      muted = found === undefined ? null : { until: found.until }
      changed()
    },
    mute: () => act('alerts.snooze', { what: everything, until: now() + muteForMs }),
    unmute: () => act('alerts.unsnooze', { what: everything }),
  }
}
