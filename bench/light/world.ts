// The board that the light part measures: 250 finished runs and 50 live streams of one event a second each, through the
// built browser host, and a page on it.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { launchBrowser } from '../../tests/support/chromium.ts'
import { type Host, plainRun, startHost } from '../host.ts'
import { measure, startReady } from '../process.ts'

export const liveRuns = 50
export const finishedRuns = 250

export type World = {
  readonly browser: Browser
  readonly host: Host
  /** A page of its own, without what another has cached. */
  readonly open: () => Promise<Page>
  readonly close: () => Promise<void>
}

/** `live` streams beside the finished runs. */
export async function makeWorld(live: number): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'runlight-bench-'))
  await measure([join(import.meta.dirname, '../light-seed.ts'), dataDir, String(finishedRuns)])
  const server = await startReady([
    join(import.meta.dirname, '../stream-server.ts'),
    String(live),
    '10000000',
    '1',
  ])
  const host = await startHost(dataDir)
  for (let i = 0; i < live; i++)
    await host.call('runs.add', plainRun(`http://127.0.0.1:${server.line}/live-${i}`))
  const browser = await launchBrowser()
  return {
    browser,
    host,
    open: async () => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
      return context.newPage()
    },
    close: async () => {
      await browser.close()
      await host.stop()
      server.child.kill()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
