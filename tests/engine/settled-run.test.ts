// What is asked of a run that is settled costs nothing that lasts: it is not taken up where there is nothing to do, and
// what was taken up in vain is let go at once, not ticked until the next start.

import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { kinds } from '../../src/engine/base/kinds.ts'
import { createAgents } from '../../src/engine/connection/agents.ts'
import { createSessionSecrets } from '../../src/engine/index.ts'
import type { LogAccess } from '../../src/engine/log/port.ts'
import { openLog } from '../../src/engine/log/sqlite/threads/open-log.ts'
import { type Board, createBoard } from '../../src/engine/runs/board.ts'
import { openCrashGuards } from '../../src/engine/runs/crash-guard.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { events, seedLog } from '../support/seed-log.ts'
import { createSimulatedClock } from '../support/simulated-clock.ts'

let dataDir: string
let log: LogAccess
let board: Board
/** The calls of the log, by name, since the board was started. */
let asked: string[]
const clock = createSimulatedClock()
const agents = createAgents()

beforeEach(() => {
  dataDir = freshDir()
  asked = []
})
afterAll(() => agents.close())
afterEach(async () => {
  await board.close()
  await log.close()
  removeDir(dataDir)
})

test('stopping a settled run reads nothing of it and leaves nothing running', async () => {
  const run = await settledRun({})
  await board.stop(run)
  expect(asked).toEqual([])
  expect(await isTakenUp(run)).toBe(false)
})

test('a settled run that was taken up in vain is let go', async () => {
  // Its request started work and is never sent again unasked: a retry has nothing to do.
  const run = await settledRun({ url: 'http://127.0.0.1:9/stream', method: 'POST', body: 'x' })
  await board.retry(run)
  expect(asked).toContain('latest')
  expect(await isTakenUp(run)).toBe(false)
})

async function settledRun(params: Readonly<Record<string, string>>): Promise<number> {
  const made = events(600, (seq) => ({ data: `event ${seq}` }))
  const started = Object.keys(params).length > 0 ? { params } : {}
  const [run = 0] = await seedLog(dataDir, [{ events: made, connection: 'stopped', ...started }])
  const opened = await openLog(dataDir, 'terminal')
  log = opened
  const noted = new Proxy(opened, {
    get: (target, name, receiver) => {
      if (typeof name === 'string') asked.push(name)
      return Reflect.get(target, name, receiver)
    },
  })
  board = createBoard({
    log: noted,
    kinds,
    clock,
    agents,
    secrets: createSessionSecrets(),
    server: () => null,
    random: () => 0,
    onDefect: (where, thrown) => {
      throw new Error(where, { cause: thrown })
    },
    hide: (text) => text,
    crashGuards: openCrashGuards(dataDir),
  })
  await board.start()
  asked = []
  return run
}

/** A run that is taken up has its job at hand; that of any other is read from the log. */
async function isTakenUp(run: number): Promise<boolean> {
  asked = []
  await board.job(run)
  return !asked.includes('review')
}
