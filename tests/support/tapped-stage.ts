// An engine whose one tap a test plays by hand, and what is asked of it.

import { afterEach, expect } from 'vitest'
import { freshDir, removeDir, startEngine, type TestEngine } from './engine.ts'
import type { HandTap } from './hand-tap.ts'

const own = (to: string) => ({
  listen: '127.0.0.1:4319',
  target: { to, caPem: null, proxyUrl: null },
  serverId: null,
  kind: null,
  readAs: null,
})

export const finished = { type: 'finished' } as const

/** The event of a flashcards run that is so far. */
export const status = (percent: number) =>
  `event: status\ndata: {"sets_completed": ${percent / 10}, "total_expected": 10, "status": "processing"}\n\n`

/** Engines are closed, and their folders removed, after each test. */
export function createTappedStage() {
  let engine: TestEngine
  let dirs: string[] = []

  afterEach(async () => {
    await engine.close()
    for (const dir of dirs) removeDir(dir)
    dirs = []
  })

  const runs = async () => (await engine.call('runs.snapshot', {})).runs
  return {
    engine: () => engine,
    open: async (tap: HandTap, dataDir = freshDir()): Promise<void> => {
      dirs.push(dataDir)
      engine = await startEngine({ dataDir, taps: { port: tap.port, own: own('https://api.example.com') } })
    },
    runs,
    /** The number of the only run, once it is there. */
    theRun: async () => {
      await expect.poll(async () => (await runs()).length).toBe(1)
      return (await runs())[0]?.id ?? 0
    },
  }
}
