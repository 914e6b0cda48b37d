// Faults of the answer: a status, a type or a body that is not a stream of events.

import { afterEach, expect, test, vi } from 'vitest'
import { answer, type Behaviour, stream } from '../support/sse-server.ts'
import { createStage, endEvent, moved, reach, states } from '../support/stage.ts'

const stage = createStage()
afterEach(() => {
  vi.restoreAllMocks()
})

const html = { 'content-type': 'text/html; charset=utf-8' }

test('8: JSON where a stream was expected is refused, and the beginning of it is kept', async () => {
  await stage.start([answer(200, { 'content-type': 'application/json' }, '{"error":"use the other path"}')])
  const run = await stage.watch()
  expect(await reach(stage.engine(), run, 'refused')).toEqual([
    'unknown',
    'refused',
    'The server sent not an event stream but application/json: use the other path',
  ])
  const { attempts } = await stage.engine().call('runs.connection', { run })
  expect([attempts[0]?.bodyHead, stage.server().requests.length]).toEqual([
    '{"error":"use the other path"}',
    1,
  ])
})

test('9: a login page instead of events is asked three times and then refused', async () => {
  await stage.start([answer(200, html, '<html><title>Sign in</title>')])
  const run = await stage.watch()
  expect(await reach(stage.engine(), run, 'refused')).toEqual([
    'unknown',
    'refused',
    'The server sent HTML instead of events: Sign in',
  ])
  expect(stage.server().requests.length).toBe(3)
})

test('10: bytes without events are a stream that is open, with a notice that says so', async () => {
  await stage.start([stream(['{"status": "processing"}\n', '{"status": "processing"}\n'], 'open')], 20)
  const run = await stage.watch()
  const odd = await stage.engine().until(run, (now) => now.connection.notice !== undefined)
  expect(odd.connection.notice).toBe(
    'Bytes arrive, but no events (50 B so far, the first line: “{"status": "processing"}”): what the server sends is no event stream, whatever its type says.',
  )
  expect([odd.events, odd.connection.state]).toEqual([0, expect.stringMatching(/^live$|^quiet$/)])
  const { attempts } = await stage.engine().call('runs.connection', { run })
  expect(attempts[0]?.notices).toEqual([
    { code: 'no-events', at: expect.any(Number), count: 50, first: '{"status": "processing"}' },
  ])
})

test('11: an answer that is empty and over at once is asked for with a growing wait', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.999)
  await stage.serve([stream([])])
  await stage.startEngine(20, {})
  const run = await stage.watch()
  expect(await reach(stage.engine(), run, 'waiting', 6)).toEqual([
    'unknown',
    'waiting',
    'The server ended the stream',
  ])
  const { attempts } = await stage.engine().call('runs.connection', { run })
  const waits = attempts.slice(1, 6).map((one, i) => one.startedAt - (attempts[i]?.endedAt ?? 0))
  for (const [i, least] of [700, 1_600, 3_500, 7_000, 15_000].entries())
    expect(waits[i]).toBeGreaterThanOrEqual(least)
})

test('12: 204 is the end: the run is closed and its job stays as the last event left it', async () => {
  await stage.start([stream(['event: step\ndata: a\n\n'], 'destroy'), answer(204)])
  const run = await stage.watch()
  expect(await reach(stage.engine(), run, 'closed')).toEqual([
    'processing',
    'closed',
    'The server says that there is no more (204 No Content)',
  ])
  expect(stage.server().requests.length).toBe(2)
})

test.each([
  [400, 'The server answered 400 Bad Request'],
  [404, 'The server does not know this job (404 Not Found)'],
  [405, 'The server answered 405 Method Not Allowed'],
  [410, 'The stream is gone (410 Gone)'],
])('17: %i is refused: asked once, with its reason and what the body said', async (status, cause) => {
  await stage.start([answer(status, html, '<h1>no such job</h1>')])
  const run = await stage.watch()
  expect(await reach(stage.engine(), run, 'refused')).toEqual(['unknown', 'refused', cause])
  const { attempts } = await stage.engine().call('runs.connection', { run })
  expect([attempts[0]?.bodyHead, stage.server().requests.length]).toEqual(['<h1>no such job</h1>', 1])
})

/** Lets in who says `Bearer good`. */
const guarded =
  (behave: Behaviour): Behaviour =>
  (request, response, body) =>
    (request.headers.authorization === 'Bearer good' ? behave : answer(401))(request, response, body)

