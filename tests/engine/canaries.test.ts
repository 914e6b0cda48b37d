// Secrets planted wherever a person or a server may put one, and looked for in everything that Runlight writes, says or
// sends to a screen. An event's data is the one place that keeps what came: it is the log, and it is kept as received.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportFormats } from '../../src/core/contract/calls/transcripts.ts'
import type { Input } from '../../src/core/contract/contract.ts'
import { canary, type Plant, plantedRuns, plants, recorded, words } from '../support/canaries.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { answer, type SseServer, startSseServer } from '../support/sse-server.ts'
import { startTranscriptEngine, type TranscriptEngine } from '../support/transcripts.ts'

const dataDir = freshDir()
const said: string[] = []
const defects: string[] = []
let engine: TranscriptEngine
let exported = ''
let server: SseServer
let received = ''
let diagnostics = ''
let stored: Readonly<Record<string, string>> = {}

const read = (dir: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path).toString('latin1')]),
  )

const draft = { id: null, caPem: null, proxyUrl: null }

async function refused(
  name: Parameters<TranscriptEngine['engine']['dispatch']>[0],
  input: unknown,
): Promise<void> {
  const result = await engine.engine.dispatch(name, input)
  expect(result.ok).toBe(false)
  said.push(JSON.stringify(result))
}

/** Everything the engine can be asked about what it has. */
async function askAll(runs: readonly number[]): Promise<void> {
  said.push(JSON.stringify([await engine.call('runs.snapshot', {}), await engine.call('kinds.list', {})]))
  for (const run of runs) {
    said.push(JSON.stringify(await engine.call('runs.connection', { run })))
    const { job: _events, ...shown } = await engine.call('runs.job', { run })
    said.push(JSON.stringify(shown))
  }
}

beforeAll(async () => {
  // A server that says back all that it was sent, in every part of its answer.
  server = await startSseServer([
    (request, response, body) => {
      received += JSON.stringify([request.url, request.headers, body])
      const { authorization = '', cookie = '', ...others } = request.headers
      const back = [authorization, cookie, ...Object.values(others), request.url, body].join(' ')
      const echo = {
        'x-debug': encodeURIComponent(back).slice(0, 3_000),
        'x-plain': back.replace(/[^\x20-\x7e]/g, ' ').slice(0, 3_000),
        'www-authenticate': `Bearer error="${authorization}"`,
        'set-cookie': `sid=${canary('set-cookie')}; HttpOnly`,
        link: `<https://h.example/next?ticket=${canary('link-header')}>; rel="next"`,
      }
      if (request.url?.includes('/redirects')) {
        const location = `http://me:${canary('redirect-userinfo')}@127.0.0.1:9/x/sk-${canary('redirect-path')}?token=${canary('redirect-query')}&back=${encodeURIComponent(authorization)}`
        response.writeHead(307, { ...echo, location }).end(back)
      } else if (request.url?.includes('/events')) {
        response.writeHead(200, { ...echo, 'content-type': 'text/event-stream' })
        response.write(`event: status\ndata: {"note":"${canary('event-data')}"}\n\n`)
        const end = { status: 'failed', error: canary('outcome-reason'), message: canary('outcome-reason') }
        response.end(`event: end\ndata: ${JSON.stringify(end)}\n\n`)
      } else
        answer(401, { ...echo, 'content-type': 'application/json' }, JSON.stringify({ back }))(
          request,
          response,
          body,
        )
    },
  ])
  engine = await startTranscriptEngine({
    dataDir,
    onDefect: (where, thrown) =>
      defects.push(`${where} ${thrown instanceof Error ? thrown.stack : String(thrown)}`),
  })
  const save = (name: string, auth: Input<'servers.save'>['auth'], secret: string) =>
    engine.call('servers.save', { ...draft, name, baseUrl: `${server.url}/${name}`, auth, secret })
  const bearer = await save('one', 'bearer', canary('server-bearer'))
  const cookie = await save('two', 'cookie', `sid=${canary('server-cookie')}; theme=dark`)
  const header = await save('three', 'headers', `X-Tenant-Code: ${canary('server-header')}`)
  const common = { baseUrl: null, headers: null, title: null, evenIfWatched: true, retry: false }
  const add = async (input: Partial<Input<'runs.add'>> & Pick<Input<'runs.add'>, 'kind' | 'params'>) =>
    (await engine.call('runs.add', { ...common, serverId: null, ...input })).run
  const { url } = server
  const runs = [
    await add({
      kind: 'flashcards',
      serverId: bearer.id,
      params: { run_id: 'a' },
      title: `Run ${canary('title-word')}`,
    }),
    await add({ kind: 'flashcards', serverId: cookie.id, params: { run_id: 'a' } }),
    await add({ kind: 'flashcards', serverId: header.id, params: { run_id: 'a' } }),
    ...(await Promise.all(plantedRuns(url).map(add))),
  ]
  const plain = (params: Record<string, string>, headers: string | null = null) => ({
    ...common,
    kind: 'plain',
    serverId: null,
    params,
    headers,
  })
  await refused('runs.add', plain({ url: `http://me:${canary('url-userinfo')}@127.0.0.1/s` }))
  await refused('runs.add', plain({ url }, `X-A: ${canary('refused-header')}\u0007`))
  const base = { ...draft, name: 'x', auth: 'none' as const, secret: null }
  await refused('servers.save', { ...base, baseUrl: `http://me:${canary('base-url-userinfo')}@h.example` })
  await refused('servers.save', {
    ...base,
    baseUrl: url,
    proxyUrl: `http://me:${canary('proxy-userinfo')}@h.example`,
  })
  await refused('servers.test', {
    ...base,
    baseUrl: url,
    auth: 'bearer',
    secret: `${canary('tested-bad-secret')}\n`,
  })
  const tested = { ...base, baseUrl: `${url}/t`, auth: 'bearer' as const, secret: canary('tested-server') }
  said.push(JSON.stringify(await engine.call('servers.test', tested)))
  said.push(JSON.stringify(await engine.call('servers.test', { ...tested, baseUrl: 'http://127.0.0.1:9' })))
  for (const run of runs) {
    await engine.until(run, ({ connection }) =>
      ['refused', 'closed', 'ended-early'].includes(connection.state),
    )
  }
  const har = await engine.importText(recorded(), 'recorded.har')
  const imported = har.runs.map(({ run }) => run)
  await askAll([...runs, ...imported])
  // All that a run has is in its transcript; the other formats take turns.
  for (const [i, run] of [...runs, ...imported].entries())
    for (const format of new Set(['transcript', exportFormats[i % exportFormats.length] ?? 'csv'] as const))
      exported += await engine.textOf(run, format, true)
  // A host's own defect that carries what it must not.
  const leak = `request to http://me:pw-of-mine@h.example failed with Authorization: Bearer ${canary('server-bearer')} and ${canary('run-own-header')}`
  engine.engine.noteDefect('test', new Error(leak))
  diagnostics = (await engine.call('app.diagnostics', {})).text
  stored = read(dataDir)
  await engine.close()
  stored = {
    ...stored,
    ...Object.fromEntries(Object.entries(read(dataDir)).map(([path, text]) => [`closed ${path}`, text])),
  }
}, 120_000)

