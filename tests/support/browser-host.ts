// The fixture of the browser specs: the built browser host as a process of its own, on a data directory of the test's, and
// the sample backend beside it. Both can be cut, killed and started again.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import type { CallName, Input, Output } from '../../src/core/contract/contract.ts'
import { type SampleBackend, startSampleBackend } from '../../src/demo/index.ts'
import { judgeOnce } from './page/judge-once.ts'

export { expect } from '@playwright/test'

export type BrowserHost = {
  readonly dataDir: string
  /** With its token, for a page. */
  readonly url: () => string
  readonly call: <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>
  /** Ends it in order, or as a crash would. */
  readonly stop: (signal: 'SIGINT' | 'SIGKILL') => Promise<number | null>
  readonly start: () => Promise<void>
  /** A page on the host, its errors and policy violations kept. */
  readonly open: (page: Page) => Promise<void>
}

export type Backend = {
  readonly now: () => SampleBackend
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
}

export const test = base.extend<{
  readonly host: BrowserHost
  readonly backend: Backend
  readonly complaints: string[]
}>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the pattern to know what a fixture needs
  backend: async ({}, use) => {
    let backend = await startSampleBackend({ speed: 20 })
    const { port } = backend
    await use({
      now: () => backend,
      stop: () => backend.close(),
      start: async () => {
        backend = await startSampleBackend({ port, speed: 20 })
      },
    })
    await backend.close()
  },
  /** Errors of the page, and what its content security policy stopped. Every spec ends with none. */
  complaints: async ({ page }, use) => {
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message))
    page.on('console', (message) => {
      // While the host is down or closing the page's own attempts to reach it fail, which is what they are for.
      if (message.type() === 'error' && !/ERR_CONNECTION_(REFUSED|RESET)/.test(message.text()))
        complaints.push(message.text())
    })
    await use(complaints)
    expect(complaints).toEqual([])
  },
  /** Where a spec that passed leaves its page, axe finds nothing. */
  host: async ({ complaints: _, page }, use, info) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'runlight-browser-'))
    let child: ChildProcess | null = null
    let url = ''
    const start = async () => {
      const args = [
        'out/main/cli.js',
        'serve',
        '--no-open',
        '--data-dir',
        dataDir,
        '--port',
        url === '' ? '0' : new URL(url).port,
      ]
      const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      child = started
      const line = await new Promise<string>((resolve, reject) => {
        started.stdout.once('data', (text: Buffer) => resolve(text.toString()))
        started.once('exit', (code) => reject(new Error(`serve ended with ${String(code)}`)))
      })
      url = /http:\S+/.exec(line)?.[0] ?? ''
    }
    const stop = async (signal: NodeJS.Signals): Promise<number | null> => {
      if (child === null || child.exitCode !== null || child.signalCode !== null)
        return child?.exitCode ?? null
      const ended = new Promise<number | null>((resolve) => child?.once('exit', resolve))
      child.kill(signal)
      return ended
    }
    const call: BrowserHost['call'] = async (name, input) => {
      const { origin, hash } = new URL(url)
      const response = await fetch(`${origin}/api/call`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${hash.replace('#token=', '')}`,
        },
        body: JSON.stringify({ name, input }),
      })
      const answer = await response.json()
      if (!answer.ok) throw new Error(answer.error.message)
      return answer.value
    }
    await start()
    await use({
      dataDir,
      url: () => url,
      call,
      stop,
      start,
      open: async (page) => {
        await page.goto(url)
        await expect(page.getByText('Runlight', { exact: true }).first()).toBeVisible()
        // Faster than any person, a test would type before the part that it types into is there.
        await expect(page.locator('html[data-loaded]')).toBeAttached()
      },
    })
    const found = info.status === info.expectedStatus ? await judgeOnce(page) : []
    await stop('SIGINT')
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 })
    expect(found).toEqual([])
  },
})

/** What `runs.add` takes beside what matters. */
export const plainly = {
  serverId: null,
  baseUrl: null,
  headers: null,
  title: null,
  evenIfWatched: true,
  retry: true,
} as const

/** The board's rows that are runs; its headings are rows too. */
export function runRows(page: Page): Locator {
  return page.getByRole('grid', { name: 'Runs' }).locator('[role=row][aria-selected]')
}
