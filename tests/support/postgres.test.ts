import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { postgresHere, sharedPostgres, startPostgres } from './postgres.ts'

const here = postgresHere('The PostgreSQL servers of the tests') !== null

async function connect(url: string): Promise<Client> {
  const client = new Client(url)
  // A server that is killed under it.
  client.on('error', () => {})
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

const rows = async (client: Client, query: string) => (await client.query(query)).rows

test.runIf(here)('two tests that share a server do not see each other’s tables', async () => {
  const postgres = await sharedPostgres()
  const one = await connect(await postgres.createDatabase())
  const other = await connect(await postgres.createDatabase())
  await one.query('CREATE TABLE seen (a int)')

  expect(await rows(other, "SELECT to_regclass('seen') AS seen")).toEqual([{ seen: null }])
})

test.runIf(here)(
  'what was committed is there after a kill of all of its processes, after a stop too',
  async () => {
    const postgres = await startPostgres({ shared_buffers: '16MB' })
    onTestFinished(postgres.close)
    const url = await postgres.createDatabase()
    const client = await connect(url)
    expect(await rows(client, 'SHOW fsync')).toEqual([{ fsync: 'on' }])
    await client.query('CREATE TABLE kept AS SELECT 1 AS a')

    expect((await postgres.processes()).length).toBeGreaterThan(1)
    await postgres.kill()
    expect(await postgres.processes()).toEqual([])
    await postgres.start()
    const again = await connect(url)
    await again.query('INSERT INTO kept VALUES (2)')
    await postgres.stop('immediate')
    await postgres.start()
    expect(await rows(await connect(url), 'SELECT a FROM kept ORDER BY a')).toEqual([{ a: 1 }, { a: 2 }])
    await postgres.stop('fast')
    await postgres.close()
    expect(existsSync(postgres.folder)).toBe(false)
  },
)

test.runIf(here)('a setting that the server refuses is told in the server’s words', async () => {
  await expect(startPostgres({ shared_buffers: 'none' })).rejects.toThrow(/shared_buffers/)
})

test.runIf(here)('a test that is killed leaves neither server nor folder', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'postgres-left-process.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  const [postmaster = '', folder = ''] = String(line).trim().split(' ')
  expect(runs(Number(postmaster))).toBe(true)
  expect(existsSync(folder)).toBe(true)
  child.kill('SIGKILL')

  await vi.waitFor(() => expect(existsSync(folder)).toBe(false), { timeout: 30_000 })
  expect(runs(Number(postmaster))).toBe(false)
})

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