async function watchGuarded(behaviours: readonly Behaviour[], token: string) {
  await stage.start(behaviours)
  const draft = {
    name: 's',
    baseUrl: stage.server().url,
    auth: 'bearer' as const,
    caPem: null,
    proxyUrl: null,
  }
  const { id } = await stage.engine().call('servers.save', { ...draft, id: null, secret: token })
  stage.closing(() => stage.engine().call('servers.remove', { id }))
  const { run } = await stage.engine().call('runs.add', {
    kind: 'flashcards',
    serverId: id,
    baseUrl: null,
    params: { run_id: '1' },
    headers: null,
    title: null,
    evenIfWatched: false,
    retry: true,
  })
  return { run, give: (secret: string) => stage.engine().call('servers.save', { ...draft, id, secret }) }
}

test.each([
  [401, 'Needs credentials (401 Unauthorized)'],
  [403, 'Needs credentials (403 Forbidden)'],
])(
  '18: %i at the beginning asks for credentials and for nothing else until they change',
  async (status, cause) => {
    const done = stream(['event: end\ndata: {"status":"completed"}\n\n'])
    const { run, give } = await watchGuarded([answer(status), guarded(done)], 'old')
    expect(await reach(stage.engine(), run, 'refused')).toEqual(['unknown', 'refused', cause])
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(stage.server().requests.length).toBe(1)
    await give('good')
    expect((await reach(stage.engine(), run, 'closed')).slice(0, 2)).toEqual(['completed', 'closed'])
    expect(stage.server().requests.length).toBe(2)
  },
)

test('19: a token that expires in the middle keeps the run and its id, and asks for credentials', async () => {
  const { run, give } = await watchGuarded(
    [
      stream(['id: 7\nevent: set\ndata: {"id":1,"title":"One"}\n\n'], 'destroy'),
      answer(401),
      guarded(stream(['id: 8\nevent: end\ndata: {"status":"completed"}\n\n'])),
    ],
    'old',
  )
  expect(await reach(stage.engine(), run, 'refused')).toEqual([
    'unknown',
    'refused',
    'Needs credentials (401 Unauthorized)',
  ])
  expect((await stage.engine().summary(run)).events).toBe(1)
  await give('good')
  await stage.engine().until(run, (now) => now.connection.state === 'closed')
  expect(stage.server().requests.at(-1)?.headers['last-event-id']).toBe('7')
  expect((await states(stage.engine(), run)).slice(0, 2)).toEqual(['completed', 'closed'])
})

const inNineSeconds = () => new Date(Date.now() + 9_000).toUTCString()
const answered = (status: number) =>
  `The server answered ${status} ${status === 429 ? 'Too Many Requests' : 'Service Unavailable'}`

test.each<[string, number, string, number, number]>([
  ['seconds', 429, '7', 7_000, 7_000],
  ['an HTTP date', 503, 'date', 5_000, 9_000],
  ['a year', 429, '31536000', 600_000, 600_000],
])('20: Retry-After is obeyed up to ten minutes: %s', async (_name, status, header, least, most) => {
  const value = header === 'date' ? inNineSeconds() : header
  await stage.start([answer(status, { 'retry-after': value })], 1)
  const run = await stage.watch()
  const { job, connection } = await stage.engine().until(run, (now) => now.connection.state === 'waiting')
  expect([job.state, connection.cause]).toEqual(['pending', answered(status)])
  const wait = (connection.retryAt ?? 0) - connection.since
  expect(wait).toBeGreaterThanOrEqual(least)
  expect(wait).toBeLessThanOrEqual(most)
})

test.each<[string, number, Record<string, string>]>([
  ['nonsense', 503, { 'retry-after': 'soon' }],
  ['at once', 503, { 'retry-after': '0' }],
  ['nothing', 429, {}],
])('20: a Retry-After that says %s leaves it to the back-off', async (_name, status, headers) => {
  await stage.start([answer(status, headers), stream([endEvent])])
  const run = await stage.watch()
  expect(await moved(stage.engine(), run, 'waiting')).toEqual([null, 'waiting', answered(status)])
  expect((await reach(stage.engine(), run, 'closed')).slice(0, 2)).toEqual(['completed', 'closed'])
})

test.each([
  [408, 'Request Timeout'],
  [425, 'Too Early'],
  [500, 'Internal Server Error'],
  [502, 'Bad Gateway'],
  [503, 'Service Unavailable'],
  [504, 'Gateway Timeout'],
])('21: %i passes: it is asked again', async (status, words) => {
  await stage.start([answer(status), stream([endEvent])])
  const run = await stage.watch()
  await stage.engine().until(run, (now) => now.connection.state === 'closed')
  const { transitions } = await stage.engine().call('runs.connection', { run })
  expect(transitions.map(({ state, cause, job }) => [state, cause, job]).slice(0, 3)).toEqual([
    ['connecting', null, null],
    ['waiting', `The server answered ${status} ${words}`, null],
    ['connecting', null, null],
  ])
  expect((await states(stage.engine(), run)).slice(0, 2)).toEqual(['completed', 'closed'])
})
