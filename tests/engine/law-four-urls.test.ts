// Law 4 and URLs: a path at which a kind starts work is never taken for one that is only looked at, whatever stands beside
// it, and however the run was added.

import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Kind } from '../../src/core/kind/kind.ts'
import { defaultsOf } from '../../src/core/kind/match-kind.ts'
import { kinds } from '../../src/engine/base/kinds.ts'
import { matchKinds } from '../../src/engine/calls/kinds.ts'
import { startFieldServer } from '../field/field-server.ts'
import { addRun, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { type Behaviour, type SseServer, startSseServer, stream } from '../support/sse-server.ts'

const story = '/api/v1/stories/generate/stream'
/** Paths, and the kind that they are watched as. */
const urls: readonly (readonly [string, string])[] = [
  [`${story}?child_id=1&theme=sea&lang=de`, 'stories'],
  [`${story}?child_id=1&theme=sea&token=abcdefgh`, 'stories'],
  [`${story}/?child_id=1&theme=sea`, 'stories'],
  [`/api//v1/stories/generate/%73tream?child_id=1&theme=sea`, 'stories'],
  [`${story}?child_id=1&child_id=2&theme=sea`, 'stories'],
  [`${story}?theme=sea`, 'plain'],
  [`${story}?child_id=one&theme=sea`, 'plain'],
  ['/api/v1/stories/generate%2Fstream?child_id=1&theme=sea', 'plain'],
  ['/API/v1/stories/generate/Stream?child_id=1&theme=sea', 'plain'],
  ['/chat?prompt=hi&model=x', 'chat'],
  ['/chat?q=hi', 'plain'],
  ['/chat;v=2?prompt=hi', 'plain'],
  [`${story}%20?child_id=1&theme=sea`, 'plain'],
  [`${story}%3Fchild_id=1`, 'plain'],
  [`${story}&child_id=1&theme=sea`, 'plain'],
  ['/services/T0000000/B0000000/chat?prompt=hi', 'chat'],
  ['/api/process/stream?job=7', 'processes'],
  ['/generate-stream?topic=x', 'plain'],
]

let engine: TestEngine

beforeAll(async () => {
  engine = await startEngine({ clock: createFastClock(20) })
})
afterAll(async () => {
  await engine.close()
  removeDir(engine.dataDir)
})

/** Does `use` with a server of its own; afterwards nobody asks that one any more. */
async function withServer(
  behaviours: readonly Behaviour[],
  use: (server: SseServer) => Promise<void>,
): Promise<void> {
  const server = await startSseServer(behaviours)
  try {
    await use(server)
  } finally {
    const { runs } = await engine.call('runs.snapshot', {})
    const own = runs.filter((run) => run.server === new URL(server.url).host)
    await Promise.all(own.map(({ id }) => engine.call('runs.remove', { run: id })))
    await server.close()
  }
}

/** Longer than any first wait before a retry, on this clock. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 300))

async function watchBest(text: string): Promise<{ kind: string; run: number }> {
  const [best] = await engine.call('kinds.match', { text })
  if (best === undefined) throw new Error(`nothing watches ${text}`)
  const { kind, baseUrl, params } = best
  return { kind, run: await addRun(engine, kind, baseUrl, params) }
}

// Most of each is waiting for what must not come: they wait together.
describe.concurrent.each(urls)('%s', (path, wanted) => {
  test('is asked for once, whole, however its stream ends', () =>
    withServer([stream(['id: 1\nretry: 500\ndata: {}\n\n'], 'destroy')], async (server) => {
      const { kind, run } = await watchBest(server.url + path)
      expect(kind).toBe(wanted)
      const early = await engine.until(run, (now) => now.connection.state === 'ended-early')
      expect(early.generates).toBe(true)
      await settle()
      expect(server.requests.length).toBe(1)
      const [asked, given] = [server.requests[0]?.url ?? '', path].map((one) => new URL(one, server.url))
      expect([...(asked?.searchParams ?? [])].map(String)).toEqual(
        expect.arrayContaining([...(given?.searchParams ?? [])].map(String)),
      )
    }))

  test('is not asked for again as a plain stream either, unless a person says that it may be', () =>
    withServer([stream(['data: {}\n\n'], 'destroy')], async (server) => {
      const run = await engine.watch(server.url + path)
      await engine.until(run, (now) => now.connection.state === 'ended-early')
      await expect(engine.call('runs.retry', { run })).rejects.toMatchObject({ code: 'not-allowed' })
      await settle()
      expect(server.requests.length).toBe(1)
      const told = await engine.watch(server.url + path, { repeat: 'yes' })
      await engine.until(told, (now) => now.connection.attempt >= 2)
    }))
})

test('a progress stream of an unknown service that ends well is not run a second time', async () => {
  const field = await startFieldServer('29-natural-end-get', 10)
  const { kind, run } = await watchBest(`${field.url}/v1/`)
  const early = await engine.until(run, (now) => now.connection.state === 'ended-early')
  expect([kind, early.events, early.job.state, early.connection.cause]).toEqual([
    'plain',
    3,
    'unknown',
    'The server ended the stream, and asking again might start its work a second time',
  ])
  await settle()
  expect(field.requests.length).toBe(1)
  await engine.call('runs.retry', { run })
  await engine.until(run, (now) => now.connection.attempt === 2)
  await field.close()
})

test.concurrent.each([301, 302, 303, 307, 308])(
  'a redirect (%i) to where work is started is followed once, and never again unless a person says so',
  (status) => {
    const cut = stream(['id: 1\nretry: 500\ndata: {}\n\n'], 'destroy')
    const redirecting: Behaviour = (request, response, body) =>
      request.url === '/go'
        ? response.writeHead(status, { location: `${story}?child_id=1` }).end()
        : cut(request, response, body)
    return withServer([redirecting], async (server) => {
      const stories = () => server.requests.filter(({ url }) => url.startsWith(story)).length
      const run = await engine.watch(`${server.url}/go`)
      const early = await engine.until(run, (now) => now.connection.state === 'ended-early')
      expect(early.generates).toBe(true)
      await expect(engine.call('runs.retry', { run })).rejects.toMatchObject({ code: 'not-allowed' })
      await settle()
      expect(stories()).toBe(1)
      const told = await engine.watch(`${server.url}/go`, { repeat: 'yes' })
      await engine.until(told, (now) => now.connection.attempt >= 2)
    })
  },
)

test('what a redirect was found to start is not started again by the next Runlight', () => {
  const redirecting: Behaviour = (request, response) => {
    if (request.url === '/go') response.writeHead(302, { location: `${story}?child_id=1` }).end()
  }
  return withServer([redirecting], async (server) => {
    const run = await engine.watch(`${server.url}/go`)
    while (server.requests.length < 2) await settle()
    const dead = mkdtempSync(join(tmpdir(), 'runlight-test-'))
    cpSync(engine.dataDir, dead, { recursive: true, filter: (path) => !path.endsWith('engine.json') })
    const next = await startEngine({ dataDir: dead, clock: createFastClock(20) })
    await next.until(run, (now) => now.connection.state === 'ended-early')
    await settle()
    expect(server.requests.length).toBe(2)
    await next.close()
    removeDir(dead)
  })
})

test('no URL with the path of a kind that starts work is matched as something that only observes', () => {
  const generating = [...kinds.values()].filter((kind) => !kind.observes(defaultsOf(kind.fields)))
  const cases = generating.flatMap((kind) => kind.urlPatterns.map((pattern) => ({ kind, pattern })))
  expect(cases.map(({ kind }) => kind.id).toSorted()).toEqual([
    'chat',
    'learning-paths',
    'processes',
    'stories',
  ])
  const segment = fc.stringMatching(/^[a-z0-9_-]{1,8}$/)
  const pair = fc.oneof(
    fc.constantFrom('child_id=1', 'theme=sea', 'prompt=hi', 'prompt=', 'child_id=x', 'title', '&', '%'),
    fc.tuple(segment, fc.webQueryParameters()).map(([name, value]) => `${name}=${value}`),
  )
  const noServer = { byUrl: () => null } as unknown as Parameters<typeof matchKinds>[2]
  fc.assert(
    fc.property(
      fc.constantFrom(...cases),
      fc.array(segment, { maxLength: 3 }),
      fc.array(
        fc.tuple(fc.boolean(), fc.boolean(), fc.constantFrom('/', '//', '%2F', '%2f', '/./', '/x/../')),
        {
          minLength: 8,
          maxLength: 8,
        },
      ),
      fc.constantFrom('', '/', '//', '/.', ';a=b', '.json'),
      fc.array(pair, { maxLength: 5 }),
      fc.constantFrom('', '#', '#?prompt=hi'),
      ({ pattern }, prefix, styles, end, query, hash) => {
        const path = (pattern.split('?')[0] ?? '').split('/').slice(1)
        const written = path.map((one, i) => {
          const [escaped, upper, slash] = styles[i] ?? [false, false, '/']
          const name = upper ? one.toUpperCase() : one
          return `${i === 0 ? '/' : slash}${escaped ? name.replace(/[a-z]/i, toEscape) : name}`
        })
        const url = `https://h.example${prefix.map((one) => `/${one}`).join('')}${written.join('')}${end}?${query.join('&')}${hash}`
        for (const match of matchKinds(url, kinds, noServer))
          expect([url, observes(match)]).toEqual([url, false])
      },
    ),
    { numRuns: 3_000 },
  )
})

function observes({ kind: id, params }: { kind: string; params: Record<string, string> }): boolean {
  const kind: Kind | undefined = kinds.get(id)
  if (kind === undefined) throw new Error(`no kind ${id}`)
  return kind.observes({ ...defaultsOf(kind.fields), ...params })
}

function toEscape(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`
}
