// Threads that are there while somebody asks: which questions start one, when it ends, and that it comes again.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { openLog } from '../../src/engine/log/sqlite/threads/open-log.ts'
import { keepThread } from '../../src/engine/threads/keep.ts'
import { type RestingThread, restingThread } from '../../src/engine/threads/rest.ts'
import type { AddingThread } from '../support/adding-thread.ts'
import addingPath from '../support/adding-thread.ts?modulePath'
import { newRun } from '../support/hand-log.ts'

const started: string[] = []

vi.mock('node:worker_threads', async (original) => {
  const threads = await original<typeof import('node:worker_threads')>()
  return {
    ...threads,
    Worker: class extends threads.Worker {
      constructor(path: string, options: ConstructorParameters<typeof Worker>[1]) {
        super(path, options)
        started.push(/(writer|reader|review|adding)-thread/.exec(path)?.[1] ?? path)
      }
    },
  }
})

beforeEach(() => {
  started.length = 0
})

async function opened() {
  const dataDir = mkdtempSync(join(tmpdir(), 'runlight-resting-'))
  const log = await openLog(dataDir, 'test')
  onTestFinished(async () => {
    await log.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return log
}

test('what an engine asks for its own sake starts no thread besides the writer’s', async () => {
  const log = await opened()
  const run = await log.addRun(newRun('a'))
  expect([
    await log.servers(),
    await log.setting('settings'),
    (await log.summaries()).length,
    (await log.run(run))?.uid,
    await log.latest(run, 10),
    await log.review.lackingBlocks(0, 30),
  ]).toEqual([[], null, 1, 'a', [], { run: null, looked: null }])
  // Nothing was kept that would have to be forgotten.
  await log.forgetReadings()
  await log.review.forgetReadings()
  await log.readKinds()
  expect(started).toEqual(['writer'])
})

test('what somebody looks at is read by the thread for it, and so is all else from then on', async () => {
  const log = await opened()
  const run = await log.addRun(newRun('a'))
  expect((await log.window(run, { pings: true }, 0, 10)).rows).toEqual([])
  expect(started).toEqual(['writer', 'reader'])
  expect((await log.run(run))?.uid).toBe('a')
  await log.review.facets(run)
  expect(started).toEqual(['writer', 'reader', 'review'])
})

test('a question waits for nothing that is being written: another thread answers it', async () => {
  const log = await opened()
  const adding = log.addRun(newRun('a'))
  const asked = log.setting('settings')
  expect(started).toEqual(['writer', 'reader'])
  expect([await adding, await asked]).toEqual([1, null])
})

function resting(restsAfterMs: number): { thread: RestingThread<AddingThread>; shut: Int32Array } {
  const shared = new SharedArrayBuffer(4)
  const thread = restingThread<AddingThread>(
    { add: true, close: true },
    () => keepThread(addingPath, shared, () => {}),
    restsAfterMs,
  )
  onTestFinished(thread.stop)
  return { thread, shut: new Int32Array(shared) }
}

test('a thread that nobody asks any more ends, and comes again with the next question', async () => {
  const { thread } = resting(1)
  expect([thread.isAwake(), started]).toEqual([false, []])
  expect(await thread.api.add(1, 2)).toBe(3)
  await expect.poll(thread.isAwake).toBe(false)
  expect(await thread.api.add(2, 2)).toBe(4)
  expect(started).toEqual(['adding', 'adding'])
})

test('questions of one moment start one thread', async () => {
  const { thread } = resting(60_000)
  expect(await Promise.all([thread.api.add(1, 2), thread.api.add(3, 4)])).toEqual([3, 7])
  expect(started).toEqual(['adding'])
})

test('a thread that does not open says so to who asked, and is tried again by the next', async () => {
  const { thread, shut } = resting(60_000)
  Atomics.store(shut, 0, 1)
  await expect(thread.api.add(1, 2)).rejects.toMatchObject({ code: 'internal' })
  Atomics.store(shut, 0, 0)
  expect(await thread.api.add(1, 2)).toBe(3)
})

test('one that rests is not started to be started again, and one that was stopped answers nothing', async () => {
  const { thread } = resting(60_000)
  await thread.again()
  expect(started).toEqual([])
  await thread.api.add(1, 2)
  await thread.again()
  expect(started).toEqual(['adding', 'adding'])
  expect(await thread.api.add(1, 2)).toBe(3)
  await thread.stop()
  await expect(thread.api.add(1, 2)).rejects.toMatchObject({ code: 'internal' })
  expect(started).toEqual(['adding', 'adding'])
})
