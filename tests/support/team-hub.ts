// A team's hub for specs of the desktop: the built `runlight serve` on a database of its own, and a token of somebody who may act.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresHere, startPostgres } from './postgres.ts'

export type TeamHub = {
  readonly origin: string
  readonly token: string
  readonly close: () => Promise<void>
}

const cli = 'out/main/cli.js'

/** Null, after a line that says so, where there are no binaries of PostgreSQL. */
export async function startTeamHub(): Promise<TeamHub | null> {
  if (postgresHere('A team’s hub in the desktop app') === null) return null
  const postgres = await startPostgres({ fsync: 'off' })
  const log = await postgres.createDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'runlight-hub-'))
  const env = { ...process.env, RUNLIGHT_LOG: log, RUNLIGHT_DATA_DIR: dataDir }
  const run = (...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { env, encoding: 'utf8' })
    if (status !== 0) throw new Error(`runlight ${args.join(' ')}: ${stderr}`)
    return stdout
  }
  run('log', 'migrate', log)
  const token = /\brl_\S+/.exec(run('token', 'create', '--name', 'anna', '--role', 'operator'))?.[0] ?? ''
  const child = spawn(process.execPath, [cli, 'serve', '--listen', '127.0.0.1:0', '--no-open'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // A spec that failed leaves its worker, and nothing behind.
  process.once('exit', () => child.kill('SIGKILL'))
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => /http/.test(text.toString()) && resolve(text.toString()))
    child.once('exit', (code) => reject(new Error(`serve ended with ${String(code)}`)))
  })
  return {
    origin: new URL(/http:\S+/.exec(line)?.[0] ?? '').origin,
    token,
    close: async () => {
      await ended(child)
      await postgres.close()
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGINT')
  })
}
