// A system that allows few open files: many streams wait for each other, and the log, the page and an export have theirs.

import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RunSummary } from '../../src/core/run/run.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { needs } from '../support/needs.ts'
import { type SseServer, startSseServer } from '../support/sse-server.ts'
import { type Running, startCli } from './support/run-cli.ts'

let dataDir: string
let running: Running | null = null
let server: SseServer | null = null
beforeEach(() => {
  dataDir = freshDir()
})
afterEach(async () => {
  running?.child.kill('SIGKILL')
  await running?.ended
  await server?.close()
  removeDir(dataDir)
})

test.runIf(
  needs(process.platform === 'linux', 'Few open files: skipped, their limit is read on Linux only.'),
)(
  'a hundred runs where 64 files may be open: the page answers all the while, and who waits says why and goes on when another ends',
  async () => {
    let isOver = false
    const ends: (() => void)[] = []
    server = await startSseServer([
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        const end = () => void response.end('event: end\ndata:\n\n')
        response.write('data: one\n\n')
        if (isOver) end()
        else ends.push(end)
      },
    ])
    running = await startCli(['serve', '--no-open'], { dataDir, openFiles: 64 })
    const line = await running.line(() => true)
    const [, origin = '', token = ''] = /on (http:\S+)\/#token=(\S+)$/.exec(line) ?? []
    const call = async (name: string, input: unknown) => {
      const answer = await fetch(`${origin}/api/call`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          connection: 'close',
        },
        body: JSON.stringify({ name, input }),
      })
      return JSON.parse(await answer.text())
    }
    const runs = async (): Promise<RunSummary[]> => (await call('runs.snapshot', {})).value.runs
    const count = async (state: string) =>
      (await runs()).filter(({ connection }) => connection.state === state).length

    const common = {
      serverId: null,
      baseUrl: null,
      headers: null,
      title: null,
      evenIfWatched: true,
      retry: true,
    }
    for (let i = 0; i < 100; i++) {
      const params = { url: `${server.url}/${i}`, endEvent: 'end' }
      expect((await call('runs.add', { ...common, kind: 'plain', params })).ok).toBe(true)
    }
    await expect.poll(() => count('connecting'), { timeout: 60_000 }).toBe(0)
    const now = await runs()
    const waiting = now.filter(({ connection }) => connection.state === 'waiting')
    expect(waiting.length).toBeGreaterThan(0)
    expect(new Set(waiting.map(({ connection }) => connection.cause))).toEqual(
      new Set([
        'This computer allows Runlight only 64 open files: it waits until another stream ends. Allow it more (ulimit -n) and start it again',
      ]),
    )
    const streams = now.filter(({ connection }) => ['live', 'quiet'].includes(connection.state)).length
    expect(streams).toBeGreaterThan(0)
    expect(readdirSync(`/proc/${running.child.pid}/fd`).length).toBeLessThan(64)

    // What needs files of its own: the page, a search, a backup.
    expect((await fetch(`${origin}/`)).status).toBe(200)
    const search = { query: 'one', within: null, cursor: null, limit: 100, perRun: 1 }
    expect((await call('search.run', search)).value.groups.length).toBeGreaterThanOrEqual(streams)
    expect((await call('storage.backup', {})).ok).toBe(true)
    await expect
      .poll(
        async () => (await call('storage.status', {})).value.outcomes.map((one: { ok: boolean }) => one.ok),
        {
          timeout: 30_000,
        },
      )
      .toEqual([true])

    isOver = true
    for (const end of ends) end()
    await expect.poll(() => count('closed'), { timeout: 120_000 }).toBe(100)
  },
  300_000,
)
