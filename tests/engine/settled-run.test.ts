// What is asked of a run that is settled costs nothing that lasts: it is not taken up where there is nothing to do, and
// what was taken up in vain is let go at once, not ticked until the next start.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { events, seedLog } from '../support/seed-log.ts'
import { createSimulatedClock } from '../support/simulated-clock.ts'
import { startBoard, type TestBoard } from '../support/test-board.ts'

let dataDir: string
let it: TestBoard
/** The functions of the log that were used, by name, since the board was started. */
let asked: string[]

beforeEach(() => {
  dataDir = freshDir()
})
afterEach(async () => {
  await it.close()
  removeDir(dataDir)
})

test('stopping a settled run reads nothing of it and leaves nothing running', async () => {
  const run = await settledRun({})
  await it.board.stop(run)
  expect(asked).toEqual([])
  expect(await isTakenUp(run)).toBe(false)
})

test('a settled run that was taken up in vain is let go', async () => {
  // Its request started work and is never sent again unasked: a retry has nothing to do.
  const run = await settledRun({ url: 'http://127.0.0.1:9/stream', method: 'POST', body: 'x' })
  await it.board.retry(run)
  expect(asked).toContain('latest')
  expect(await isTakenUp(run)).toBe(false)
})

async function settledRun(params: Readonly<Record<string, string>>): Promise<number> {
  const made = events(600, (seq) => ({ data: `event ${seq}` }))
  const started = Object.keys(params).length > 0 ? { params } : {}
  const [run = 0] = await seedLog(dataDir, [{ events: made, connection: 'stopped', ...started }])
  asked = []
  it = await startBoard(dataDir, createSimulatedClock(), (name, part) => {
    asked.push(name)
    return part
  })
  asked = []
  return run
}

/** A run that is taken up has its job at hand; that of any other is read from the log. */
async function isTakenUp(run: number): Promise<boolean> {
  asked = []
  await it.board.job(run)
  return !asked.includes('review')
}
