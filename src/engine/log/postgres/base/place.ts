// The address of a shared log: what of it is shown to people, and how it is connected to.

import type { ClientConfig } from 'pg'
import { RunlightError } from '../../../../core/basics/errors.ts'

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
 * the address says otherwise in `sslmode`, in the words of PostgreSQL.
 */
export function configOf(url: string): ClientConfig {
  const address = parse(url)
  const host = address.searchParams.get('host') ?? address.hostname
  const isNear = loopback.test(host) || host.startsWith('/')
  if (!isNear && !address.searchParams.has('sslmode') && !address.searchParams.has('ssl'))
    address.searchParams.set('sslmode', 'verify-full')
  return { connectionString: address.href }
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
