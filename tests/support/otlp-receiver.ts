// A collector for tests: takes OTLP over HTTP as protobuf, and keeps what it was sent.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { decode, type Message, requests } from './otlp-messages.ts'

type Signal = keyof typeof requests
type Attributes = Readonly<Record<string, unknown>>
export type Item = Message & { readonly name: string; readonly attributes: Attributes }

export type OtlpReceiver = {
  readonly url: string
  /** What came of a signal, oldest first. */
  readonly items: (signal: Signal) => readonly Item[]
  /** The attributes of the resource that the last request names. */
  readonly resource: () => Attributes
  /** The head of each request. */
  readonly heads: readonly { readonly path: string; readonly headers: Readonly<Record<string, unknown>> }[]
  /** All bodies, as they came. */
  readonly bytes: () => Buffer
  readonly close: () => Promise<void>
}

/** `answer` gives the status of each answer, or null to give none. */
export async function startOtlpReceiver(answer: () => number | null = () => 200): Promise<OtlpReceiver> {
  const items: Record<Signal, Item[]> = { metrics: [], traces: [], logs: [] }
  const heads: { path: string; headers: Record<string, unknown> }[] = []
  const bodies: Buffer[] = []
  let resource: Attributes = {}
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const sent = Buffer.concat(parts)
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
    const status = answer()
    heads.push({ path: request.url ?? '', headers: request.headers })
    if (status === null) return
    if (status === 200) {
      bodies.push(body)
      const [, signal] = /^\/v1\/(metrics|traces|logs)$/.exec(request.url ?? '') ?? []
      if (signal !== undefined) keep(signal as Signal, body)
    }
    response.writeHead(status, { 'content-type': 'application/x-protobuf' }).end()
  })
  const keep = (signal: Signal, body: Buffer) => {
    const { resources } = decode(requests[signal], body) as unknown as {
      resources: { resource: { attributes: Attributes }; scopes?: { items: Item[] }[] }[]
    }
    for (const one of resources) {
      resource = one.resource.attributes
      for (const scope of one.scopes ?? []) items[signal].push(...scope.items)
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    items: (signal) => items[signal],
    resource: () => resource,
    heads,
    bytes: () => Buffer.concat(bodies),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
