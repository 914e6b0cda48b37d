// A real nginx before the tap and behind it: a client sees what it sees of nginx alone, event by event, and the log says so.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findProgram, startNginx } from '../support/proxies.ts'
import { type SseServer, startSseServer } from '../support/sse-server.ts'
import { startTappedEngine, type TappedEngine } from '../support/tapped-engine.ts'

const nginx = findProgram('nginx') ?? ''
const asks =
  'proxy_http_version 1.1; proxy_buffering off; proxy_request_buffering off; proxy_set_header Connection "";'

describe.skipIf(nginx === '')('nginx', () => {
  let engine: TappedEngine
  let server: SseServer
  const closers: (() => Promise<void>)[] = []
  /** Answers that are open, oldest first. */
  const open: {
    write: (text: string) => void
    end: () => void
    cut: () => void
    readonly isClosed: () => boolean
  }[] = []
  /** The same address asked for again would be the same run's next attempt. */
  let asked = 0
  /** By where the tap stands. */
  const urls: Record<'alone' | 'before the tap' | 'behind the tap', string> = {
    alone: '',
    'before the tap': '',
    'behind the tap': '',
  }

  beforeAll(async () => {
    server = await startSseServer([
      (request, response, body) => {
        if (!request.url?.startsWith('/events/'))
          return response.writeHead(201, { 'X-Said': request.method }).end(body)
        let isClosed = false
        response.on('close', () => {
          isClosed = true
        })
        response.writeHead(200, { 'content-type': 'text/event-stream', 'x-tide': 'high' }).flushHeaders()
        open.push({
          write: (text) => response.write(text),
          end: () => response.end(),
          cut: () => response.socket?.destroySoon(),
          isClosed: () => isClosed,
        })
        return undefined
      },
    ])
    engine = await startTappedEngine()
    const plain = await startNginx(nginx, server.url, asks)
    const before = await startNginx(nginx, `${engine.through(server.url)}/`, asks)
    closers.push(plain.close, before.close)
    urls.alone = plain.url
    urls['before the tap'] = before.url
    urls['behind the tap'] = engine.through(plain.url)
  })
  afterAll(async () => {
    for (const close of closers) await close()
    await engine?.close()
    await server?.close()
  })

  const reading = async (url: string, signal?: AbortSignal) => {
    const answer = await fetch(`${url}/events/${++asked}`, { ...(signal === undefined ? {} : { signal }) })
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    return { headers: answer.headers, next: async () => (await reader?.read())?.value ?? null }
  }
  const opened = async () => {
    await expect.poll(() => open.length, { timeout: 30_000 }).toBe(1)
    return open.shift()
  }

  test.each(['before the tap', 'behind the tap'] as const)(
    '%s: every event comes as it is sent',
    async (where) => {
      const { headers, next } = await reading(urls[where])
      const answer = await opened()
      expect([headers.get('x-tide'), headers.get('server')]).toEqual([
        'high',
        expect.stringContaining('nginx'),
      ])
      for (const n of [1, 2, 3]) {
        answer?.write(`data: ${n}\n\n`)
        expect(await next()).toBe(`data: ${n}\n\n`)
      }
      answer?.end()
      expect(await next()).toBe(null)
      const [run] = await engine.came(1)
      expect([run?.events, run?.connection.state, run?.tapped?.client.state]).toEqual([
        3,
        'ended-early',
        'done',
      ])
      // An answer that is faster than the engine goes without it.
      expect([null, run?.tapped?.uid]).toContain(headers.get('x-runlight-run'))
    },
  )

  test.each(['before the tap', 'behind the tap'] as const)(
    '%s: a client that leaves ends the request',
    async (where) => {
      const leaving = new AbortController()
      const { next } = await reading(urls[where], leaving.signal)
      const answer = await opened()
      answer?.write('data: 1\n\n')
      expect(await next()).toBe('data: 1\n\n')
      leaving.abort()
      await expect.poll(() => answer?.isClosed(), { timeout: 30_000 }).toBe(true)
      const [run] = await engine.came(1)
      expect([run?.connection.cause, run?.tapped?.client.state]).toEqual(['The client went away', 'gone'])
    },
  )

  test.each(['before the tap', 'behind the tap'] as const)(
    '%s: a server that breaks off does so for the client',
    async (where) => {
      const { next } = await reading(urls[where])
      const answer = await opened()
      answer?.write('data: 1\n\n')
      expect(await next()).toBe('data: 1\n\n')
      answer?.cut()
      await expect(next()).rejects.toThrow('terminated')
      const [run] = await engine.came(1)
      expect([run?.connection.state, run?.connection.cause, run?.tapped?.client.state]).toEqual([
        'ended-early',
        'The connection was lost',
        'cut',
      ])
    },
  )

  test('other requests pass as they do through nginx alone', async () => {
    const ask = async (url: string) => {
      const answer = await fetch(`${url}/up?q=%20`, { method: 'PUT', body: 'x'.repeat(300_000) })
      const said = [...answer.headers].filter(([name]) => !/^(date|connection|keep-alive)$/.test(name))
      return [answer.status, said, await answer.text()]
    }
    const alone = await ask(urls.alone)
    expect(alone[0]).toBe(201)
    expect(await ask(urls['before the tap'])).toEqual(alone)
    expect(await ask(urls['behind the tap'])).toEqual(alone)
  })
})
