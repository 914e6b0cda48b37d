// Where PostgreSQL's server binaries are on this machine, and as whom they run: `initdb` and `postgres` refuse root.

import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The oldest that Runlight's shared log is kept in. */
const oldest = 15

/** Whom the server's processes run as; nothing where it is whoever runs the tests. */
export type RunAs = { readonly uid: number; readonly gid: number } | Record<string, never>

/** The folder of `initdb` and `postgres`, or what is missing, as the end of a sentence. */
export function binariesHere(): string | { readonly missing: string } {
  if (process.platform === 'win32')
    return { missing: 'the server is started by signals, which Windows has not' }
  const folder = candidates().find(
    (one) => existsSync(join(one, 'initdb')) && existsSync(join(one, 'postgres')),
  )
  if (folder === undefined) return { missing: 'no PostgreSQL server is installed (Debian: postgresql)' }
  const version = Number(/\d+/.exec(output(join(folder, 'postgres'), '--version'))?.[0] ?? 0)
  if (version < oldest) return { missing: `PostgreSQL is ${version} here, ${oldest} is needed` }
  if (runAs() === null)
    return { missing: 'PostgreSQL does not run as root, and there is no user postgres or nobody' }
  return folder
}

/** The account of the server's processes; null where root has nobody to hand them to. */
export function runAs(): RunAs | null {
  if (process.getuid?.() !== 0) return {}
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  return null
}

function candidates(): readonly string[] {
  const versionOf = (folder: string) => Number(/\/(\d+)\/bin$/.exec(folder)?.[1] ?? 0)
  return [
    output('pg_config', '--bindir').trim(),
    ...globSync('/usr/lib/postgresql/*/bin').toSorted((a, b) => versionOf(b) - versionOf(a)),
    ...(process.env.PATH ?? '').split(delimiter),
  ].filter((folder) => folder !== '')
}

function output(command: string, argument: string): string {
  try {
    return execFileSync(command, [argument], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}
