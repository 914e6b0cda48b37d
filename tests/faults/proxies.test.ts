// Faults that a proxy makes, with real nginx and haproxy in front of a real server: idle streams cut, error pages of its
// own, compression, and buffering, which is recognised and said with what mends it.

import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { type SampleBackend, sampleRuns, startSampleBackend } from '../../src/demo/index.ts'
import { findProgram, startHaproxy, startNginx } from '../support/proxies.ts'
import type { Behaviour } from '../support/sse-server.ts'
import { createStage, endEvent, moved, reach } from '../support/stage.ts'

const nginx = findProgram('nginx') ?? ''
const haproxy = findProgram('haproxy') ?? ''
const stage = createStage()
/** A second of these tests is twenty of Runlight's. */
const factor = 20
let backend: SampleBackend | null = null
afterEach(async () => {
  await backend?.close()
  backend = null
})

/**
 * Numbered events, one every `everyMs` since the first request, each as long as `pad` letters; a new connection is first
 * sent all that are due after the id it names.
 */
function numbering(last: number, everyMs: number, pad = 0): Behaviour {
  let from: number | null = null
  return (request, response) => {
    const start = from ?? Date.now()
    from = start
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    let next = Number(request.headers['last-event-id'] ?? 0) + 1
    const send = () => {
      for (; next <= last && Date.now() >= start + next * everyMs; next++) {
        const ts = new Date((start + next * everyMs) * factor).toISOString()
        response.write(`id: ${next}\ndata: ${JSON.stringify({ n: next, ts, pad: 'x'.repeat(pad) })}\n\n`)
      }
      if (next <= last) return
      clearInterval(timer)
      response.end(endEvent)
    }
    const timer = setInterval(send, 10)
    response.on('close', () => clearInterval(timer))
  }
}

/** One numbered event at each connection, the next after the id it names, and then nothing; the end after the last. */
function oneEach(last: number): Behaviour {
  return (request, response) => {
    const next = Number(request.headers['last-event-id'] ?? 0) + 1
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`id: ${next}\ndata: ${next}\n\n`)
    if (next === last) response.end(endEvent)
  }
}

/** Sixty events that tell when they were truly sent, and a header that switches nginx’s buffering off. */
function sentAtOnce(speed: number): Behaviour {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' })
    let n = 0
    const timer = setInterval(() => {
      const ts = new Date(Date.now() * speed).toISOString()
      response.write(`id: ${++n}\ndata: ${JSON.stringify({ n, ts, pad: 'x'.repeat(300) })}\n\n`)
      if (n < 60) return
      clearInterval(timer)
      response.end(endEvent)
    }, 60)
    response.on('close', () => clearInterval(timer))
  }
}

/** Every number from 1 on, once, and then the end. */
async function expectNumbers(run: number, last: number): Promise<void> {
  const rows = await stage.engine().events(run)
  expect(rows.map(({ id, name }) => id ?? name)).toEqual([
    ...Array.from({ length: last }, (_, i) => `${i + 1}`),
    'end',
  ])
}

const watch = (url: string) => stage.engine().watch(`${url}/s`, { endEvent: 'end' })

/** Resumed each time, nothing missed as soon as ids are seen to count, and the job never said to be lost. */
async function expectCuts(run: number): Promise<void> {
  const [job] = await reach(stage.engine(), run, 'closed')
  expect(job).toBe('completed')
  await expectNumbers(run, 5)
  const { transitions, gaps, attempts } = await stage.engine().call('runs.connection', { run })
  expect(attempts.length).toBe(5)
  expect(transitions.filter((one) => one.job !== null)).toEqual([])
  expect(gaps.length).toBe(attempts.length - 1)
  for (const [i, gap] of gaps.entries())
    expect(gap.missed === 'nothing' || gap.basis === 'no ids' || (i <= 1 && gap.missed === 'unproven')).toBe(
      true,
    )
}

