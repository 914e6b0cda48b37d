// The address of a shared log: what of it is shown to people, and how it is connected to.

import type { ClientConfig } from 'pg'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { osUser } from '../../../base/os-user.ts'
import { raise } from '../../../base/raise.ts'

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|)$/i

/** Whether `text` is meant as the address of a shared log. */
export function isSharedAddress(text: string): boolean {
  return /^postgres(ql)?:\/\//i.test(text)
}

/** `url` as people see it: server and database, without user, password and options. */
export function placeOf(url: string): string {
  const { host, pathname } = parse(url)
  return `postgres://${host}${pathname}`
}

/**
 * How `url` is connected to. Beyond this computer the connection is encrypted and the server's certificate checked, unless
 * the address says otherwise in `sslmode`, in the words of PostgreSQL. Who connects is said by the address, by `PGUSER`, or is the
 * system's user. Throws `bad-input` where none of these says it.
 */
export function configOf(url: string): ClientConfig {
  const address = parse(url)
  const host = address.searchParams.get('host') ?? address.hostname
  const isNear = loopback.test(host) || host.startsWith('/')
  if (!isNear && !address.searchParams.has('sslmode') && !address.searchParams.has('ssl'))
    address.searchParams.set('sslmode', 'verify-full')
  if (!namesUser(address)) address.searchParams.set('user', osUser() ?? raise(nobody()))
  return { connectionString: address.href }
}

/** Without a user `pg` takes these variables, and nobody where they are not there, as in a container. */
function namesUser({ username, searchParams }: URL): boolean {
  const { PGUSER, USER, USERNAME } = process.env
  const known = PGUSER ?? (process.platform === 'win32' ? USERNAME : USER)
  return username !== '' || searchParams.has('user') || (known ?? '') !== ''
}

function nobody(): RunlightError {
  return new RunlightError(
    'bad-input',
    'Say in the address of the shared log as which user to connect: postgres://user@host:5432/database.',
  )
}

function parse(url: string): URL {
  try {
    const address = new URL(url)
    if (isSharedAddress(url) && address.pathname.length > 1) return address
  } catch {
    // Said below; what was given may hold a password.
  }
  throw new RunlightError(
    'bad-input',
    'The address of a shared log has the form postgres://host:5432/database.',
  )
}
