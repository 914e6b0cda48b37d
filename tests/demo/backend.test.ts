// The server as a whole: how it starts and ends, what it answers that is no stream, and what hundreds of streams cost.

import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type SampleBackend, startSampleBackend } from '../../src/demo/index.ts'
import { watch } from './watch.ts'

let backend: SampleBackend
beforeAll(async () => {
  backend = await startSampleBackend({ speed: 200 })
})
afterAll(() => backend.close())

/** Waits, generously, for what the sockets report in their own time. */
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 20 })

/** The error that starting with `options` is rejected with, as a person and a program see it. */
async function refusal(options: Parameters<typeof startSampleBackend>[0]): Promise<unknown> {
  try {
    const started = await startSampleBackend(options)
    await started.close()
    return 'started'
  } catch (error) {
    if (!(error instanceof Error)) return error
    return { message: error.message, code: 'code' in error ? error.code : null }
  }
}

describe('starting', () => {
  it('says which port is in use and what to do, and keeps the code', async () => {
    expect(await refusal({ port: backend.port })).toEqual({
      message: `Port ${backend.port} on 127.0.0.1 is in use: choose another one, or 0 for any that is free.`,
      code: 'EADDRINUSE',
    })
  })

  it('refuses ports and speeds that are none', async () => {
    expect(await Promise.all([refusal({ port: 70_000 }), refusal({ speed: 0 })])).toEqual([
      { message: '70000 is no port: choose a whole number from 0 to 65535.', code: 'ERR_SOCKET_BAD_PORT' },
      {
        message:
          'The speed of the sample backend must be a number above 0: 1 is real time, 10 ten times as fast.',
        code: null,
      },
    ])
  })

  it('takes the port that it is given once that is free again', async () => {
    const first = await startSampleBackend()
    await first.close()
    const second = await startSampleBackend({ port: first.port })
    expect([second.port, second.url]).toEqual([first.port, `http://127.0.0.1:${first.port}`])
    await second.close()
  })
})

describe('what is no stream', () => {
  it('names the endpoints at the root', async () => {
    const answer = await fetch(backend.url)
    const paths = (await answer.text()).match(/(GET|POST) +\/\S*/g)
    expect({ type: answer.headers.get('content-type'), paths }).toEqual({
      type: 'text/plain; charset=utf-8',
      paths: [
        'GET  /v1/flashcards/runs/{run_id}/events',
        'GET  /v1/videos/requests/{video_uuid}/events',
        'GET  /api/v1/stories/generate/stream',
        'POST /generate-stream',
        'GET  /api/process/stream',
        'GET  /chat',
        'GET  /events/ticker',
        'GET  /events/clock',
        'POST /events/echo',
      ],
    })
  })

  it('answers in JSON, with a sentence, where a request cannot be served', async () => {
    const answers = await Promise.all([
      fetch(`${backend.url}/v2/nothing`),
      fetch(`${backend.url}/v1/flashcards/runs//events`),
      fetch(`${backend.url}/v1/flashcards/runs/%E0%A4%A/events`),
      fetch(`${backend.url}/generate-stream`),
      fetch(`${backend.url}/events/echo`, { method: 'POST', body: ' ' }),
      fetch(`${backend.url}/events/ticker?fault=unsafe`),
    ])
    const bodies = await Promise.all(answers.map((answer) => answer.json()))
    expect(answers.map(({ status, headers }, i) => [status, headers.get('content-type'), bodies[i]])).toEqual(
      [
        [
          404,
          'application/json',
          { detail: 'There is nothing at GET /v2/nothing. GET / names the endpoints.' },
        ],
        [
          404,
          'application/json',
          { detail: 'There is nothing at GET /v1/flashcards/runs//events. GET / names the endpoints.' },
        ],
        [400, 'application/json', { detail: 'The path cannot be decoded. Check its % signs.' }],
        [405, 'application/json', { detail: '/generate-stream is asked for with POST, not GET.' }],
        [422, 'application/json', { detail: 'A body is needed: the text to say again.' }],
        [
          400,
          'application/json',
          { detail: expect.stringMatching(/^There is no fault unsafe for plain\. Known: cut-once,/) },
        ],
      ],
    )
  })

  it('refuses a body of more than a mebibyte', async () => {
    const { status } = await fetch(`${backend.url}/events/echo`, {
      method: 'POST',
      body: 'x'.repeat(1_048_577),
    })
    expect(status).toBe(413)
  })

  it('finds faults by prefix, by query and by name, and takes none for one that only begins like it', async () => {
    const paths = [
      '/gone/v1/videos/requests/one/events',
      '/v1/videos/requests/one/events?fault=gone',
      '/v1/videos/requests/gone-7/events',
      '/ok/v1/videos/requests/gone-7/events',
      '/v1/videos/requests/gonedola/events',
      '/api/v1/stories/generate/stream?child_id=1&theme=silence%20of%20the%20moon',
    ]
    const seen = await Promise.all(paths.map((path) => watch(`${backend.url}${path}`)))
    expect(seen.map(({ status, ending }) => [status, ending])).toEqual([
      [410, 'finished'],
      [410, 'finished'],
      [410, 'finished'],
      [200, 'finished'],
      [200, 'finished'],
      [200, 'finished'],
    ])
  })
})