describe('a proxy that cuts streams which are quiet for half a minute', () => {
  test.skipIf(nginx === '')(
    '5: nginx: the stream is resumed, and the job’s state does not flicker',
    async () => {
      await stage.start([oneEach(5)], factor)
      const cut = 'proxy_http_version 1.1; proxy_buffering off; proxy_read_timeout 750ms;'
      const proxy = await startNginx(nginx, stage.server().url, cut)
      stage.closing(proxy.close)
      await expectCuts(await watch(proxy.url))
    },
  )

  test.skipIf(haproxy === '')(
    '5: haproxy: the stream is resumed, and the job’s state does not flicker',
    async () => {
      await stage.start([oneEach(5)], factor)
      const proxy = await startHaproxy(haproxy, stage.server().url, '  timeout server 750ms')
      stage.closing(proxy.close)
      await expectCuts(await watch(proxy.url))
    },
  )
})

describe('a proxy whose server is gone', () => {
  test.skipIf(nginx === '')(
    '7: nginx’s 502 page is a passing fault, and its beginning is kept as text',
    async () => {
      await stage.start([numbering(1, 10)])
      const proxy = await startNginx(nginx, stage.server().url, '')
      stage.closing(proxy.close)
      await stage.server().close()
      const run = await watch(proxy.url)
      expect(await moved(stage.engine(), run, 'waiting')).toEqual([
        null,
        'waiting',
        'The server answered 502 Bad Gateway',
      ])
      const { attempts } = await stage.engine().call('runs.connection', { run })
      expect(attempts[0]?.bodyHead).toMatch(/^<html>[\s\S]*502 Bad Gateway[\s\S]*nginx/)
    },
  )

  test.skipIf(haproxy === '')(
    '7: haproxy’s 503 page is a passing fault, and its beginning is kept as text',
    async () => {
      await stage.start([numbering(1, 10)])
      const proxy = await startHaproxy(haproxy, stage.server().url, '  timeout server 5s\n  retries 0')
      stage.closing(proxy.close)
      await stage.server().close()
      const run = await watch(proxy.url)
      expect(await moved(stage.engine(), run, 'waiting')).toEqual([
        null,
        'waiting',
        'The server answered 503 Service Unavailable',
      ])
      const { attempts } = await stage.engine().call('runs.connection', { run })
      expect(attempts[0]?.bodyHead).toContain('No server is available to handle this request')
    },
  )
})

describe.skipIf(nginx === '')('a proxy that compresses', () => {
  /** An nginx that takes no coding for an answer before one that packs. */
  const packing = async (target: string) => {
    const proxy = await startNginx(
      nginx,
      target,
      'proxy_http_version 1.1; proxy_buffering off; proxy_set_header Accept-Encoding gzip;',
      (port) => `server { listen 127.0.0.1:${port}; gzip on; gzip_types text/event-stream; gzip_min_length 0;
        location / { proxy_pass ${target}; proxy_http_version 1.1; proxy_buffering off; } }`,
    )
    stage.closing(proxy.close)
    return proxy
  }

  test('25: a stream packed by nginx comes event by event, as it was flushed', async () => {
    const answers: ServerResponse[] = []
    await stage.start([
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
        answers.push(response)
      },
    ])
    const proxy = await packing(stage.server().url)
    const run = await watch(proxy.url)
    await expect.poll(() => answers.length, { timeout: 30_000 }).toBe(1)
    // Each is sent when the one before it has been seen.
    for (let n = 1; n <= 6; n++) {
      answers[0]?.write(`id: ${n}\ndata: ${n}\n\n`)
      await stage.engine().until(run, (now) => now.events === n)
    }
    answers[0]?.end(endEvent)
    const [job] = await reach(stage.engine(), run, 'closed')
    expect(job).toBe('completed')
    await expectNumbers(run, 6)
    const { attempts } = await stage.engine().call('runs.connection', { run })
    expect(attempts[0]?.headers).toContainEqual(['content-encoding', 'gzip'])
    expect(attempts[0]?.notices).toBeUndefined()
  })

  test('25: the sample backend’s run is the same when it is packed', async () => {
    backend = await startSampleBackend({ speed: 40 })
    await stage.startEngine(factor)
    const proxy = await packing(backend.url)
    const id = sampleRuns(backend.url).find(({ kind }) => kind === 'flashcards')?.params.run_id ?? ''
    const { run } = await stage.engine().call('runs.add', {
      kind: 'flashcards',
      serverId: null,
      baseUrl: proxy.url,
      params: { run_id: id },
      headers: null,
      title: null,
      evenIfWatched: true,
      retry: true,
    })
    const closed = await stage.engine().until(run, (now) => now.connection.state === 'closed')
    expect([closed.job.state, closed.unreadable]).toEqual(['completed', 0])
    const { attempts } = await stage.engine().call('runs.connection', { run })
    expect(attempts[0]?.headers).toContainEqual(['content-encoding', 'gzip'])
  })
})

