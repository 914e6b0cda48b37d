// What somebody may not do where several people share the log, and why, so that a button says so instead of being refused. The
// hub decides in the end. In a log of one's own everybody may do everything.

import type { Alert } from '../../core/alerts/alert.ts'
import type { Snoozed } from '../../core/alerts/snooze.ts'
import type { Server } from '../../core/contract/server.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { firstSpace, isEnough, type Role, roleAnywhere, roleIn } from '../../core/team/roles.ts'
import type { LiveState } from '../store/live-store.ts'
import { useLive } from './frame-context.ts'

type Me = LiveState['me']

/** Where a role is needed: in the space of a run or a server, in the whole team, or anywhere. */
type At = Pick<RunSummary, 'team'> | Pick<Server, 'space'> | 'team' | 'anywhere'

const wheres = { team: ' of the whole team', anywhere: '' } as const

/** Where what is new goes, and what is of no server. */
export const inFirstSpace: At = { space: firstSpace }

/** Null where the person may. */
export function whyNot(me: Me, needed: Role, at: At): string | null {
  if (me === null) return null
  const { given } = me
  const has = at === 'anywhere' ? roleAnywhere(given) : roleIn(given, spaceOf(at))
  if (isEnough(has, needed)) return null
  const where = typeof at === 'string' ? wheres[at] : ' of its servers'
  const are = has === null ? '' : `: you are ${has === 'viewer' ? 'a' : 'an'} ${has} here`
  return `Only an ${needed}${where} may do this${are}.`
}

export function useWhyNot(needed: Role, at: At): string | null {
  return useLive((state) => whyNot(state.me, needed, at))
}

type Known = Pick<LiveState, 'me' | 'runs'>

/** As `whyNot` for an operator of this run; of one that is not here the hub decides. */
export function whyNotRun({ me, runs }: Known, run: number): string | null {
  return whyNot(me, 'operator', runs.get(run) ?? 'anywhere')
}

/** Why somebody may not say that these alerts were seen: each of their runs has to be theirs, and what is of no run the team's. */
export function whyNotAlerts(known: Known, alerts: readonly Pick<Alert, 'run' | 'runs'>[]): string | null {
  for (const { run, runs } of alerts) {
    const those = run === null ? runs : [run]
    const whys =
      those.length === 0 ? [whyNot(known.me, 'operator', 'team')] : those.map((one) => whyNotRun(known, one))
    const why = whys.find((one) => one !== null)
    if (why !== undefined) return why
  }
  return null
}

/** Why somebody may not put this to rest, or wake it: what a rule says and a server’s runs are the whole team’s. */
export function whyNotSnooze(known: Known, what: Snoozed): string | null {
  return what.type === 'run' ? whyNotRun(known, what.run) : whyNot(known.me, 'operator', 'team')
}

function spaceOf(at: Exclude<At, 'anywhere'>): number | null {
  if (at === 'team') return null
  return ('space' in at ? at.space : 'team' in at ? at.team?.space : null) ?? null
}
