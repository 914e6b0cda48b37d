// `runlight access`: people and what was given to them, spaces of servers, and the audit list.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Role } from '../../core/team/roles.ts'
import { type AuditRow, type Holder, nameSchema } from '../../core/team/team.ts'
import { csvCell } from '../../core/transcript/csv.ts'
import type { CliHost } from '../host/host.ts'
import { formatDay } from '../terminal/format-time.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'
import { formatTable } from '../terminal/table.ts'
import { type AccessOptions, spaceNamed, withAccess } from './access-common.ts'

export type GrantOptions = AccessOptions & {
  readonly person?: number
  readonly group?: string
  readonly token?: number
  readonly space?: string
  readonly role?: Role
  readonly remove?: true
}
export type AuditOptions = AccessOptions & {
  readonly csv?: true
  readonly who?: string
  readonly what?: string
  readonly limit?: number
}

/** Lists everybody who has signed in, and every role that was given. */
export function listPeople(host: CliHost, options: AccessOptions): Promise<number> {
  return withAccess(host, options, async ({ people: { list }, spaces }) => {
    const { people, grants } = await list()
    if (options.json === true) {
      host.out.write(jsonLine({ people, grants }))
      return 0
    }
    const names = new Map((await spaces.list()).map(({ id, name }) => [id, name]))
    const write = (head: readonly string[], rows: readonly (readonly string[])[]) => {
      for (const line of formatTable(head, rows, host.out.columns())) host.out.write(`${line}\n`)
    }
    write(
      ['PERSON', 'NAME', 'E-MAIL', 'LAST SEEN'],
      people.map(({ id, name, email, lastSeen }) => [
        String(id),
        printable(name),
        printable(email ?? ''),
        formatDay(lastSeen),
      ]),
    )
    host.out.write('\n')
    write(
      ['GIVEN TO', 'ROLE', 'IN', 'BY'],
      grants.map(({ holder, role, space, by }) => [
        printable(holderWords(holder)),
        role,
        space === null ? 'the whole team' : printable(names.get(space) ?? String(space)),
        printable(by),
      ]),
    )
    return 0
  })
}

/** Gives a role to a person, a group or a token, or takes it away. */
export function grantRole(host: CliHost, options: GrantOptions): Promise<number> {
  const holder = holderOf(options)
  const role = options.remove === true ? null : (options.role ?? null)
  if (role === null && options.remove !== true)
    throw new RunlightError('bad-input', 'Give --role viewer, operator or admin, or --remove.')
  return withAccess(host, options, async (access, by) => {
    const space = await spaceNamed(access, options.space)
    await access.people.grant(holder, space, role, by)
    const where = options.space === undefined ? 'in the whole team' : `in “${options.space}”`
    host.out.write(
      role === null
        ? `The ${printable(holderWords(holder))} has no role of its own ${where} any more.\n`
        : `The ${printable(holderWords(holder))} is ${role} ${where}.\n`,
    )
    return 0
  })
}

/** Makes a space of servers. */
export function addSpace(host: CliHost, name: string, options: AccessOptions): Promise<number> {
  const given = nameSchema.safeParse(name)
  if (!given.success) throw new RunlightError('bad-input', given.error.issues[0]?.message ?? '')
  return withAccess(host, options, async ({ spaces }, by) => {
    const space = await spaces.save(null, given.data, by)
    host.out.write(`Space ${space.id} is “${printable(space.name)}”.\n`)
    return 0
  })
}

const pageRows = 500

/** Prints the audit list, newest first, as a table, CSV (RFC 4180) or JSON lines. */
export function printAudit(host: CliHost, options: AuditOptions): Promise<number> {
  return withAccess(host, options, async ({ audit }) => {
    let before: number | null = null
    let left = options.limit ?? Number.POSITIVE_INFINITY
    if (options.csv === true) host.out.write('id,at,who,what,detail\r\n')
    for (;;) {
      const { rows, more }: { rows: readonly AuditRow[]; more: boolean } = await audit.page({
        before,
        limit: Math.min(pageRows, left),
        who: options.who ?? null,
        what: options.what ?? null,
      })
      for (const row of rows) host.out.write(lineOf(row, options))
      before = rows.at(-1)?.id ?? null
      left -= rows.length
      if (!more || left <= 0) return 0
    }
  })
}

function lineOf({ id, at, who, what, detail }: AuditRow, { json, csv }: AuditOptions): string {
  const time = new Date(at).toISOString()
  if (json === true) return jsonLine({ id, at: time, who, what, detail })
  const text = JSON.stringify(detail)
  if (csv === true) return `${[String(id), time, who, what, text].map(csvCell).join(',')}\r\n`
  return `${formatDay(at)}  ${printable(who)}  ${what}  ${printable(text)}\n`
}

function holderOf({ person, group, token }: GrantOptions): Holder {
  const given: Holder[] = []
  if (person !== undefined) given.push({ type: 'person', person })
  if (group !== undefined) given.push({ type: 'group', group })
  if (token !== undefined) given.push({ type: 'token', token })
  const [one] = given
  if (one === undefined || given.length > 1)
    throw new RunlightError('bad-input', 'Say to whom by one of --person, --group and --token.')
  return one
}

function holderWords(holder: Holder): string {
  switch (holder.type) {
    case 'person':
      return `person ${holder.person}`
    case 'group':
      return `group ${holder.group}`
    case 'token':
      return `token ${holder.token}`
  }
}
