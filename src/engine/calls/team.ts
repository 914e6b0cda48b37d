// The calls about a team: a log of one's own has none, and says where there is one.

import { RunlightError } from '../../core/basics/errors.ts'
import type { CallName, Handlers } from '../../core/contract/contract.ts'

/** What answers the calls about a team. */
export type TeamCalls = Pick<Handlers, Extract<CallName, `${'team' | 'tokens' | 'spaces'}.${string}`>>

/** All of them refused, with the sentence that says where they are answered. */
export function refusedTeamCalls(sentence: string): TeamCalls {
  const refuse = (): never => {
    throw new RunlightError('not-allowed', sentence)
  }
  return {
    'team.me': refuse,
    'team.people': refuse,
    'team.grant': refuse,
    'team.members': refuse,
    'spaces.list': refuse,
    'spaces.save': refuse,
    'spaces.remove': refuse,
    'spaces.move': refuse,
    'tokens.list': refuse,
    'tokens.create': refuse,
    'tokens.revoke': refuse,
    'team.audit': refuse,
    'team.unlock': refuse,
  }
}

export const teamCallsOfNone = refusedTeamCalls(
  'This Runlight keeps a log of its own and has no team: people and roles are those of a hub on a shared log.',
)
