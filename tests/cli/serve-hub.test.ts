// `serve --log` without a way in for others: a hub that its owner has to themselves, on a real shared log.

import { userInfo } from 'node:os'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { newSharedLog } from '../support/postgres/hand-member.ts'
import { postgresHere } from '../support/postgres.ts'
import { jsonLines, type Running, startCli } from './support/run-cli.ts'
import { runHere } from './support/run-here.ts'

const here = postgresHere('A hub of one person') !== null

describe.skipIf(!here)('a hub of one person', () => {
  const dataDir = freshDir()
  let url: string
  let running: Running | null = null
  beforeEach(async () => {
    url = await newSharedLog()
  })
  afterEach(async () => {
    running?.child.kill('SIGKILL')
    await running?.ended
    removeDir(dataDir)
  })

  test('what its owner does is in the audit list of the team, and what was not done is not', async () => {
    const env = { RUNLIGHT_LOG: url }
    running = await startCli(['serve', '--no-open'], { dataDir, env })
    const line = await running.line((one) => one.startsWith('Runlight is serving on '))
    const address = new URL(line.slice('Runlight is serving on '.length))
    const call = async (name: string, input: unknown) => {
      const answer = await fetch(`${address.origin}/api/call`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${address.hash.slice('#token='.length)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ name, input }),
      })
      return await answer.json()
    }
    const { value: server } = await call('servers.save', {
      id: null,
      name: 's',
      baseUrl: 'http://127.0.0.1:9',
      auth: 'none',
      secret: null,
      caPem: null,
      proxyUrl: null,
    })
    const params = { url: 'http://127.0.0.1:9/events' }
    const { value: added } = await call('runs.add', {
      ...{ kind: 'plain', serverId: null, baseUrl: null, params, headers: null, title: null },
      ...{ evenIfWatched: false, retry: true },
    })
    await call('runs.mark', { run: added.run, change: { pinned: true } })
    for (const [name, input] of [
      ['runs.mark', { run: 999, change: { pinned: true } }],
      ['runs.mark', { run: 'none' }],
      ['settings.set', { theme: 'dark' }],
      ['runs.snapshot', {}],
      ['taps.list', {}],
    ] as const)
      await call(name, input)
    await call('servers.remove', { id: server.id })
    const audit = async () =>
      jsonLines((await runHere(['access', 'audit', '--json'], { dataDir, env })).out)
        .toReversed()
        .map(({ who, what, detail }) => [who, what, detail])
    const { username } = userInfo()
    await expect.poll(async () => (await audit()).length, { timeout: 60_000 }).toBeGreaterThanOrEqual(4)
    expect(await audit()).toEqual([
      [username, 'servers.save', {}],
      [username, 'runs.add', {}],
      [username, 'runs.mark', { runs: [added.run] }],
      [username, 'servers.remove', { servers: [server.id] }],
    ])
  })
})
