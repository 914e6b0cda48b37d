// The MCP SDK's own client over streamable HTTP through a tap: its session, a tool's progress, a stream that is resumed after the
// last event, and the end of the session.

import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { LoggingMessageNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createPorts } from '../../readers/servers/mcp-server.ts'
import { startTappedEngine, type TappedEngine } from '../../support/tapped-engine.ts'
import { beside, type Serve, type Side } from './beside.ts'
import { createCanaries } from './canaries.ts'

let engine: TappedEngine
const canaries = createCanaries()

beforeAll(async () => {
  engine = await startTappedEngine()
})
afterAll(async () => {
  const found = await canaries.found(engine)
  await engine.close()
  expect(found).toEqual([])
})

/** A server of ports for each side, and what a play does with it. */
function makeServe() {
  const ports = createPorts()
  const serve: Serve = (request, response, body) =>
    ports.handle(request, response, body === '' ? undefined : JSON.parse(body))
  return Object.assign(serve, { ports })
}

const said = z.object({ params: z.object({ data: z.string() }) })

/** A whole life of a session: all that the application is told, in order. */
async function play(url: string, { heard, cut }: Side, { ports }: ReturnType<typeof makeServe>) {
  const told: unknown[] = []
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { Authorization: `Bearer ${canaries.plant('mcp-token')}` } },
    reconnectionOptions: {
      initialReconnectionDelay: 20,
      maxReconnectionDelay: 20,
      reconnectionDelayGrowFactor: 1,
      maxRetries: 5,
    },
  })
  const client = new Client({ name: 'a test', version: '1' })
  client.setNotificationHandler(LoggingMessageNotificationSchema, (message) => {
    told.push(said.parse(message).params.data)
  })
  // Its accessors may give undefined where the interface has optional members.
  await client.connect(transport as Parameters<Client['connect']>[0])
  const listens = (times: number) =>
    expect.poll(() => heard.filter(({ method }) => method === 'GET').length).toBe(times)
  await listens(1)
  await ports.notify('Low water')
  await expect.poll(() => told).toContain('Low water')
  cut()
  await ports.notify('Slack water')
  await listens(2)
  await ports.notify('High water')
  await expect.poll(() => told).toContain('High water')
  const onprogress = (progress: unknown) => told.push(progress)
  told.push(await client.callTool({ name: 'count', arguments: { to: 2 } }, undefined, { onprogress }))
  told.push(await client.callTool({ name: 'find', arguments: { port: 'Atlantis' } }))
  const waiting = client.callTool({ name: 'wait', arguments: { port: 'later' } })
  await listens(3)
  ports.goOn()
  told.push(await waiting)
  await transport.terminateSession()
  await client.close()
  await ports.close()
  return { told, session: transport.sessionId ?? null }
}

test('a session, its tools, a stream that is cut and resumed, an answer that is fetched later, and its end', async () => {
  const { seen, heard } = await beside(engine, makeServe, play)
  expect(seen.told).toMatchObject([
    'Low water',
    'Slack water',
    'High water',
    { progress: 1 },
    { progress: 2 },
    'Fog is coming',
    { content: [{ text: '2 ports' }] },
    { isError: true },
    'Waiting for later',
    { content: [{ text: 'later is free' }] },
  ])
  const sent = heard.map(({ method, headers }) =>
    [method, ...headers.filter((one) => /^last-event-id/i.test(one))].join(' '),
  )
  expect(sent.filter((one) => /^(GET|DELETE)/.test(one))).toEqual([
    'GET',
    'GET last-event-id: _GET_stream/1',
    expect.stringMatching(/^GET last-event-id: [0-9a-f-]{36}\/2$/),
    'DELETE',
  ])
  const runs = await engine.came(6)
  const told = runs.map(({ job, connection, tapped }) =>
    [job.state, connection.state, connection.attempt, tapped?.client.state].join(' '),
  )
  expect(told).toEqual([
    'completed closed 1 done',
    // The stream that was listened to: resumed once, then ended with the session.
    'unknown ended-early 2 done',
    'completed closed 1 done',
    'failed closed 1 done',
    // The server ended it before the answer, which it gave to whoever came back for it.
    'unknown ended-early 1 done',
    'completed closed 1 done',
  ])
  expect(runs.map(({ tapped }) => tapped?.client.agent)).toEqual(runs.map(() => 'node'))
})
