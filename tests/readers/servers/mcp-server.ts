// An MCP server of the protocol's own SDK: tools that tell of their progress, that fail and that wait, over streamable HTTP with a
// store of events by which a client can come back.

import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import {
  type EventStore,
  StreamableHTTPServerTransport,
} from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { z } from 'zod'
import { type RealServer, serveWith } from './watched.ts'

const version = '2025-11-25'

export type PortServer = RealServer & {
  /** The headers that every request of the session has, as lines. */
  readonly headers: string
  /** The ports that the tool `wait` was called for: once for each time its work began. */
  readonly waitedFor: readonly string[]
  /** Tells whoever listens to the session, by no request's stream. */
  readonly notify: (text: string) => Promise<void>
  /** Comes back by GET for what follows the event `lastId`. */
  readonly comeBack: (lastId: string) => Promise<Response>
  /** Lets the waiting tools go on. */
  readonly goOn: () => void
}

export type Ports = Pick<PortServer, 'waitedFor' | 'notify' | 'goOn'> & {
  /** `body`: the request's, where it was read before. */
  readonly handle: (request: IncomingMessage, response: ServerResponse, body?: unknown) => Promise<void>
  readonly close: () => Promise<void>
}

/** A server without a session. `json`: answers are JSON documents and no streams, as the transport may. */
export function createPorts({ json = false } = {}): Ports {
  const mcp = new McpServer({ name: 'ports', version: '1.0.0' }, { capabilities: { logging: {} } })
  const waitedFor: string[] = []
  let goOn: () => void = () => {}
  const goingOn = new Promise<void>((resolve) => {
    goOn = resolve
  })

  mcp.registerTool(
    'count',
    { inputSchema: { to: z.number() } },
    async ({ to }, { sendNotification, _meta }) => {
      const progressToken = _meta?.progressToken ?? 0
      for (let progress = 1; progress <= to; progress++)
        await sendNotification({
          method: 'notifications/progress',
          params: { progressToken, progress, total: to, message: `Port ${progress}` },
        })
      await sendNotification({
        method: 'notifications/message',
        params: { level: 'warning', logger: 'harbour', data: 'Fog is coming' },
      })
      return { content: [{ type: 'text', text: `${to} ports` }] }
    },
  )
  mcp.registerTool('find', { inputSchema: { port: z.string() } }, ({ port }) => {
    throw new Error(`There is no port ${port}`)
  })
  mcp.registerTool('wait', { inputSchema: { port: z.string() } }, async ({ port }, extra) => {
    waitedFor.push(port)
    await extra.sendNotification({
      method: 'notifications/message',
      params: { level: 'info', data: `Waiting for ${port}` },
    })
    if (port === 'later') extra.closeSSEStream?.()
    await goingOn
    return { content: [{ type: 'text', text: `${port} is free` }] }
  })

  const tides = 'almanac://tides'
  mcp.registerResource('Tides', tides, {}, () => ({ contents: [{ uri: tides, text: 'High at noon' }] }))
  mcp.registerPrompt('greet', { description: 'Greets a ship' }, () => ({
    messages: [{ role: 'user', content: { type: 'text', text: 'Ahoy' } }],
  }))

  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    eventStore: createEventStore(),
    enableJsonResponse: json,
  })
  // Its accessors may give undefined where the interface has optional members.
  const connected = mcp.connect(transport as Parameters<McpServer['connect']>[0])
  return {
    waitedFor,
    notify: (data) => mcp.sendLoggingMessage({ level: 'info', data }),
    goOn,
    handle: async (request, response, body) => {
      await connected
      await transport.handleRequest(request, response, body)
    },
    close: async () => {
      goOn()
      await mcp.close()
    },
  }
}

/** One that listens, with a session that has begun. */
export async function startPortServer(options: { json?: boolean } = {}): Promise<PortServer> {
  const ports = createPorts(options)
  const server = await serveWith((request, response) => ports.handle(request, response))
  const shared = { accept: 'application/json, text/event-stream', 'mcp-protocol-version': version }
  const told = await fetch(server.url, {
    method: 'POST',
    headers: { ...shared, 'content-type': 'application/json' },
    body: initialize,
  })
  await told.text()
  const headers = { ...shared, 'mcp-session-id': told.headers.get('mcp-session-id') ?? '' }
  return {
    ...server,
    ...ports,
    headers: Object.entries(headers)
      .map((pair) => pair.join(': '))
      .join('\n'),
    comeBack: (lastId) => fetch(server.url, { headers: { ...headers, 'last-event-id': lastId } }),
    close: async () => {
      await ports.close()
      await server.close()
    },
  }
}

export const initialize = JSON.stringify({
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: version, capabilities: {}, clientInfo: { name: 'a test', version: '1' } },
})

/** The request that calls a tool. */
export function callOf(name: string, args: object): string {
  return requestOf('tools/call', { name, arguments: args, _meta: { progressToken: 1 } })
}

export function requestOf(method: string, params: object = {}): string {
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
}

/** Events of a stream have ids that count it through: `stream/3`. */
function createEventStore(): EventStore {
  const streams = new Map<string, Parameters<EventStore['storeEvent']>[1][]>()
  return {
    storeEvent: async (stream, message) => {
      const messages = streams.get(stream) ?? []
      streams.set(stream, messages)
      return `${stream}/${messages.push(message)}`
    },
    getStreamIdForEventId: async (id) => id.split('/')[0],
    replayEventsAfter: async (lastId, { send }) => {
      const [stream = '', count] = lastId.split('/')
      for (const [i, message] of (streams.get(stream) ?? []).entries())
        if (i >= Number(count)) await send(`${stream}/${i + 1}`, message)
      return stream
    },
  }
}
