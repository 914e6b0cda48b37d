// The bridge in a real browser: how a page comes in, stays in, and what it is told when it cannot.

import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Bridge, changesSchema } from '../../src/core/contract/contract.ts'
import { needsPerson } from '../../src/core/run/marks.ts'
import { startBrowserHost } from '../../src/server/index.ts'
import { builtCli } from '../cli/support/built-cli.ts'
import { launchPageEngine } from '../support/chromium.ts'
import { startSseServer, stream } from '../support/sse-server.ts'
import { startHost, type TestHost } from './support/host.ts'

let browser: Browser
let context: BrowserContext
let page: Page
let it: TestHost
let problems: string[]

beforeAll(async () => {
  browser = await launchPageEngine()
})
afterAll(() => browser.close())

beforeEach(async () => {
  it = await startHost()
  context = await browser.newContext()
  page = await context.newPage()
  problems = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (/Content.Security.Policy|Refused to/i.test(message.text())) problems.push(message.text())
  })
})
afterEach(async () => {
  await context.close()
  await it.close()
  expect(problems).toEqual([])
})

type Outcome = { answer: unknown } | { refused: string; code: unknown }

/** A call as the page makes it, and what came of it. */
function call(name: string, input: unknown, from = page): Promise<Outcome> {
  return from.evaluate(
    ([name, input]): Promise<Outcome> => {
      const bridge: Bridge | undefined = Reflect.get(window, 'runlight')
      if (bridge === undefined) throw new Error('The page has no bridge.')
      return bridge.call(name, input).then(
        (answer) => ({ answer }),
        (error: Error & { code?: unknown }) => ({ refused: error.message, code: error.code }),
      )
    },
    [name, input] as const,
  )
}

const pushes = (): Promise<unknown[]> => page.evaluate(() => window.pushes)
/** What came in, and whether the bridge said in between (null) that the engine was lost. */
const heard = async () => {
  const all = await pushes()
  return { lost: all.includes(null), pushes: all.filter((push) => push !== null) }
}
const cannotEnter = {
  refused: 'This page may not come in: open the address that “runlight serve” printed, the whole of it.',
  code: 'needs-credentials',
}
const notReached = {
  refused:
    'Runlight cannot be reached: see whether “runlight serve” still runs. This page comes back by itself.',
  code: 'unreachable',
}

test('the page finds two functions ready, comes in with the address, and keeps no token in it', async () => {
  await page.goto(it.host.url)
  expect(await page.textContent('output')).toBe('call onChanges')
  expect(page.url()).toBe(`http://${it.own}/`)
  expect(await page.evaluate(() => history.length)).toBe(await freshHistoryLength())
  expect(await call('settings.get', {})).toEqual({
    answer: await it.engine.engine.dispatch('settings.get', {}),
  })
  expect(await call('runs.stop', { run: 7 })).toEqual({
    answer: await it.engine.engine.dispatch('runs.stop', { run: 7 }),
  })
})

test('a page cannot take the bridge’s place, and the bridge leaves nothing else behind', async () => {
  await page.goto(`http://${it.own}/nothing`)
  const before = await page.evaluate(() => Object.getOwnPropertyNames(window))
  await page.goto(it.host.url)
  const added = await page.evaluate(
    (known) => Object.getOwnPropertyNames(window).filter((name) => !known.includes(name)),
    before,
  )
  expect(added.toSorted()).toEqual(['pushes', 'runlight'])
  const replaced = await page.evaluate(() => Reflect.set(window, 'runlight', 'mine'))
  expect(replaced).toBe(false)
})

test('a reload comes in again, another tab does not', async () => {
  await page.goto(it.host.url)
  await call('settings.get', {})
  await page.reload()
  expect(await call('settings.get', {})).toHaveProperty('answer.ok', true)
  const other = await context.newPage()
  await other.goto(`http://${it.own}/`)
  expect(await call('settings.get', {}, other)).toEqual(cannotEnter)
})

test('a ticket lets one page in, which comes in again after a reload', async () => {
  const ticket = it.host.ticketUrl()
  await page.goto(ticket)
  await call('settings.get', {})
  await page.reload()
  expect(await call('settings.get', {})).toHaveProperty('answer.ok', true)
  const other = await context.newPage()
  await other.goto(ticket)
  expect(await call('settings.get', {}, other)).toEqual(cannotEnter)
})

test('a wrong address is refused, and the right one mends it in the same tab', async () => {
  await page.goto(`http://${it.own}/#token=${'x'.repeat(43)}`)
  expect(await call('settings.get', {})).toEqual(cannotEnter)
  expect(await call('settings.get', {})).toEqual(cannotEnter)
  await page.evaluate((url) => location.assign(url), it.host.url)
  await expect.poll(() => call('settings.get', {}), { timeout: 10_000 }).toHaveProperty('answer.ok', true)
  expect(page.url()).toBe(`http://${it.own}/`)
})

test('pushes reach the page as the engine made them', async () => {
  await page.goto(it.host.url)
  await call('settings.set', { theme: 'dark' })
  await expect.poll(pushes, { timeout: 10_000 }).toEqual(it.engine.pushes)
})

