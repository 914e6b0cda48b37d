// The package eventsource through a tap: reconnecting after what it had, obeying the server's time, and giving up where it must.

import { EventSource } from 'eventsource'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTappedEngine, type TappedEngine } from '../../support/tapped-engine.ts'
import { beside, type Serve } from './beside.ts'
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

/** All that the page's code is told until it closes, which it does at an event named `end`, or has to. */
function play(url: string): Promise<unknown[]> {
  return new Promise((resolve) => {
    const told: unknown[] = []
    const source = new EventSource(`${url}/jobs/7/events?access_token=${canaries.plant('es-query')}`, {
      fetch: (input, init) =>
        fetch(input, { ...init, headers: { ...init.headers, 'X-Api-Key': canaries.plant('es-key') } }),
    })
    const over = () => {
      source.close()
      resolve(told)
    }
    source.addEventListener('open', () => told.push('open'))
    source.addEventListener('error', ({ code, message }) => {
      told.push(['error', code ?? null, message ?? null, source.readyState])
      if (source.readyState === EventSource.CLOSED) over()
    })
    source.addEventListener('tide', ({ data, lastEventId }) => told.push(['tide', data, lastEventId]))
    source.addEventListener('message', ({ data, lastEventId }) => told.push([data, lastEventId]))
    source.addEventListener('end', over)
  })
}

/** Two events for each connection, the next after the one that the client names; `how` the first ones end. */
const numbered =
  (how: 'end' | 'cut'): Serve =>
  (request, response, _body, nth) => {
    const from = Number(request.headers['last-event-id'] ?? 0)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`retry: 10\n: a comment\n\nid: ${from + 1}\nevent: tide\ndata: high\ndata: ${nth}\n\n`)
    response.write(`id: ${from + 2}\ndata: low ${nth}\n\n`, () => {
      if (nth === 3) response.end('event: end\ndata: over\n\n')
      else if (how === 'end') response.end()
      else response.socket?.destroySoon()
    })
  }

test.each(['end', 'cut'] as const)(
  'a stream whose connections %s is one run of three attempts',
  async (how) => {
    const { seen, heard } = await beside(engine, () => numbered(how), play)
    expect(seen.filter((one) => one === 'open')).toHaveLength(3)
    expect(seen.at(-1)).toEqual(['low 3', '6'])
    expect(heard.map(({ headers }) => headers.find((one) => /^last-event-id/i.test(one)))).toEqual([
      undefined,
      'Last-Event-ID: 2',
      'Last-Event-ID: 4',
    ])
    const [{ id: run } = { id: 0 }] = await engine.came(1)
    await engine.until(run, ({ events, tapped }) => events === 7 && tapped?.client.state !== 'open')
    const { gaps, attempts } = await engine.call('runs.connection', { run })
    // The third is open: the page had its end, of which the log knows nothing.
    expect(gaps.map(({ missed }) => missed)).toEqual(['nothing', 'nothing', 'open'])
    expect(attempts.map(({ resumedFrom, client }) => [resumedFrom, client?.state === 'cut'])).toEqual([
      [null, how === 'cut'],
      ['2', how === 'cut'],
      ['4', false],
    ])
  },
)

test.each([
  ['a refusal', 401, { 'content-type': 'text/plain' }],
  ['an error', 500, { 'content-type': 'text/event-stream' }],
  ['nothing more', 204, {}],
  ['no stream', 200, { 'content-type': 'text/html' }],
] as const)('%s ends it with the same words', async (_name, status, headers) => {
  const serve: Serve = (_request, response) => response.writeHead(status, headers).end()
  const { seen, heard } = await beside(engine, () => serve, play)
  expect([seen.length, heard.length]).toEqual([1, 1])
})

test('an address that moved is followed through the tap', async () => {
  const serve: Serve = (request, response, body, nth) => {
    if (request.url?.startsWith('/new')) return numbered('end')(request, response, body, 3)
    return response.writeHead(302, { location: nth === 1 ? '/jobs/8' : '/new' }).end()
  }
  const { seen, heard } = await beside(engine, () => serve, play)
  expect(heard.map(({ url }) => url.split('?')[0])).toEqual(['/jobs/7/events', '/jobs/8', '/new'])
  expect(seen).toHaveLength(3)
})
