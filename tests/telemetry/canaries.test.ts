// Law 6 for what leaves by telemetry: secrets planted wherever a person or a server may put one are in nothing that a collector is
// sent, events included where they are asked for; and without that no word of an event, a title or a server's reason is.

import { afterEach, expect, test, vi } from 'vitest'
import { openTelemetry } from '../../src/telemetry/index.ts'
import { canary, type Plant, plantedRuns, plants, words } from '../support/canaries.ts'
import { startEngine } from '../support/engine.ts'
import { startOtlpReceiver } from '../support/otlp-receiver.ts'
import { type Behaviour, startSseServer } from '../support/sse-server.ts'

afterEach(() => vi.unstubAllEnvs())

/** Says back all that it was sent: as an event stream where it is asked for events, and else as the reason of its refusal. */
const echo: Behaviour = (request, response, body) => {
  const { authorization = '', cookie = '', ...others } = request.headers
  const back = [authorization, cookie, ...Object.values(others), request.url, body].join(' ')
  if (request.url?.includes('/redirects')) {
    const location = `http://me:${canary('redirect-userinfo')}@127.0.0.1:9/x/sk-${canary('redirect-path')}?token=${canary('redirect-query')}&back=${encodeURIComponent(authorization)}`
    response.writeHead(307, { location }).end(back)
  } else if (request.url?.includes('/events')) {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const said = { note: canary('event-data'), authorization, token: canary('set-cookie'), back }
    response.write(`event: status\ndata: ${JSON.stringify(said)}\n\n`)
    const end = { status: 'failed', error: canary('outcome-reason'), message: canary('outcome-reason') }
    response.end(`event: end\ndata: ${JSON.stringify(end)}\n\n`)
  } else {
    const head = {
      'content-type': 'application/json',
      link: `<https://h.example/?ticket=${canary('link-header')}>`,
    }
    response.writeHead(401, head).end(JSON.stringify({ message: back, back }))
  }
}

/** All that a collector and Prometheus are given of the planted runs, as text, and what the server was sent. */
async function sent(): Promise<{ readonly told: string; readonly received: string }> {
  const receiver = await startOtlpReceiver()
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.url)
  const server = await startSseServer([echo])
  const telemetry = await openTelemetry({ env: process.env, version: '1', fetching: 'wanted', say: () => {} })
  const engine = await startEngine({ telemetry: telemetry?.port ?? null })
  const draft = { id: null, caPem: null, proxyUrl: null }
  const save = (name: string, auth: 'bearer' | 'cookie' | 'headers', secret: string) =>
    engine.call('servers.save', { ...draft, name, baseUrl: `${server.url}/${name}`, auth, secret })
  const servers = [
    await save('one', 'bearer', canary('server-bearer')),
    await save('two', 'cookie', `sid=${canary('server-cookie')}; theme=dark`),
    await save('three', 'headers', `X-Tenant-Code: ${canary('server-header')}`),
  ]
  const common = {
    baseUrl: null,
    headers: null,
    title: null,
    evenIfWatched: true,
    retry: false,
    serverId: null,
  }
  const title = `Run ${canary('title-word')}`
  const drafts = [
    ...servers.map(({ id }) => ({ kind: 'flashcards', serverId: id, title, params: { run_id: 'a' } })),
    ...plantedRuns(server.url),
  ]
  for (const one of drafts) {
    const { run } = await engine.call('runs.add', { ...common, ...one })
    await engine.until(run, ({ connection }) =>
      ['refused', 'closed', 'ended-early'].includes(connection.state),
    )
  }
  const fetched = (await telemetry?.metrics?.()) ?? ''
  await engine.close()
  await server.close()
  await receiver.close()
  expect(receiver.items('traces').filter(({ name }) => name === 'run').length).toBe(drafts.length)
  return {
    told: fetched + receiver.bytes().toString('utf8') + receiver.bytes().toString('latin1'),
    received: JSON.stringify(server.requests),
  }
}

const found = (text: string, list: readonly Plant[]) => list.filter((plant) => text.includes(canary(plant)))
const secrets = plants.filter((plant) => !words.includes(plant))

test('nothing that is sent holds a secret, nor any word of an event, a title or a reason', async () => {
  const { told, received } = await sent()
  // There was something to leak.
  expect(found(received, secrets).length).toBeGreaterThan(25)
  expect(found(told, plants)).toEqual([])
  expect(told).toContain('Needs credentials (401 Unauthorized)')
})

test('the events themselves are sent where that is asked for, and their secrets are not', async () => {
  vi.stubEnv('RUNLIGHT_TELEMETRY_EVENTS', 'true')
  const { told } = await sent()
  expect(found(told, plants)).toEqual(['event-data', 'outcome-reason'])
})
