// `runlight token`: tokens by which people and scripts come to a hub.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Role } from '../../core/team/roles.ts'
import { nameSchema } from '../../core/team/team.ts'
import type { CliHost } from '../host/host.ts'
import { formatDay } from '../terminal/format-time.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'
import { formatTable } from '../terminal/table.ts'
import { type AccessOptions, spaceNamed, withAccess } from './access-common.ts'

export type TokenOptions = AccessOptions & {
  readonly name: string
  readonly role: Role
  readonly space?: string
  readonly days?: number
}

const dayMs = 86_400_000

/** Makes a token and prints it, this once. */
export function createToken(host: CliHost, options: TokenOptions): Promise<number> {
  const name = nameSchema.safeParse(options.name)
  if (!name.success) throw new RunlightError('bad-input', `--name: ${name.error.issues[0]?.message ?? ''}`)
  const expiresAt = options.days === undefined ? null : Date.now() + options.days * dayMs
  return withAccess(host, options, async (access, by) => {
    const space = await spaceNamed(access, options.space)
    const { token, secret } = await access.tokens.create(
      { name: name.data, space, role: options.role, expiresAt },
      by,
    )
    if (options.json === true) host.out.write(jsonLine({ ...token, secret }))
    else {
      host.out.write(`${secret}\n`)
      host.err.write(
        'runlight: This is the token, shown this once: whoever has it comes in. “runlight token revoke” ends it.\n',
      )
    }
    return 0
  })
}

export function listTokens(host: CliHost, options: AccessOptions): Promise<number> {
  return withAccess(host, options, async ({ tokens }) => {
    const all = await tokens.list()
    if (options.json === true) for (const one of all) host.out.write(jsonLine(one))
    else if (all.length === 0) host.out.write('There are no tokens: “runlight token create” makes one.\n')
    else {
      const rows = all.map(({ id, name, shown, madeAt, lastUsedAt, ...one }) => [
        String(id),
        printable(name),
        `${shown}_…`,
        formatDay(madeAt),
        lastUsedAt === null ? 'never' : formatDay(lastUsedAt),
        stateOf(one),
      ])
      const head = ['NUMBER', 'NAME', 'TOKEN', 'MADE', 'LAST USED', 'GOOD']
      for (const line of formatTable(head, rows, host.out.columns())) host.out.write(`${line}\n`)
    }
    return 0
  })
}

export function revokeToken(host: CliHost, id: number, options: AccessOptions): Promise<number> {
  return withAccess(host, options, async ({ tokens }, by) => {
    await tokens.revoke(id, by)
    host.out.write(`Token ${id} is revoked: whoever came in by it is out within seconds.\n`)
    return 0
  })
}

/** Ends a lock-out of an address or a token before its time. */
export function unlock(host: CliHost, key: string, options: AccessOptions): Promise<number> {
  return withAccess(host, options, async ({ lockOuts }, by) => {
    if (!(await lockOuts.lift(key, by)))
      throw new RunlightError(
        'not-found',
        'Nothing is locked out under this name: “runlight access audit” has it, such as "address 192.0.2.7".',
      )
    host.out.write('The lock-out is over.\n')
    return 0
  })
}

function stateOf({
  expiresAt,
  revokedAt,
}: {
  readonly expiresAt: number | null
  readonly revokedAt: number | null
}): string {
  if (revokedAt !== null) return 'revoked'
  if (expiresAt === null) return 'until revoked'
  return expiresAt < Date.now() ? 'expired' : `until ${formatDay(expiresAt)}`
}
