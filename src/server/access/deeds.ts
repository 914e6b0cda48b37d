// What people did and were refused, on its way to the audit list: which call, on which runs and servers, and nothing of what
// was sent with it, which may hold a credential. The team's own calls and settings note themselves where they are stored.

import type { CallName } from '../../core/contract/contract.ts'
import type { Answer } from '../../core/contract/dispatch.ts'
import type { Place } from '../../core/team/access/call-access.ts'
import type { Caller, Role } from '../../core/team/roles.ts'
import type { AccessPort } from '../../engine/index.ts'
import { isTeamCall } from './team-calls.ts'

export type Deeds = {
  /** A call that was answered; one that was refused or has failed did nothing. */
  readonly answered: (
    caller: Caller,
    name: CallName,
    answer: Answer,
    needed: Role,
    places: readonly Place[],
  ) => void
  readonly refused: (caller: Caller, name: CallName) => void
}

/** The same refusal is noted once in so long: a page may ask again and again. */
const againMs = 60_000
const mostRefusals = 10_000
const mostNumbers = 100

export function createDeeds(
  audit: Pick<AccessPort['audit'], 'note'>,
  onDefect: (where: string, thrown: unknown) => void,
  now: () => number,
): Deeds {
  const refusals = new Map<string, number>()
  const note = (caller: Caller, what: string, detail: Readonly<Record<string, unknown>>) =>
    void audit.note(caller.name, what, detail).catch((thrown: unknown) => onDefect('audit', thrown))
  return {
    answered: (caller, name, answer, needed, places) => {
      // What a collector was asked it may still do.
      if (!answer.ok && answer.error.code !== 'not-answered') return
      if (needed === 'viewer' || places.length === 0) return
      const isNoted = isTeamCall(name) || name === 'settings.set'
      if (isNoted || places.some((place) => place.in === 'job')) return
      const runs = places.flatMap((place) => (place.in === 'run' ? [place.run] : []))
      const servers = places.flatMap((place) => (place.in === 'server' ? [place.server] : []))
      const alerts = places.flatMap((place) => (place.in === 'alert' ? [place.alert] : []))
      const named = Object.entries({ runs, servers, alerts }).filter(([, numbers]) => numbers.length > 0)
      note(
        caller,
        name,
        Object.fromEntries(named.map(([kind, numbers]) => [kind, numbers.slice(0, mostNumbers)])),
      )
    },
    refused: (caller, name) => {
      const key = `${caller.key} ${name}`
      const at = now()
      const before = refusals.get(key)
      if (before !== undefined && at - before < againMs) return
      refusals.delete(key)
      refusals.set(key, at)
      const [oldest = key] = refusals.keys()
      if (refusals.size > mostRefusals) refusals.delete(oldest)
      note(caller, 'refused', { call: name })
    },
  }
}
