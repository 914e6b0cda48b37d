// One client's play against a server, and the same through a tap to a server of the same making: what it saw and what its server
// heard must be the same, apart from what a gate has to change.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'
import type { TappedEngine } from '../../support/tapped-engine.ts'

/** `nth` counts requests from 1. */
export type Serve = (request: IncomingMessage, response: ServerResponse, body: string, nth: number) => unknown

/** A request as its server heard it, and whether it was answered to the end or left by its client. */
type Heard = {
  readonly method: string
  readonly url: string
  readonly headers: readonly string[]
  readonly body: string
  end: 'open' | 'answered' | 'left'
}

export type Beside<T> = {
  readonly seen: T
  readonly heard: readonly Heard[]
}

/** What one side of the tap has of its own: its address, its connection, and the gate's name on the way. */
const ofTheHop = /^(host|connection|keep-alive|via|date|transfer-encoding|x-runlight-run)$/i

/** How long a server waits to see that its client has left. */
const leaveLimitMs = 20_000

/** One of the two servers, as the play may handle it. */
export type Side = {
  readonly heard: readonly Heard[]
  /** Destroys every open connection. */
  readonly cut: () => void
}

/**
 * Plays direct and through the tap, at the same time and each with a server of its own, and holds one against the other. `make` gives
 * what such a server says.
 */
export async function beside<S extends Serve, T>(
  engine: Pick<TappedEngine, 'through'>,
  make: () => S,
  play: (url: string, side: Side, serve: S) => Promise<T>,
): Promise<Beside<T>> {
  const [near, far] = [await startServer(make()), await startServer(make())]
  const through = engine.through(far.url)
  try {
    const [direct, tapped] = await Promise.all([
      play(near.url, near, near.serve),
      play(through, far, far.serve),
    ])
    expect(plain(tapped, through)).toEqual(plain(direct, near.url))
    for (const { heard } of [near, far])
      await expect
        .poll(() => heard.filter(({ end }) => end === 'open'), { timeout: leaveLimitMs })
        .toEqual([])
    expect(plain(far.heard, through)).toEqual(plain(near.heard, near.url))
    return { seen: tapped, heard: far.heard }
  } finally {
    await Promise.all([near.close(), far.close()])
  }
}

async function startServer<S extends Serve>(serve: S) {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('latin1')
      const one: Heard = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: headersOf(request.rawHeaders),
        body,
        end: 'open',
      }
      const nth = heard.push(one)
      response.on('close', () => {
        one.end = response.writableFinished ? 'answered' : 'left'
      })
      serve(request, response, body, nth)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    serve,
    url: `http://127.0.0.1:${port}`,
    heard,
    cut: () => server.closeAllConnections(),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function headersOf(raw: readonly string[]): string[] {
  return raw.flatMap((name, at) =>
    at % 2 === 0 && !ofTheHop.test(name) ? [`${name}: ${raw[at + 1] ?? ''}`] : [],
  )
}

/** Without what is each side's own: its address, and ids that were made by chance. */
function plain(seen: unknown, url: string): unknown {
  const text = JSON.stringify(seen ?? null)
    .replaceAll(url, 'BASE')
    .replaceAll(new URL(url).host, 'HOST')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID')
  return JSON.parse(text)
}

/** An answer's head as a client sees it. */
export function headOf({ status, statusText, headers }: Response) {
  return { status, statusText, headers: [...headers].filter(([name]) => !ofTheHop.test(name)) }
}

type Thrown = Error & { status?: number; code?: string; type?: string; headers?: Headers; error?: unknown }

/** An error as an application sees it, its causes too. */
export function errorOf(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown ?? null
  const { name, message, status, code, type, headers, error, cause }: Thrown = thrown
  const told = headers instanceof Headers ? [...headers].filter(([one]) => !ofTheHop.test(one)) : null
  return {
    name,
    message,
    status,
    code,
    type,
    told,
    error,
    cause: cause === undefined ? null : errorOf(cause),
  }
}
