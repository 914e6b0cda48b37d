// Whether a tap of a server can be had as it is wished.

import { RunlightError } from '../../core/basics/errors.ts'
import { type ServerTap, tapNameForm } from '../../core/contract/calls/tap-settings.ts'
import type { Kind } from '../../core/kind/kind.ts'
import type { Servers } from '../servers/servers.ts'

/** The tap with its name as it is kept. Throws `bad-input` with the problems by field, `not-found` for a server that is gone. */
export function checkServerTap(
  tap: ServerTap,
  others: readonly ServerTap[],
  servers: Pick<Servers, 'get'>,
  kinds: ReadonlyMap<string, Kind>,
): ServerTap {
  if (servers.get(tap.serverId) === null)
    throw new RunlightError('not-found', 'This server was removed meanwhile.')
  const name = tap.name.trim().toLowerCase()
  const problems = Object.entries({
    name: nameProblem(name, others),
    kind: tap.kind === null || kinds.has(tap.kind) ? null : 'There is no such kind any more: choose another.',
  }).filter(([, problem]) => problem !== null)
  if (problems.length > 0)
    throw new RunlightError('bad-input', String(problems[0]?.[1]), { problems: Object.fromEntries(problems) })
  return { ...tap, name }
}

function nameProblem(name: string, others: readonly ServerTap[]): string | null {
  if (!tapNameForm.test(name))
    return 'Give it a short name for its address, of letters, digits, dots, dashes and underscores.'
  return others.some((one) => one.name === name) ? 'Another tap has this name: give it another.' : null
}
