// What the commands about who may come to a shared log have in common: its address, who asks, and the name of a space. Whoever
// has the credentials of the database may do all of this: that is how a team gets its first admin.

import { RunlightError } from '../../core/basics/errors.ts'
import { type AccessPort, openAccess, osUser } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { logAddress } from '../host/log-address.ts'

export type AccessOptions = { readonly log?: string; readonly json?: true }

/** Opens who may come to the log, for as long as `act` takes. `by`: what the audit list calls this terminal's user. */
export async function withAccess<T>(
  host: CliHost,
  { log }: AccessOptions,
  act: (access: AccessPort, by: string) => Promise<T>,
): Promise<T> {
  const access = await openAccess(logAddress(host, log, '--log'))
  try {
    return await act(access, `${osUser() ?? 'Somebody'} at a terminal`)
  } finally {
    await access.close()
  }
}

/** The number of the space `name`; null, the whole team, where none is named. */
export async function spaceNamed({ spaces }: AccessPort, name: string | undefined): Promise<number | null> {
  if (name === undefined) return null
  const all = await spaces.list()
  const found = all.find((one) => one.name === name)
  if (found !== undefined) return found.id
  const names = all.map((one) => `“${one.name}”`).join(', ')
  throw new RunlightError('not-found', `There is no space “${name}”, but ${names}.`)
}
