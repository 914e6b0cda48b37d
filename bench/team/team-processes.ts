// The processes of a team as people start them: `runlight collect` and `runlight serve --log`, on a log of their own.

import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateSharedLog } from '../../src/engine/log/postgres/schema/migrate.ts'
import type { Postgres } from '../../tests/support/postgres.ts'
import { cli, type Host, startHost } from '../host.ts'
import { startReady } from '../process.ts'

export type Team = {
  readonly url: string
  /** Starts the collector `name`, or starts it again; resolves when it has its place. */
  readonly collect: (name: string) => Promise<void>
  /** `kill -9`. */
  readonly kill: (name: string) => Promise<void>
  readonly serve: () => Promise<Host>
  /** Ends everything that was started. */
  readonly close: () => Promise<void>
}

export async function startTeam(postgres: Postgres): Promise<Team> {
  const url = await postgres.createDatabase()
  await migrateSharedLog(url)
  const folder = mkdtempSync(join(tmpdir(), 'runlight-bench-'))
  const collectors = new Map<string, ChildProcess>()
  const hosts: Host[] = []
  const end = async (child: ChildProcess | undefined, signal: NodeJS.Signals) => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await ended
  }
  return {
    url,
    collect: async (name) => {
      const dataDir = join(folder, name)
      const { child } = await startReady([
        cli,
        'collect',
        '--log',
        url,
        '--name',
        name,
        '--data-dir',
        dataDir,
      ])
      collectors.set(name, child)
    },
    kill: (name) => end(collectors.get(name), 'SIGKILL'),
    serve: async () => {
      const host = await startHost(join(folder, 'hub'), ['--log', url, '--name', 'hub'])
      hosts.push(host)
      return host
    },
    close: async () => {
      for (const child of collectors.values()) await end(child, 'SIGTERM')
      for (const host of hosts) await host.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
