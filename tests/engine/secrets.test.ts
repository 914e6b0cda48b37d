// Law 6: what was given as a secret reaches the server it is for, and is found nowhere else.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createSessionSecrets } from '../../src/engine/index.ts'
import { freshDir, removeDir, startEngine } from '../support/engine.ts'
import { answer, startSseServer, stream } from '../support/sse-server.ts'
import { startTranscriptEngine } from '../support/transcripts.ts'

const dataDir = freshDir()
afterEach(() => removeDir(dataDir))

test('tokens, cookies, header values and secret query parameters are sent, and stored nowhere in clear', async () => {
  const canaries = [
    'bearer-canary-1',
    'cookie-canary-2',
    'header-canary-3',
    'query-canary-4',
    'field-canary-5',
  ]
  const server = await startSseServer([stream(['data: a\n\n'], 'open')])
  const engine = await startEngine({ dataDir })
  const draft = { id: null, baseUrl: server.url, caPem: null, proxyUrl: null }
  const bearer = await engine.call('servers.save', {
    ...draft,
    name: 'bearer',
    auth: 'bearer',
    secret: 'bearer-canary-1',
  })
  const cookie = await engine.call('servers.save', {
    ...draft,
    name: 'cookie',
    auth: 'cookie',
    secret: 'sid=cookie-canary-2',
  })
  const common = {
    kind: 'flashcards',
    baseUrl: null,
    title: null,
    evenIfWatched: true,
    retry: true,
    headers: null,
  }
  await engine.call('runs.add', { ...common, serverId: bearer.id, params: { run_id: '1' } })
  await engine.call('runs.add', { ...common, serverId: cookie.id, params: { run_id: '1' } })
  const last = await engine.watch(
    `${server.url}/s?api_key=query-canary-4&q=shown`,
    { headers: 'X-Mine: field-canary-5' },
    { headers: 'X-Token: header-canary-3' },
  )
  await engine.until(last, (now) => now.events === 1)
  const received = JSON.stringify(server.requests)
  for (const canary of canaries) expect(received).toContain(canary)
  const seen = JSON.stringify([
    await engine.call('runs.snapshot', {}),
    await engine.call('runs.job', { run: last }),
    await engine.call('runs.connection', { run: last }),
    engine.pushes,
  ])
  await engine.close()
  await server.close()
  const stored = readdirSync(dataDir)
    .map((name) => readFileSync(join(dataDir, name)).toString('latin1'))
    .join()
  for (const canary of canaries)
    expect([canary, seen.includes(canary), stored.includes(canary)]).toEqual([canary, false, false])
  expect(seen).toContain('q=shown')
})

test('a run whose own credentials are gone after a restart asks for them, and is not sent without them', async () => {
  const server = await startSseServer([stream(['data: a\n\n'], 'open')])
  let engine = await startEngine({ dataDir })
  const run = await engine.watch(`${server.url}/s`, {}, { headers: 'Authorization: Bearer gone-tomorrow' })
  await engine.until(run, (now) => now.events === 1)
  await engine.close()
  engine = await startEngine({ dataDir })
  const refused = await engine.until(run, (now) => now.connection.state === 'refused')
  expect([refused.connection.cause, server.requests.length]).toEqual([
    'Needs credentials: this run’s own were kept only until Runlight closed; add it again with them',
    1,
  ])
  await engine.close()
  await server.close()
})

test('a refused run tries once more by itself when its server’s credential is changed', async () => {
  const secrets = createSessionSecrets()
  const server = await startSseServer([
    answer(401),
    (request, response) =>
      (request.headers.authorization === 'Bearer good-token'
        ? stream(['event: end\ndata: {"status":"completed"}\n\n'])
        : answer(401))(request, response, ''),
  ])
  const engine = await startEngine({ dataDir, secrets })
  const draft = { name: 's', baseUrl: server.url, auth: 'bearer' as const, caPem: null, proxyUrl: null }
  const { id } = await engine.call('servers.save', { ...draft, id: null, secret: 'old-token' })
  const { run } = await engine.call('runs.add', {
    kind: 'flashcards',
    serverId: id,
    baseUrl: null,
    params: { run_id: '1' },
    headers: null,
    title: null,
    evenIfWatched: false,
    retry: true,
  })
  await engine.until(run, (now) => now.connection.state === 'refused')
  await engine.call('servers.save', { ...draft, id, secret: 'good-token' })
  await engine.until(run, (now) => now.connection.state === 'closed')
  expect(server.requests.length).toBe(2)
  await engine.close()
  await server.close()
})

