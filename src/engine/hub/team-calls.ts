// What a hub itself says of the team: who asks, and which processes are there. People, roles and tokens are kept at the door that
// people sign in at, which answers for them before a call comes here.

import type { Caller } from '../../core/team/roles.ts'
import { refusedTeamCalls, type TeamCalls } from '../calls/team.ts'
import type { Member } from '../log/team-port.ts'

const refused = refusedTeamCalls(
  'Nobody signs in here: people, roles and tokens are kept by “runlight token” and by a hub that people sign in to.',
)

export function hubTeamCalls(
  { key, name, given }: Caller,
  members: () => Promise<readonly Member[]>,
): TeamCalls {
  return {
    ...refused,
    'team.me': () => ({ key, name, given }),
    'team.members': async () => ({ members: (await members()).map((one) => ({ ...one })) }),
  }
}
