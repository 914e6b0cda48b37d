// `log migrate`: a shared log is made and updated by it alone, and a password never comes back out.

import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { postgresHere, sharedPostgres } from '../support/postgres.ts'
import { jsonLines, runCli } from './support/run-cli.ts'

/** Never made: the commands need none. */
const dataDir = join(tmpdir(), 'runlight-no-such-folder')
const here = postgresHere('The commands of a shared log') !== null

test('an address that is none is refused without being repeated', async () => {
  const { code, err } = await runCli(['log', 'migrate', 'postgres://anna:s3cret@'], { dataDir })
  expect(code).toBe(2)
  expect(err).toContain('postgres://host:5432/database')
  expect(err).not.toContain('s3cret')
})

describe.skipIf(!here)('log migrate', () => {
  test('makes the log, then says that it is up to date', async () => {
    const url = new URL(await (await sharedPostgres()).createDatabase())
    url.password = 's3cret'
    const place = `postgres://${url.host}${url.pathname}`
    const made = await runCli(['log', 'migrate', url.href], { dataDir })
    expect(made).toMatchObject({ code: 0, err: '' })
    expect(made.out).toMatch(new RegExp(`^The log is made: ${place} \\(format \\d+\\)\\.\n$`))
    const again = await runCli(['log', 'migrate'], { dataDir, env: { RUNLIGHT_LOG: url.href } })
    expect(again.out).toContain('The log is up to date')
    const json = jsonLines((await runCli(['log', 'migrate', url.href, '--json'], { dataDir })).out)
    expect(json).toEqual([{ place, from: expect.any(Number), to: expect.any(Number), roles: true }])
  })

  test('a database that is not there, or cannot be reached, is said with what to do', async () => {
    const server = await sharedPostgres()
    const none = await runCli(['log', 'migrate', server.url('none')], { dataDir })
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('create it') })
    const away = await runCli(['log', 'migrate', 'postgres://a@127.0.0.1:1/b'], { dataDir })
    expect(away).toMatchObject({ code: 2, err: expect.stringContaining('cannot be reached') })
  })
})