describe('many streams', () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

  it('cost one timer each at the most, and leave nothing behind when their clients go', async () => {
    const slow = await startSampleBackend({ speed: 1 })
    const before = timers()
    const clients = Array.from({ length: 300 }, (_, i) =>
      request(`${slow.url}${i % 2 === 0 ? '/events/clock' : `/v1/flashcards/runs/run-${i}/events`}`, {
        agent: false,
      }),
    )
    await Promise.all(
      clients.map((client) => {
        client.on('error', () => {})
        client.end()
        return new Promise((resolve) => client.once('response', (answer) => answer.once('data', resolve)))
      }),
    )
    expect(slow.stats()).toMatchObject({ requests: 300, open: 300 })
    expect(timers() - before).toBeLessThanOrEqual(300)
    for (const client of clients) client.destroy()
    await eventually(() => expect(slow.stats().open).toBe(0))
    await eventually(() => expect(timers()).toBeLessThanOrEqual(before))
    await slow.close()
  })

  it('are forgotten when a client leaves before the answer begins, and start no job', async () => {
    const { jobs } = backend.stats()
    const client = new AbortController()
    const slow = fetch(`${backend.url}/slow-start/chat?prompt=tides`, { signal: client.signal }).catch(
      () => 'left',
    )
    await eventually(() => expect(backend.stats().open).toBe(1))
    client.abort()
    expect(await slow).toBe('left')
    await eventually(() => expect(backend.stats().open).toBe(0))
    // Past the twelve seconds of the sample world after which the answer would have begun.
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(backend.stats().jobs).toEqual(jobs)
  })
})

describe('the end', () => {
  it('comes for every open stream at once when the backend is cut, which then serves again', async () => {
    const streams = Array.from({ length: 20 }, () => watch(`${backend.url}/events/clock`))
    await eventually(() => expect(backend.stats().open).toBe(20))
    backend.cut()
    expect(new Set((await Promise.all(streams)).map(({ ending }) => ending))).toEqual(new Set(['lost']))
    await eventually(() => expect(backend.stats().open).toBe(0))
    expect((await watch(`${backend.url}/events/clock`, { enough: 1 })).status).toBe(200)
  })

  it('may be asked for twice, and ends what is still open', async () => {
    const short = await startSampleBackend({ speed: 200 })
    const stream = watch(`${short.url}/events/ticker`)
    await eventually(() => expect(short.stats().open).toBe(1))
    await Promise.all([short.close(), short.close()])
    expect((await stream).ending).toBe('lost')
    await expect(fetch(short.url)).rejects.toThrow()
  })
})