afterAll(async () => {
  await server.close()
  removeDir(dataDir)
  removeDir(engine.folder)
})

const secrets = plants.filter((plant) => !words.includes(plant))
const found = (text: string, list: readonly Plant[]) => list.filter((plant) => text.includes(canary(plant)))

test('every secret that is to be sent was sent, so that there was something to leak', () => {
  const never: readonly Plant[] = [
    'fragment',
    'lone-fragment',
    'url-userinfo',
    'base-url-userinfo',
    'proxy-userinfo',
    'refused-header',
    'tested-bad-secret',
    'redirect-query',
    'redirect-userinfo',
    'redirect-path',
    'link-header',
    'set-cookie',
    'file-query',
    'file-path',
  ]
  expect(secrets.length).toBeGreaterThanOrEqual(40)
  expect(secrets.filter((plant) => !received.includes(canary(plant)))).toEqual(never)
})

test('no file of the log holds one, while it is open and after it was closed', () => {
  expect(Object.keys(stored).some((path) => path.endsWith('runlight.db-wal'))).toBe(true)
  expect(
    Object.entries(stored).flatMap(([path, text]) =>
      found(text, secrets).map((plant) => `${path}: ${plant}`),
    ),
  ).toEqual([])
  const log = Object.values(stored).join()
  expect(found(log, words)).toEqual(words)
})

test('no answer, no error and no push to a screen holds one', () => {
  expect(found(said.join(), secrets)).toEqual([])
  expect(found(JSON.stringify(engine.pushes), secrets)).toEqual([])
})

test('no export that is redacted holds one, in any format, and what the addresses say besides is there', () => {
  expect(found(exported, secrets)).toEqual([])
  expect(exported).toContain('&page=2')
  expect(exported).toContain('/•••/token/•••/services/•••')
})

test('the diagnostics hold none, nor any word of an event, a title or a parameter', () => {
  expect(found(diagnostics, plants)).toEqual([])
  for (const word of [
    'biology',
    'Run cnry',
    'h.example',
    'me:pw',
    '127.0.0.1:',
    '/redirects',
    'access_token',
  ])
    expect([word, diagnostics.includes(word)]).toEqual([word, word === 'h.example'])
  expect(diagnostics).toContain('Error: request to http://•••@h.example failed with Authorization: •••')
  expect(diagnostics).toMatch(/run 1 flashcards; job failed; connection closed/)
})

test('what the host is told of defects holds none', () => {
  expect(found(defects.join(), secrets)).toEqual([])
  expect(defects.join()).toContain('test Error: request to')
})

test('what a server said back is kept without them, and is still worth reading', () => {
  const attempts = said.join()
  expect(attempts).toContain('"x-plain"')
  expect(attempts).toContain('•••')
  expect(attempts).toContain('Needs credentials (401 Unauthorized)')
})
