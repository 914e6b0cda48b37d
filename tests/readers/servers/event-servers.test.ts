// Event streams of the packages that Node's servers make them with: ids, names, comments, the reconnection time, and what is made
// of their ends.

import { getRequestListener } from '@hono/node-server'
import { createSession } from 'better-sse'
import { createEventStream, type EventStream, H3, HTTPError } from 'h3'
import { toNodeHandler } from 'h3/node'
import { Hono } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { removeDir, startEngine, type TestEngine } from '../../support/engine.ts'
import { type Handler, type RealServer, restOf, serveWith, watchToRest } from './watched.ts'

let engine: TestEngine
let server: RealServer

beforeAll(async () => {
  engine = await startEngine()
})
afterEach(async () => {
  await server.close()
})
afterAll(async () => {
  await engine.close()
  removeDir(engine.dataDir)
})

const sheets = [1, 2, 3, 4].map((sheet) => ({ id: String(sheet), sheet }))
/** What a client has not had that comes back after `lastId`. */
const sheetsAfter = (lastId: string) => sheets.filter(({ id }) => Number(id) > Number(lastId || '0'))

describe('better-sse', () => {
  /** A session for each request; the shortest reconnection time that is honoured. */
  const sessions =
    (
      speak: (session: Awaited<ReturnType<typeof createSession>>, end: () => void) => unknown,
      keepAlive: number | null = null,
    ): Handler =>
    async (request, response) => {
      const session = await createSession(request, response, { retry: 500, keepAlive })
      await speak(session, () => response.end())
    }

  test('a cut stream is resumed after the last event, nothing twice', async () => {
    let connections = 0
    server = await serveWith(
      sessions((session, end) => {
        connections++
        const rest = sheetsAfter(session.lastId)
        for (const { id, sheet } of connections === 1 ? rest.slice(0, 2) : rest)
          session.push({ sheet }, 'sheet', id)
        if (connections === 1) return
        session.push('printed', 'done', '5')
        end()
      }),
    )
    const run = await engine.watch(`${server.url}/print`, { endEvent: 'done' })
    await engine.until(run, ({ events }) => events === 2)
    server.cut()
    const { states, events, attempts, gaps } = await restOf(engine, run)
    expect(states).toEqual(['completed', 'closed'])
    expect(events).toEqual([
      ...sheets.map(({ id, sheet }) => ['sheet', id, `{"sheet":${sheet}}`]),
      ['done', '5', '"printed"'],
    ])
    expect(server.asked).toEqual(['GET /print', 'GET /print after 2'])
    expect(attempts.map((one) => one.resumedFrom)).toEqual([null, '2'])
    expect(gaps.map(({ afterSeq, missed }) => [afterSeq, missed])).toEqual([[2, 'nothing']])
  })

  test('its keep-alive is a sign of life and no event', async () => {
    let goOn: () => void = () => {}
    const goingOn = new Promise<void>((resolve) => {
      goOn = resolve
    })
    server = await serveWith(
      sessions(async (session, end) => {
        await goingOn
        session.push({}, 'done')
        end()
      }, 10),
    )
    const run = await engine.watch(server.url, { endEvent: 'done' })
    await engine.until(run, ({ received }) => (received?.comments ?? 0) > 1)
    goOn()
    const { events, attempts, states } = await restOf(engine, run)
    expect([events.map(([name]) => name), states]).toEqual([['done'], ['completed', 'closed']])
    expect(attempts[0]?.notices).toBeUndefined()
  })

  test('progress as JSON is read where a person says so, to its own end', async () => {
    server = await serveWith(
      sessions((session, end) => {
        session.push({ status: 'running', percent: 10, message: 'Reading the pages' })
        session.push({ status: 'running', percent: 60, message: 'Turning them' })
        session.push({ status: 'completed', percent: 100 })
        end()
      }),
    )
    const { job, states } = await watchToRest(engine, server.url, { readAs: 'progress' })
    expect([states, job.progress.percent, job.lastLog?.message]).toEqual([
      ['completed', 'closed'],
      100,
      'Turning them',
    ])
    expect(server.asked).toHaveLength(1)
  })

  test('a failing end has the server’s words, also where text is sent as JSON', async () => {
    server = await serveWith(
      sessions((session, end) => {
        session.push('Tray 2 is open', 'warning')
        session.push('Out of paper', 'failed')
        end()
      }),
    )
    const { job, states } = await watchToRest(engine, server.url, { failEvent: 'failed', endOnClose: 'yes' })
    expect([states, job.cause]).toEqual([['failed', 'closed'], 'Out of paper'])
  })

  test('values of an iterable are events, and the stream’s end is the job’s where it was said to be', async () => {
    server = await serveWith(
      sessions(async (session, end) => {
        await session.iterate(['first', 'second'], { eventName: 'line' })
        end()
      }),
    )
    const { events, states, job } = await watchToRest(engine, server.url, { endOnClose: 'yes' })
    expect(events.map(([name, , data]) => [name, data])).toEqual([
      ['line', '"first"'],
      ['line', '"second"'],
    ])
    expect([states, job.lastLog?.message]).toEqual([['completed', 'closed'], 'second'])
  })
})

