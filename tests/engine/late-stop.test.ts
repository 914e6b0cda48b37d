// What is asked of a run between the end of its connection and the last of what that brought: heard, as at any other time.

import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newSummary } from '../../src/core/job/summary.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { startBoard, type TestBoard } from '../support/test-board.ts'

let dataDir: string
let server: SseServer
let it: TestBoard
/** Holds the log's search for what was sent again, and says when it began. */
let began: PromiseWithResolvers<void>
let gate: PromiseWithResolvers<void>
/** The second connection is cut. */
let cut: PromiseWithResolvers<void>

beforeEach(async () => {
  dataDir = freshDir()
  began = Promise.withResolvers()
  gate = Promise.withResolvers()
  cut = Promise.withResolvers()
  const repeating = stream(['id: 1\ndata: a\n\n'], 'destroy')
  server = await startSseServer([
    repeating,
    (request, response, body) => {
      response.once('close', () => cut.resolve())
      repeating(request, response, body)
    },
  ])
  it = await startBoard(dataDir, createFastClock(20), (name, part) =>
    name === 'findEqual'
      ? async (...args: unknown[]) => {
          began.resolve()
          await gate.promise
          return (part as (...given: unknown[]) => unknown)(...args)
        }
      : part,
  )
})
afterEach(async () => {
  gate.resolve()
  await it.close()
  await server.close()
  removeDir(dataDir)
})

/** Adds a run whose second connection has ended, and whose one event, sent again, is still being looked for. */
async function betweenTwo(): Promise<number> {
  const url = `${server.url}/s`
  const connection = { state: 'idle', cause: null, attempt: 0, since: 1, retryAt: null } as const
  const common = { kind: 'plain', server: 'a', title: 'a', createdAt: 1, generates: false, beatMs: null }
  const run = await it.board.add({
    uid: randomUUID(),
    kind: 'plain',
    serverId: null,
    baseUrl: '',
    params: { url, repeat: 'yes' },
    hasSecret: false,
    summary: newSummary({ ...common, connection }),
  })
  await began.promise
  await cut.promise
  // Client and server share this process: the client hears of the cut within a few turns.
  for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve))
  return run
}

test('a stop then is a stop, and nothing is asked of the server again', async () => {
  const run = await betweenTwo()
  await it.board.stop(run)
  gate.resolve()
  await expect.poll(() => it.board.summary(run).connection.state).toBe('stopped')
  expect(server.requests.length).toBe(2)
})
