// What somebody may not do where several people share the log, and why, so that a button says so instead of being refused. The
// hub decides in the end. In a log of one's own everybody may do everything.

import type { RunSummary } from '../../core/run/run.ts'
import { isEnough, type Role, roleAnywhere, roleIn } from '../../core/team/roles.ts'
import type { LiveState } from '../store/live-store.ts'
import { useLive } from './frame-context.ts'

type Me = LiveState['me']

/** Where a role is needed: in the space of a run, in the whole team, or anywhere. */
type At = Pick<RunSummary, 'team'> | 'team' | 'anywhere'

const wheres = { team: ' of the whole team', anywhere: '' } as const

/** Null where the person may. */
export function whyNot(me: Me, needed: Role, at: At): string | null {
  if (me === null) return null
  const { given } = me
  const has =
    at === 'anywhere' ? roleAnywhere(given) : roleIn(given, at === 'team' ? null : (at.team?.space ?? null))
  if (isEnough(has, needed)) return null
  const where = typeof at === 'string' ? wheres[at] : ' of its servers'
  const are = has === null ? '' : `: you are ${has === 'viewer' ? 'a' : 'an'} ${has} here`
  return `Only an ${needed}${where} may do this${are}.`
}

export function useWhyNot(needed: Role, at: At): string | null {
  return useLive((state) => whyNot(state.me, needed, at))
}
