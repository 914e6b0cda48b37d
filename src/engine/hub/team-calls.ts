// The calls about the team, over what is kept of people, tokens and spaces. Who may ask them is decided before.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Caller } from '../../core/team/roles.ts'
import type { TeamCalls } from '../calls/team.ts'
import type { AccessPort } from '../log/access-port.ts'
import type { Member } from '../log/team-port.ts'

const states = ['alive', 'expired', 'gone'] as const

export function hubTeamCalls(
  caller: Caller,
  access: AccessPort,
  members: () => readonly Member[],
): TeamCalls {
  const by = caller.name
  return {
    'team.me': () => ({ ...caller, given: [...caller.given] }),
    'team.members': () => ({
      members: members().toSorted((a, b) => states.indexOf(a.state) - states.indexOf(b.state)),
    }),
    'team.people': async () => {
      const { people, grants } = await access.people.list()
      return { people: [...people], grants: [...grants] }
    },
    'team.grant': async ({ holder, space, role }) => {
      await access.people.grant(holder, space, role, by)
      return {}
    },
    'spaces.list': async () => ({ spaces: [...(await access.spaces.list())] }),
    'spaces.save': ({ id, name }) => access.spaces.save(id, name, by),
    'spaces.remove': async ({ id }) => {
      await access.spaces.remove(id, by)
      return {}
    },
    'spaces.move': async ({ server, space }) => {
      await access.spaces.move(server, space, by)
      return {}
    },
    'tokens.list': async () => ({ tokens: [...(await access.tokens.list())] }),
    'tokens.create': (made) => access.tokens.create(made, by),
    'tokens.revoke': async ({ id }) => {
      await access.tokens.revoke(id, by)
      return {}
    },
    'team.audit': async (asked) => {
      const { rows, more } = await access.audit.page(asked)
      return { rows: [...rows], more }
    },
    'team.unlock': async ({ what }) => {
      if (!(await access.lockOuts.lift(what, by)))
        throw new RunlightError('not-found', 'Nothing of this name is locked out any more.')
      return {}
    },
  }
}
