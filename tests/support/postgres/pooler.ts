// PgBouncer in front of a database, pooling transactions: what is kept in a session is lost or given to others there.

import { execFileSync, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { needs } from '../needs.ts'
import { runAs } from './binaries.ts'
import { freePort } from './free-port.ts'

export type Pooler = {
  readonly url: string
  /** SIGKILL, and a new one on the same port. Resolves when it takes connections. */
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Where Debian has it, which is not in everybody's path. */
const places = ['pgbouncer', '/usr/sbin/pgbouncer']

/** The program; null where it is not installed, after printing what is skipped. */
export function poolerHere(tests: string): string | null {
  const found = places.find((place) => {
    try {
      execFileSync(place, ['--version'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
  if (found !== undefined) return found
  needs(false, `${tests}: without a pooler, no pgbouncer is installed.`)
  return null
}

/** In front of the database at `target`, whose server trusts every connection. */
export async function startPooler(program: string, target: string): Promise<Pooler> {
  const { hostname, port: databasePort, username, pathname } = new URL(target)
  const port = await freePort()
  const as = runAs() ?? {}
  const folder = mkdtempSync(join(tmpdir(), 'runlight-pooler-'))
  const settings = join(folder, 'pgbouncer.ini')
  writeFileSync(
    settings,
    `[databases]
* = host=${hostname} port=${databasePort} user=${username}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 10
server_login_retry = 0.2
ignore_startup_parameters = extra_float_digits
`,
  )
  if (as.uid !== undefined && as.gid !== undefined)
    for (const path of [folder, settings]) chownSync(path, as.uid, as.gid)
  const start = async () => {
    const child = spawn(program, ['-q', settings], { ...as, cwd: folder, stdio: 'ignore' })
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    while (!(await answers(port)) && child.exitCode === null) await delay(20)
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}.`)
    return {
      end: async () => {
        child.kill('SIGKILL')
        await ended
      },
    }
  }
  let running = await start()
  return {
    url: `postgres://${username}@127.0.0.1:${port}${pathname}`,
    restart: async () => {
      await running.end()
      running = await start()
    },
    close: async () => {
      await running.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