test('secrets in the run’s own address reach the server, also after a restart with a key store, and are shown to nobody', async () => {
  const hidden = ['sid-canary-1', 'code-canary-2', 'sk-path-canary-345678', 'nested-canary-4']
  const path = `/sk-path-canary-345678/s?sid=sid-canary-1&code=code-canary-2&page=2&next=${encodeURIComponent('/?token=nested-canary-4')}`
  const server = await startSseServer([
    stream(['id: 1\ndata: a\n\n'], 'open'),
    stream(['id: 2\ndata: b\n\n'], 'open'),
  ])
  const kept = createSessionSecrets()
  let engine = await startEngine({ dataDir, secrets: kept })
  const run = await engine.watch(`${server.url}${path}#access_token=fragment-canary-5`)
  await engine.until(run, (now) => now.events === 1)
  await engine.close()
  engine = await startEngine({ dataDir, secrets: kept })
  const { title } = await engine.until(run, (now) => now.events === 2)
  expect(server.requests.map(({ url }) => url)).toEqual([path, path])
  expect(title).toBe(`${new URL(server.url).host}/•••/s`)
  const { attempts } = await engine.call('runs.connection', { run })
  expect(attempts[0]?.url).toBe(`${server.url}/•••/s?sid=•••&code=•••&page=2&next=•••`)
  const seen = JSON.stringify([attempts, await engine.call('runs.job', { run }), engine.pushes])
  await engine.close()
  engine = await startEngine({ dataDir })
  const refused = await engine.until(run, (now) => now.connection.state === 'refused')
  expect(refused.connection.cause).toBe(
    'Needs credentials: this run’s own were kept only until Runlight closed; add it again with them',
  )
  await engine.close()
  await server.close()
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
  for (const secret of [...hidden, 'fragment-canary-5'])
    expect([secret, [seen, ...files].some((text) => text.includes(secret))]).toEqual([secret, false])
})

test('a server whose address has a secret in its path is refused, with what to do instead', async () => {
  const engine = await startEngine({ dataDir })
  const baseUrl = 'https://h.example/sk-path-canary-345678'
  const draft = { id: null, name: 'x', auth: 'none', secret: null, caPem: null, proxyUrl: null } as const
  await expect(engine.call('servers.save', { ...draft, baseUrl })).rejects.toThrow(
    'This address has a secret in its path, where it would be seen: watch it as a plain stream, which keeps it apart.',
  )
  await expect(
    engine.watch('', {}, { kind: 'flashcards', baseUrl, params: { run_id: '1' } }),
  ).rejects.toThrow('secret in its path')
  await engine.close()
})

test('a key store that answers late gives its credentials to the runs that lacked them', async () => {
  const server = await startSseServer([stream(['data: a\n\n'], 'open')])
  const stored = createSessionSecrets()
  const first = await startEngine({ dataDir, secrets: stored })
  const draft = { id: null, name: 'staging', baseUrl: server.url, caPem: null, proxyUrl: null }
  const saved = await first.call('servers.save', { ...draft, auth: 'bearer', secret: 'sesame-token' })
  await first.close()

  let answered = false
  let tell = () => {}
  const engine = await startEngine({
    dataDir,
    secrets: {
      ...stored,
      get: async (ref) => (answered ? stored.get(ref) : null),
      onChange: (listener) => {
        tell = listener
        return () => {}
      },
    },
  })
  const { run } = await engine.call('runs.add', {
    kind: 'flashcards',
    serverId: saved.id,
    baseUrl: null,
    params: { run_id: '1' },
    title: null,
    headers: null,
    evenIfWatched: true,
    retry: true,
  })
  await engine.until(run, ({ connection }) => connection.state === 'refused')
  answered = true
  tell()
  await engine.until(run, ({ events }) => events === 1)
  const { servers } = await engine.call('runs.snapshot', {})
  expect([servers[0]?.needsSecret, server.requests.map(({ headers }) => headers.authorization)]).toEqual([
    false,
    ['Bearer sesame-token'],
  ])
  await engine.close()
  await server.close()
})

test('an imported run that lacked credentials asks for nothing when a key store gives some', async () => {
  const server = await startSseServer([answer(401)])
  let tell = () => {}
  const onChange = (listener: () => void) => {
    tell = listener
    return () => {}
  }
  const engine = await startTranscriptEngine({ dataDir, secrets: { ...createSessionSecrets(), onChange } })
  const refuse = async (path: string) => {
    const run = await engine.watch(`${server.url}${path}`)
    return engine.until(run, ({ connection }) => connection.state === 'refused')
  }
  const first = await refuse('/imported')
  const text = await engine.textOf(first.id, 'transcript')
  await engine.call('runs.remove', { run: first.id })
  const { runs } = await engine.importText(text)
  const copy = await engine.summary(runs[0]?.run ?? 0)
  expect(copy.connection.lacks).toBe('credentials')
  // It comes after the imported one, and is asked for again.
  const own = await refuse('/own')
  tell()
  await engine.until(own.id, ({ connection }) => connection.state === 'refused' && connection.attempt === 2)
  expect(server.requests.map(({ url }) => url)).toEqual(['/imported', '/own', '/own'])
  await engine.close()
  await server.close()
})
