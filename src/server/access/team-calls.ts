// The calls about the team itself, answered at the door: who is here, what was given to whom, tokens, spaces, the audit list.
// Whoever may call them was decided before.

import { errorData, RunlightError } from '../../core/basics/errors.ts'
import type { CallName, Handlers } from '../../core/contract/contract.ts'
import type { Answer } from '../../core/contract/dispatch.ts'
import { type Caller, isEnough, roleIn, seenSpaces } from '../../core/team/roles.ts'
import type { AccessPort, Member } from '../../engine/index.ts'

type TeamCall = Extract<CallName, `${'team' | 'tokens' | 'spaces'}.${string}`>

export type TeamCalls = {
  /** Null for a call that is none of these. `input` is valid. */
  readonly answer: (caller: Caller, name: CallName, input: unknown) => Promise<Answer | null>
}

export function createTeamCalls(
  access: AccessPort,
  members: () => Promise<readonly Member[]>,
  onDefect: (where: string, thrown: unknown) => void,
): TeamCalls {
  return {
    answer: async (caller, name, input) => {
      if (!isTeamCall(name)) return null
      const handler: (input: never) => unknown = handlersFor(caller, access, members)[name]
      try {
        return { ok: true, value: await handler(input as never) }
      } catch (thrown) {
        const error = errorData(thrown)
        if (error.code === 'internal') onDefect(name, thrown)
        return { ok: false, error }
      }
    },
  }
}

function handlersFor(
  { key, name, given }: Caller,
  access: AccessPort,
  members: () => Promise<readonly Member[]>,
): Pick<Handlers, TeamCall> {
  const { people, tokens, spaces, audit, lockOuts } = access
  return {
    'team.me': () => ({ key, name, given }),
    'team.people': async () => {
      const all = await people.list()
      // Whoever is admin of a space sees what was given in it.
      const grants = all.grants.filter(({ space }) => isEnough(roleIn(given, space), 'admin'))
      return { people: [...all.people], grants }
    },
    'team.grant': async ({ holder, space, role }) => {
      await people.grant(holder, space, role, name)
      return {}
    },
    'team.members': async () => ({ members: (await members()).map((one) => ({ ...one })) }),
    'team.audit': async (asked) => {
      const { rows, more } = await audit.page(asked)
      return { rows: [...rows], more }
    },
    'team.unlock': async ({ what }) => {
      if (!(await lockOuts.lift(what, name)))
        throw new RunlightError('not-found', 'Nothing is locked out under this name: see the audit list.')
      return {}
    },
    'spaces.list': async () => {
      const seen = seenSpaces(given)
      const all = await spaces.list()
      return { spaces: all.filter(({ id }) => seen === 'all' || seen.includes(id)) }
    },
    'spaces.save': ({ id, name: called }) => spaces.save(id, called, name),
    'spaces.remove': async ({ id }) => {
      await spaces.remove(id, name)
      return {}
    },
    'spaces.move': async ({ server, space }) => {
      await spaces.move(server, space, name)
      return {}
    },
    'tokens.list': async () => ({ tokens: [...(await tokens.list())] }),
    'tokens.create': (made) => tokens.create(made, name),
    'tokens.revoke': async ({ id }) => {
      await tokens.revoke(id, name)
      return {}
    },
  }
}

/** Whether a call is about the team itself. */
export function isTeamCall(name: CallName): name is TeamCall {
  return /^(team|tokens|spaces)\./.test(name)
}