describe.skipIf(nginx === '')('a proxy that buffers, as nginx does unless it is told otherwise', () => {
  const words =
    /^Events arrive in bundles: something on the way, mostly a proxy that buffers, holds them back \(here for \d+ s\)\. Let the server send the header “X-Accel-Buffering: no”, or switch the proxy’s response buffering off for this path\.$/

  test('is told by the events’ own times, while the stream goes on', async () => {
    await stage.start([numbering(60, 50, 300)], factor)
    const proxy = await startNginx(nginx, stage.server().url, '')
    stage.closing(proxy.close)
    const run = await watch(proxy.url)
    const told = await stage.engine().until(run, (now) => now.connection.notice !== undefined)
    expect(told.connection.notice).toMatch(words)
    expect(told.connection.state).toMatch(/^(live|quiet|stalled)$/)
    const [job] = await reach(stage.engine(), run, 'closed')
    expect(job).toBe('completed')
    await expectNumbers(run, 60)
    const { attempts } = await stage.engine().call('runs.connection', { run })
    expect(attempts[0]?.notices?.map(({ code }) => code)).toEqual(['held-back'])
  })

  test('is told by events cut in the middle, where they name no time', async () => {
    let sent = 0
    await stage.start(
      [
        (_request, response) => {
          response.writeHead(200, { 'content-type': 'text/event-stream' })
          const timer = setInterval(() => response.write(`data: ${++sent} ${'x'.repeat(300)}\n\n`), 30)
          response.on('close', () => clearInterval(timer))
        },
      ],
      factor,
    )
    const proxy = await startNginx(nginx, stage.server().url, '')
    stage.closing(proxy.close)
    const run = await watch(proxy.url)
    const told = await stage.engine().until(run, (now) => now.connection.notice !== undefined)
    expect(told.connection.notice).toMatch(words)
  })

  test('is told at the end of a stream that came as a whole', async () => {
    await stage.start([numbering(20, 50)], factor)
    const proxy = await startNginx(nginx, stage.server().url, 'proxy_buffers 8 64k; proxy_buffer_size 64k;')
    stage.closing(proxy.close)
    const run = await watch(proxy.url)
    const closed = await stage.engine().until(run, (now) => now.connection.state === 'closed')
    expect([closed.job.state, closed.connection.notice]).toEqual(['completed', expect.stringMatching(words)])
  })

  test('is not told of a stream whose server sends the header that mends it, nor of one that is only slow', async () => {
    // Slower than the other tests: a machine that is busy holds events back, too, for a moment.
    const speed = 4
    await stage.start([sentAtOnce(speed)], speed)
    const proxy = await startNginx(nginx, stage.server().url, '')
    stage.closing(proxy.close)
    const mended = await watch(proxy.url)
    const direct = await watch(stage.server().url)
    for (const run of [mended, direct]) {
      const closed = await stage.engine().until(run, (now) => now.connection.state === 'closed')
      expect([closed.job.state, closed.connection.notice]).toEqual(['completed', undefined])
    }
  })
})