describe('hono', () => {
  const app = (
    speak: (stream: SSEStreamingApi, lastId: string) => Promise<void>,
    onError?: (error: Error) => Promise<void>,
  ): Handler => {
    const routes = new Hono().all('/*', (context) =>
      streamSSE(context, (stream) => speak(stream, context.req.header('last-event-id') ?? ''), onError),
    )
    // The engine in this process has use for the globals as they are.
    return getRequestListener(routes.fetch, { overrideGlobalObjects: false })
  }

  test('a cut stream is resumed after the last event, with data of several lines', async () => {
    let connections = 0
    server = await serveWith(
      app(async (stream, lastId) => {
        const first = ++connections === 1
        for (const { id } of first ? sheetsAfter(lastId).slice(0, 3) : sheetsAfter(lastId))
          await stream.writeSSE({ id, event: 'page', data: `page\n${id}`, retry: 500 })
        if (first) await new Promise<void>((resolve) => stream.onAbort(resolve))
        else await stream.writeSSE({ event: 'end', data: '' })
      }),
    )
    const run = await engine.watch(`${server.url}/read`, { endEvent: 'end' })
    await engine.until(run, ({ events }) => events === 3)
    server.cut()
    const { states, events } = await restOf(engine, run)
    expect([states, server.asked]).toEqual([
      ['completed', 'closed'],
      ['GET /read', 'GET /read after 3'],
    ])
    expect(events).toEqual([...sheets.map(({ id }) => ['page', id, `page\n${id}`]), ['end', null, '']])
  })

  const broken = (stream: SSEStreamingApi) =>
    stream.writeSSE({ data: 'Opening the archive' }).then(() => {
      throw new Error('The archive is locked')
    })

  test('what its callback throws is no good end', async () => {
    server = await serveWith(app(broken, async () => {}))
    const { job, states } = await watchToRest(engine, server.url, { method: 'POST', endOnClose: 'yes' })
    expect([states, job.lastLog]).toEqual([
      ['unknown', 'ended-early'],
      { level: 'error', message: 'The archive is locked' },
    ])
    expect(server.asked).toEqual(['POST /'])
  })

  test('what its callback throws is the job’s failure where that was said', async () => {
    server = await serveWith(app(broken, async () => {}))
    const { job, states } = await watchToRest(engine, server.url, { method: 'POST', failEvent: 'error' })
    expect([states, job.cause]).toEqual([['failed', 'closed'], 'The archive is locked'])
  })

  test('a stream that observes and ends without a word is not asked for again by itself', async () => {
    server = await serveWith(app((stream) => stream.writeSSE({ data: 'that was all' })))
    const { states } = await watchToRest(engine, server.url)
    expect([states, server.asked]).toEqual([['unknown', 'ended-early'], ['GET /']])
  })
})

describe('h3', () => {
  const app = (speak: (stream: EventStream, lastId: string) => Promise<void>): Handler => {
    const routes = new H3().all('/**', (event) => {
      const stream = createEventStream(event)
      void speak(stream, event.req.headers.get('last-event-id') ?? '')
      return stream
    })
    return toNodeHandler(routes)
  }

  test('a cut stream is resumed after the last event', async () => {
    let connections = 0
    server = await serveWith(
      app(async (stream, lastId) => {
        const first = ++connections === 1
        await stream.pushComment('welcome')
        await stream.push(
          (first ? sheetsAfter(lastId).slice(0, 1) : sheetsAfter(lastId)).map(({ id }) => ({
            id,
            retry: 500,
            data: id,
          })),
        )
        if (!first) await stream.push({ id: '5', data: '[DONE]' })
        if (!first) await stream.close()
      }),
    )
    const run = await engine.watch(`${server.url}/feed`, { endData: '[DONE]' })
    await engine.until(run, ({ events }) => events === 1)
    server.cut()
    const { states, events, attempts } = await restOf(engine, run)
    expect([states, server.asked]).toEqual([
      ['completed', 'closed'],
      ['GET /feed', 'GET /feed after 1'],
    ])
    expect(events.map(([, id, data]) => [id, data])).toEqual([
      ...sheets.map(({ id }) => [id, id]),
      ['5', '[DONE]'],
    ])
    expect(attempts.map(({ comments }) => comments)).toEqual([1, 1])
  })

  test('a POST that is cut is never asked for again, whatever ids its events have', async () => {
    server = await serveWith(app((stream) => stream.push({ id: '1', retry: 500, data: 'begun' })))
    const run = await engine.watch(server.url, { method: 'POST', endData: '[DONE]' })
    await engine.until(run, ({ events }) => events === 1)
    server.cut()
    const { states } = await restOf(engine, run)
    expect([states, server.asked]).toEqual([['unknown', 'ended-early'], ['POST /']])
  })

  test('events are completed by a search that finds them', async () => {
    server = await serveWith(
      app(async (stream) => {
        await stream.push(JSON.stringify({ state: 'running' }))
        await stream.push(JSON.stringify({ state: 'succeeded' }))
      }),
    )
    const { states } = await watchToRest(engine, server.url, { endWhen: 'data.state:succeeded' })
    expect(states).toEqual(['completed', 'closed'])
  })

  test('a refusal before the stream has the server’s words', async () => {
    const routes = new H3().post('/**', () => {
      throw new HTTPError({ status: 422, statusText: 'Unprocessable', message: 'No such paper size: A11' })
    })
    server = await serveWith(toNodeHandler(routes))
    const { connection, states } = await watchToRest(engine, server.url, { method: 'POST' })
    expect(states).toEqual(['unknown', 'refused'])
    expect(connection.cause).toContain('No such paper size: A11')
  })
})
