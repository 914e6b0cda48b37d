// curl through a tap: what it writes, the head that it shows and the code that it ends with are those without one.

import { spawn, spawnSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTappedEngine, type TappedEngine } from '../../support/tapped-engine.ts'
import { beside, type Serve } from './beside.ts'
import { createCanaries } from './canaries.ts'

const isThere = spawnSync('curl', ['--version']).status === 0
if (!isThere)
  process.stdout.write('Tests with curl: skipped, it is not installed (the package curl has it).\n')

type Ended = { readonly code: number | null; readonly out: string }

/** What is one side's own in a head. */
const ofTheHop = /^(connection|keep-alive|transfer-encoding|x-runlight-run|date): .*\r\n/gim

/** Runs it on `url`, with the heads of answers in what it writes; `killAt`: it is killed as soon as it has written this. */
function curl(url: string, args: readonly string[], input = '', killAt = ''): Promise<Ended> {
  const child = spawn('curl', ['-sS', '-i', '--max-time', '60', ...args, url])
  let out = ''
  const take = (text: string) => {
    out += text
    if (killAt !== '' && out.includes(killAt)) child.kill('SIGKILL')
  }
  child.stdout.setEncoding('latin1').on('data', take)
  child.stderr.setEncoding('latin1').on('data', take)
  // It may end before it has read all.
  child.stdin.on('error', () => {}).end(input)
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out: out.replace(ofTheHop, '') }))
  })
}

const events = ['id: 1\ndata: one\n\n', ': still here\n\n', 'id: 2\ndata: two\n\n']
const streaming: Serve = (_request, response) => {
  response.writeHead(200, 'Fine', { 'Content-Type': 'text/event-stream' })
  const rest = [...events]
  const next = () => {
    const one = rest.shift()
    if (one === undefined) response.end()
    else response.write(one, () => setImmediate(next))
  }
  next()
}
const packed: Serve = (request, response) => {
  const isWanted = request.headers['accept-encoding']?.includes('gzip') === true
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    ...(isWanted ? { 'Content-Encoding': 'gzip' } : {}),
  })
  response.end(isWanted ? gzipSync(events.join('')) : events.join(''))
}
/** Its length is said, since Node says it to some versions of HTTP only. */
const echo: Serve = (request, response, body) => {
  const said = Buffer.from(`${request.method} ${request.url}\n${body}`, 'latin1')
  response.writeHead(200, { 'Content-Length': said.length }).end(said)
}
const failing: Serve = (_request, response) => {
  response.writeHead(500, { 'Content-Length': '2' }).end('no')
}
const breaking: Serve = (_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' })
  response.write(events[0], () => response.socket?.destroySoon())
}

describe.skipIf(!isThere)('curl', () => {
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
  const user = `me:${canaries.plant('curl-password')}`

  const played: readonly (readonly [args: string, serve: Serve, input?: string])[] = [
    ['-N', streaming],
    ['-N --http1.0', streaming],
    ['-N --compressed', packed],
    ['-N --user-agent tide/1 -H Accept: -H X-Empty;', packed],
    [`--user ${user} --digest --anyauth`, echo],
    ['--data-binary @-', echo, 'a=1&b=\xe4\0\n'],
    ['-X POST -H Content-Type:application/json --data-binary @-', echo, '{"password": "p"}'],
    ['-X OPTIONS -H Depth:1', echo],
    ['-T - -H Transfer-Encoding:chunked', echo, 'x'.repeat(300_000)],
    ['-T - -H Expect:100-continue --http1.1', echo, 'y'.repeat(5_000)],
    ['--data-binary @- --http1.0', echo, 'z'.repeat(5_000)],
    ['-I', streaming],
    ['-r 0-3 -e http://elsewhere.example/', echo],
    ['--path-as-is', echo],
    ['-f', failing],
    ['-N --raw', breaking],
  ]
  test.each(played.map(([args, ...rest]) => ({ args, rest })))(
    'curl $args',
    async ({ args, rest: [serve, input] }) => {
      const { seen } = await beside(
        engine,
        () => serve,
        (url) => curl(`${url}/a/../b?q=1`, args.split(' '), input),
      )
      expect(seen.out).toMatch(/^HTTP\/1.1 (200|500) /m)
    },
  )

  test('a curl that is killed has gone, and its run says so', async () => {
    const open: Serve = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(events.join(''))
    }
    const { heard } = await beside(
      engine,
      () => open,
      (url) => curl(`${url}/killed`, ['-N'], '', 'two'),
    )
    expect(heard.map(({ end }) => end)).toEqual(['left'])
    const [run] = await engine.came(1, '/killed')
    expect([run?.connection.state, run?.connection.cause, run?.tapped?.client]).toMatchObject([
      'ended-early',
      'The client went away',
      { state: 'gone', agent: expect.stringMatching(/^curl\//) },
    ])
  })
})
