// Faults of TLS: no certificate that cannot be trusted is ever passed over.

import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { type Certificate, makeCertificates } from '../support/certificates.ts'
import type { TestEngine } from '../support/engine.ts'
import { answer, type Behaviour, stream } from '../support/sse-server.ts'
import { createStage, reach } from '../support/stage.ts'

const certificates = makeCertificates()
const stage = createStage()

/** A server with this certificate; `hits` counts the requests that reached it. */
async function serve(
  certificate: Certificate,
  behave: Behaviour,
): Promise<{ url: string; hits: () => number }> {
  let hits = 0
  const server: Server = createServer(certificate, (request, response) => {
    hits++
    behave(request, response, '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stage.closing(
    () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  )
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, hits: () => hits }
}

/** Watches through a server profile whose authority is `caPem`. */
async function watch(engine: TestEngine, baseUrl: string, caPem: string | null): Promise<number> {
  const { id } = await engine.call('servers.save', {
    id: null,
    name: baseUrl,
    baseUrl,
    auth: 'none',
    secret: null,
    caPem,
    proxyUrl: null,
  })
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
  return run
}

describe.skipIf(certificates === null)('over TLS', () => {
  const rows: readonly [string, 'sound' | 'expired' | 'elsewhere', boolean, string][] = [
    ['its own authority', 'sound', false, 'it is self-signed; add its authority to the server’s settings'],
    ['expired', 'expired', true, 'it has expired'],
    ['of another name', 'elsewhere', true, 'it belongs to another name'],
  ]
  test.each(rows)(
    '24: a certificate that is not to be trusted is refused with its reason: %s',
    async (_name, which, trusted, words) => {
      if (certificates === null) return
      const { url, hits } = await serve(
        certificates[which],
        stream(['event: end\ndata: {"status":"completed"}\n\n']),
      )
      const engine = await stage.startEngine(20)
      const run = await watch(engine, url, trusted ? certificates[which].cert : null)
      expect(await reach(engine, run, 'refused')).toEqual([
        'unknown',
        'refused',
        `The server’s certificate was not accepted: ${words}`,
      ])
      expect(hits()).toBe(0)
    },
  )

  test('24: the same certificate is accepted where its authority was added', async () => {
    if (certificates === null) return
    const { url } = await serve(certificates.sound, stream(['event: end\ndata: {"status":"completed"}\n\n']))
    const engine = await stage.startEngine(20)
    const run = await watch(engine, url, certificates.sound.cert)
    expect((await reach(engine, run, 'closed')).slice(0, 2)).toEqual(['completed', 'closed'])
  })

  test.each([
    ['http', 'http://127.0.0.1:9/s', 'The server redirects from https to http, which is not followed'],
    ['file:', 'file:///etc/passwd', 'The server redirects to file:, which is not followed'],
    ['data:', 'data:text/event-stream,data:x', 'The server redirects to data:, which is not followed'],
  ])('16: a redirect from https to %s is not followed', async (_name, location, cause) => {
    if (certificates === null) return
    const { url, hits } = await serve(certificates.sound, answer(302, { location }))
    const engine = await stage.startEngine(20)
    const run = await watch(engine, url, certificates.sound.cert)
    expect(await reach(engine, run, 'refused')).toEqual(['unknown', 'refused', cause])
    expect(hits()).toBe(1)
  })
})
