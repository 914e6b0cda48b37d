// A hub as its owner alone has it, on this computer: nobody signs in, nothing is refused, and what they do is in the team's audit
// list like what everybody else does.

import { calls } from '../../core/contract/contract.ts'
import { isCallName } from '../../core/contract/dispatch.ts'
import { type Access, callAccess } from '../../core/team/access/call-access.ts'
import type { Caller } from '../../core/team/roles.ts'
import type { AccessPort, Hub, HubView } from '../../engine/index.ts'
import { createDeeds } from './deeds.ts'

/** `owner` has every role. `onDefect` is told where something could not be noted. */
export function ownerView(
  hub: Pick<Hub, 'as'>,
  audit: Pick<AccessPort['audit'], 'note'>,
  owner: Caller,
  onDefect: (where: string, thrown: unknown) => void,
): HubView {
  const view = hub.as(owner)
  const deeds = createDeeds(audit, onDefect, () => performance.now())
  return {
    ...view,
    dispatch: async (name, input) => {
      const answer = await view.dispatch(name, input)
      if (!isCallName(name)) return answer
      const access: Access<never> | 'elsewhere' = callAccess[name]
      if (access === 'elsewhere' || access.needs === 'viewer') return answer
      const parsed = calls[name].input.safeParse(input)
      if (parsed.success)
        deeds.answered(owner, name, answer, access.needs, access.places(parsed.data as never))
      return answer
    },
  }
}