test('a hidden page is told of alerts and of who is needed, and of nothing else', async () => {
  const server = await startSseServer([
    stream(['event: step\ndata: 1\n\n', 'event: error\ndata: the model is gone\n\n']),
  ])
  try {
    await page.addInitScript(() =>
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true }),
    )
    await page.goto(it.host.url)
    // An answer shows that the host knows: what a page says is taken in order.
    await call('settings.get', {})
    await it.engine.call('settings.set', { theme: 'dark' })
    const run = await it.engine.watch(`${server.url}/s`, { failEvent: 'error' })
    await it.engine.until(run, ({ attention }) => attention?.open.length === 1)
    const told = it.engine.pushes.filter(({ alerts }) => alerts !== undefined)
    await expect
      .poll(async () => (await pushes()).flatMap((push) => Object(push).alerts ?? []))
      .toEqual(told.flatMap(({ alerts }) => alerts ?? []))
    const heard = (await pushes()).map((push) => changesSchema.parse(push))
    // Each goes on from the one before it, though most of the engine's were left out.
    expect(heard.map(({ after }) => after)).toEqual([0, ...heard.map(({ seq }) => seq)].slice(0, -1))
    expect(heard.length).toBeLessThan(it.engine.pushes.length)
    expect(heard.filter(({ settings }) => settings !== null)).toEqual([])
    const need = new Map(heard.flatMap(({ runs }) => runs.map((one) => [one.id, needsPerson(one)])))
    expect([...need]).toEqual([[run, true]])

    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { get: () => 'visible' })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await expect.poll(async () => (await pushes()).at(-1)).toEqual(it.engine.pushes.at(-1))
  } finally {
    await server.close()
  }
})

test('a page that lost its host says so, and comes back by itself', async () => {
  await page.goto(it.host.url)
  await call('settings.get', {})
  const { port, token } = it.host
  const { rendererDir } = await builtCli()
  await it.host.close()
  await expect.poll(() => call('settings.get', {}), { timeout: 10_000 }).toEqual(notReached)
  const back = await startBrowserHost({ engine: it.engine.engine, rendererDir, version: 'test', port, token })
  try {
    await expect.poll(() => call('settings.get', {}), { timeout: 20_000 }).toHaveProperty('answer.ok', true)
    await it.engine.call('settings.set', { theme: 'dark' })
    await expect.poll(heard, { timeout: 10_000 }).toEqual({ lost: true, pushes: it.engine.pushes })
  } finally {
    await back.close()
  }
})

test('a page that comes back sees by the numbers that it missed something', async () => {
  await page.clock.install()
  await page.addInitScript(() => {
    const sockets: WebSocket[] = []
    Reflect.set(window, 'sockets', sockets)
    window.WebSocket = class extends WebSocket {
      constructor(url: string | URL) {
        super(url)
        sockets.push(this)
      }
    }
  })
  await page.goto(it.host.url)
  await call('settings.set', { theme: 'dark' })
  await expect.poll(pushes, { timeout: 10_000 }).toHaveLength(1)
  // While the page's clock stands still it does not come back.
  await page.clock.pauseAt(new Date(Date.now() + 60_000))
  await page.evaluate(() => Reflect.get(window, 'sockets')[0].close())
  await expect.poll(() => call('settings.get', {}), { timeout: 10_000 }).toEqual(notReached)
  await it.engine.call('settings.set', { theme: 'light' })
  await it.engine.call('settings.set', { theme: 'system' })
  await page.clock.resume()
  await expect
    .poll(heard, { timeout: 20_000 })
    .toEqual({ lost: true, pushes: [it.engine.pushes[0], it.engine.pushes[2]] })
})

test('a page of an earlier start is told to open the new address', async () => {
  await page.goto(it.host.url)
  await call('settings.get', {})
  const { port } = it.host
  const { rendererDir } = await builtCli()
  await it.host.close()
  const back = await startBrowserHost({ engine: it.engine.engine, rendererDir, version: 'test', port })
  try {
    await expect.poll(() => call('settings.get', {}), { timeout: 20_000 }).toEqual(cannotEnter)
  } finally {
    await back.close()
  }
})

test('a call under way when the host goes is refused, and never left hanging', async () => {
  await page.goto(it.host.url)
  await call('settings.get', {})
  const pending = page.evaluate(() => {
    const bridge: Bridge | undefined = Reflect.get(window, 'runlight')
    // More than can be answered before the connection goes.
    const calls = Array.from({ length: 5_000 }, () => bridge?.call('runs.snapshot', {}))
    return Promise.allSettled(calls).then((all) => all.filter(({ status }) => status === 'rejected').length)
  })
  await it.host.close()
  expect(await pending).toBeGreaterThan(0)
})

test('the page’s policy lets no inline script run', async () => {
  await page.goto(it.host.url)
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    try {
      script.textContent = 'window.ranInline = true'
      document.head.append(script)
    } catch {
      // Trusted Types refuse the text itself.
    }
    return 'ranInline' in window
  })
  expect(ran).toBe(false)
  problems = problems.filter((problem) => !/inline script|TrustedScript|Trusted Type/i.test(problem))
})

async function freshHistoryLength(): Promise<number> {
  const other = await context.newPage()
  await other.goto(`http://${it.own}/`)
  return other.evaluate(() => history.length)
}
