// Chromium's own EventSource and fetch through a tap beside direct, in one page: over all cases of the web-platform-tests the same
// events, errors, reconnects and requests; and across origins what the server allows, and nothing else.

import type { IncomingMessage } from 'node:http'
import { isDeepStrictEqual } from 'node:util'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Case, splits, webPlatformCases } from '../conformance/cases.ts'
import { behavioursOf } from '../conformance/client.ts'
import { launchPageEngine } from '../support/chromium.ts'
import { type Behaviour, type SseServer, startSseServer } from '../support/sse-server.ts'
import { startTap, type TapStage, targetOf } from '../support/tap-stage.ts'

let browser: Browser
let page: Page
let home: SseServer
const taps: TapStage[] = []
const closers: (() => Promise<void>)[] = []
/** The server behind each address that the page opens. */
const reached = new Map<string, SseServer>()

/** A browser opens no more than this to one address. */
const perAddress = 6

beforeAll(async () => {
  browser = await launchPageEngine()
  home = await startSseServer([
    (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>'),
  ])
  page = await browser.newPage()
  await page.exposeFunction('whenAsked', async (url: string) => {
    await vi.waitFor(() => expect(reached.get(url)?.requests).toHaveLength(1), { timeout: 60_000 })
  })
  await page.goto(home.url)
})
afterAll(async () => {
  await browser.close()
  for (const close of closers) await close()
  for (const { close } of taps) await close()
  await home.close()
})

/** What a page saw of one case. */
type Outcome = {
  readonly events: readonly (readonly [conn: number, type: string, data: string, lastEventId: string])[]
  readonly errors: readonly number[]
  readonly opens: number
}

/** Runs in the page. */
function play([url, client, types]: readonly [string, Case['client'], readonly string[]]): Promise<Outcome> {
  return new Promise((resolve) => {
    const events: [number, string, string, string][] = []
    const errors: number[] = []
    let opens = 0
    const source = new EventSource(url)
    const over = () => {
      source.close()
      resolve({ events, errors, opens })
    }
    for (const type of types)
      source.addEventListener(type, ({ data, lastEventId }) => {
        events.push([errors.length, type, data, lastEventId])
        if (events.length === client.close_after_events) over()
      })
    source.addEventListener('open', () => {
      opens++
      if (client.close_on === 'open') over()
    })
    source.addEventListener('error', () => {
      errors.push(source.readyState)
      if (source.readyState === EventSource.CLOSED || errors.length === client.run_connections) over()
    })
    // Such a case closes while its request is with the server; where much is under way, that takes longer to get there.
    const { whenAsked } = globalThis as unknown as { whenAsked: (url: string) => Promise<void> }
    if (client.close_at_ms !== undefined) setTimeout(() => whenAsked(url).then(over), client.close_at_ms)
  })
}

/** Lets every page read the answer, as the web-platform-tests' own server does where a case is of another origin. */
const open =
  (behave: Behaviour): Behaviour =>
  (request, response, body) => {
    response.setHeader('access-control-allow-origin', '*')
    behave(request, response, body)
  }

async function serve(behaviours: readonly Behaviour[]): Promise<SseServer> {
  const server = await startSseServer(behaviours)
  closers.push(server.close)
  return server
}

const addressOf = (i: number) => `${taps[Math.floor(i / perAddress)]?.url}/case-${i}`

const partsOf = ({ type, data, lastEventId }: Omit<Case['expect']['events'][number], 'conn'>) => [
  type,
  data,
  lastEventId,
]

/** What both sides' requests must have in common. */
const asked = (requests: SseServer['requests']) =>
  requests.map(({ method, url, headers }) => {
    const { host: _host, connection: _connection, via: _via, ...rest }: IncomingMessage['headers'] = headers
    return [method, url, rest]
  })

test('every case of the web-platform-tests is the same to a page', async () => {
  const whole = splits[0]?.pieces ?? ((bytes: Buffer) => [bytes])
  const cases = webPlatformCases.filter(({ kind }) => kind !== 'url')
  const sides = await Promise.all(
    cases.map(async (one) => {
      // Who closes before there is an answer gets none, however long closing takes.
      const behaviours =
        one.client.close_at_ms === undefined ? behavioursOf(one, whole).map(open) : [() => {}]
      return { one, near: await serve(behaviours), far: await serve(behaviours) }
    }),
  )
  for (let from = 0; from < sides.length; from += perAddress) {
    const some = sides.slice(from, from + perAddress)
    taps.push(await startTap(some.map(({ far }, i) => targetOf(far.url, `case-${from + i}`))))
  }
  const outcomes = await Promise.all(
    sides.map(async ({ one, near, far }, i) => {
      const path = '/eventsource/resources/message.py-case'
      const types = [...new Set(['message', 'test', 'end', ...one.expect.events.map(({ type }) => type)])]
      const at = (base: string, server: SseServer) => {
        reached.set(`${base}${path}`, server)
        return page.evaluate(play, [`${base}${path}`, one.client, types] as const)
      }
      const [direct, tapped] = await Promise.all([at(near.url, near), at(addressOf(i), far)])
      return { name: one.name, direct, tapped, near: asked(near.requests), far: asked(far.requests) }
    }),
  )
  expect(
    outcomes.filter(({ direct, tapped, near, far }) => !isDeepStrictEqual([tapped, far], [direct, near])),
  ).toEqual([])
  // So that there was something to compare: the browser does what the standard demands, but that it takes no other charset.
  const differs = outcomes.filter(({ direct }, i) => {
    const wanted = cases[i]?.expect.events.map(({ conn, ...event }) => [conn, ...partsOf(event)])
    return JSON.stringify(wanted) !== JSON.stringify(direct.events)
  })
  expect(differs.map(({ name }) => name)).toEqual(['format-utf-8'])
}, 120_000)

test('across origins a page reads what the server lets it read, and no more', async () => {
  const ask = ([url, init]: readonly [string, RequestInit]) =>
    fetch(url, init).then(
      async (answer) => [answer.status, answer.headers.get('x-tide'), await answer.text()],
      (thrown) => String(thrown),
    )
  const listens = ([url, withCredentials]: readonly [string, boolean]) =>
    new Promise<string>((resolve) => {
      const source = new EventSource(url, { withCredentials })
      const over = (how: string) => {
        source.close()
        resolve(how)
      }
      source.addEventListener('message', ({ data }) => over(`message ${data}`))
      source.addEventListener('error', () => over(`error ${source.readyState}`))
    })
  const origin = home.url
  const allowing: Record<string, Record<string, string>> = {
    '/closed': {},
    '/elsewhere': { 'access-control-allow-origin': 'http://elsewhere.example' },
    '/open': { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'x-tide' },
    '/mine': { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' },
    '/put': {
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'PUT',
      'access-control-allow-headers': 'x-mine',
    },
  }
  const behave: Behaviour = (request, response, body) => {
    const allowed = allowing[request.url ?? ''] ?? {}
    if (request.method === 'OPTIONS') response.writeHead(204, allowed).end()
    else {
      response.writeHead(200, { ...allowed, 'content-type': 'text/event-stream', 'x-tide': 'high' })
      response.end(`data: ${request.headers.origin}${body}\n\n`)
    }
  }
  const [near, far] = [await serve([behave]), await serve([behave])]
  const tap = await startTap([targetOf(far.url, 'api')])
  taps.push(tap)
  const look = async (base: string) => {
    const seen: unknown[] = []
    for (const path of Object.keys(allowing)) {
      for (const credentials of [false, true])
        seen.push(await page.evaluate(listens, [`${base}${path}`, credentials] as const))
      for (const init of [
        {},
        { method: 'PUT', body: 'b', headers: { 'X-Mine': '1' } },
        { credentials: 'include' as const },
      ])
        seen.push(await page.evaluate(ask, [`${base}${path}`, init] as const))
    }
    return seen
  }
  const direct = await look(near.url)
  expect(await look(`${tap.url}/api`)).toEqual(direct)
  expect(asked(far.requests)).toEqual(asked(near.requests))
  expect([new Set(direct).size > 3, direct.includes(`message ${origin}`)]).toEqual([true, true])
})
