// Faults of redirects: where a stream may lead, and what goes along. Those from https are with TLS.

import { expect, test } from 'vitest'
import { answer, type Behaviour, startSseServer, stream } from '../support/sse-server.ts'
import { createStage, endEvent, reach, states } from '../support/stage.ts'

const stage = createStage()

test.each([301, 302, 303, 307, 308])(
  '13: %i on the same origin is followed, and the next connection asks the first address again',
  async (status) => {
    let streams = 0
    const behave: Behaviour = (request, response, body) => {
      if (request.url === '/s') return answer(status, { location: '/there' })(request, response, body)
      const first = streams++ === 0
      return stream(first ? ['id: 1\ndata: a\n\n'] : [endEvent], first ? 'destroy' : 'end')(
        request,
        response,
        body,
      )
    }
    await stage.start([behave])
    const run = await stage.watch()
    await stage.engine().until(run, (now) => now.connection.state === 'closed')
    expect(stage.server().requests.map(({ url, headers }) => [url, headers['last-event-id']])).toEqual([
      ['/s', undefined],
      ['/there', undefined],
      ['/s', '1'],
      ['/there', '1'],
    ])
    expect((await states(stage.engine(), run)).slice(0, 2)).toEqual(['completed', 'closed'])
    const { attempts } = await stage.engine().call('runs.connection', { run })
    expect(attempts.map(({ redirects }) => redirects)).toEqual([
      [`${stage.server().url}/there`],
      [`${stage.server().url}/there`],
    ])
  },
)

test('14: another origin gets no header of the user’s, not even by way of itself back home, and is shown', async () => {
  const other = await startSseServer([
    (request, response, body) => answer(307, { location: `${home}/back` })(request, response, body),
  ])
  stage.closing(other.close)
  await stage.start([
    (request, response, body) =>
      (request.url === '/s' ? answer(307, { location: `${other.url}/there` }) : stream([endEvent]))(
        request,
        response,
        body,
      ),
  ])
  const home = stage.server().url
  const run = await stage
    .engine()
    .watch(
      `${home}/s`,
      { endEvent: 'end', headers: 'Authorization: Bearer mine' },
      { headers: 'X-Api-Key: mine' },
    )
  await stage.engine().until(run, (now) => now.connection.state === 'closed')
  const sent = [...stage.server().requests, ...other.requests].map(({ url, headers }) => [
    url,
    headers.authorization,
    headers['x-api-key'],
  ])
  expect(sent).toEqual([
    ['/s', 'Bearer mine', 'mine'],
    ['/back', undefined, undefined],
    ['/there', undefined, undefined],
  ])
  const { attempts } = await stage.engine().call('runs.connection', { run })
  expect(attempts[0]?.redirects).toEqual([`${other.url}/there`, `${home}/back`])
  expect((await states(stage.engine(), run)).slice(0, 2)).toEqual(['completed', 'closed'])
})

test.each<[string, Record<string, string>, number, string]>([
  ['a loop', { location: '/s' }, 6, 'The server redirects more than 5 times'],
  ['no target', {}, 1, 'The server redirects (302) without saying where to'],
  ['no URL', { location: 'http://' }, 1, 'The server redirects to something that is no URL'],
])(
  '15: redirects that lead nowhere are refused after at most six requests: %s',
  async (_name, headers, requests, cause) => {
    await stage.start([answer(302, headers)])
    const run = await stage.watch()
    expect(await reach(stage.engine(), run, 'refused')).toEqual(['unknown', 'refused', cause])
    expect(stage.server().requests.length).toBe(requests)
    const { attempts } = await stage.engine().call('runs.connection', { run })
    expect(attempts[0]?.redirects.length).toBe(requests === 6 ? 6 : 0)
  },
)

test('15: a redirect whose own body never ends is left at once', async () => {
  let open = 0
  await stage.start([
    (request, response) => {
      if (request.url !== '/s') return stream([endEvent])(request, response, '')
      response.writeHead(302, { location: '/there' })
      open++
      const timer = setInterval(() => response.write('x'.repeat(1_000)), 5)
      response.on('close', () => {
        open--
        clearInterval(timer)
      })
    },
  ])
  const run = await stage.watch()
  await stage.engine().until(run, (now) => now.connection.state === 'closed')
  await expect.poll(() => open).toBe(0)
})

test.each([
  ['file:', 'file:///etc/passwd'],
  ['data:', 'data:text/event-stream,data:x'],
])('16: a redirect to %s is not followed', async (scheme, location) => {
  await stage.start([answer(302, { location })])
  const run = await stage.watch()
  expect(await reach(stage.engine(), run, 'refused')).toEqual([
    'unknown',
    'refused',
    `The server redirects to ${scheme}, which is not followed`,
  ])
})
