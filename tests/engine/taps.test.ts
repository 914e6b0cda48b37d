// The taps of the settings, and the one of a command: what is changed at once, what is gone, what cannot be had, and the end.

import { afterEach, expect, test } from 'vitest'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { createHandTap } from '../support/hand-tap.ts'

let engine: TestEngine | null = null
const dirs: string[] = []
afterEach(async () => {
  await engine?.close()
  engine = null
  for (const dir of dirs.splice(0)) removeDir(dir)
})

const newDir = () => {
  const dir = freshDir()
  dirs.push(dir)
  return dir
}
const own = (listen: string) => ({
  listen,
  target: { to: 'https://api.example.com', caPem: null, proxyUrl: null },
  serverId: null,
  kind: null,
  readAs: null,
})
const server = (name: string) => ({
  id: null,
  name,
  baseUrl: `https://${name}.example.com`,
  auth: 'none' as const,
  secret: null,
  caPem: null,
  proxyUrl: null,
})
const tapOf = (serverId: number, name: string) => ({ serverId, name, kind: null, readAs: null })

test('two taps that are switched on at the same time are both there', async () => {
  engine = await startEngine({ dataDir: newDir(), taps: { port: createHandTap().port, own: null } })
  const { call } = engine
  const one = await call('servers.save', server('one'))
  const two = await call('servers.save', server('two'))
  await Promise.all([call('taps.save', tapOf(one.id, 'one')), call('taps.save', tapOf(two.id, 'two'))])
  expect((await call('taps.list', {})).taps.map(({ name }) => name)).toEqual(['one', 'two'])
})

test('the name of a tap whose server was removed is free', async () => {
  engine = await startEngine({ dataDir: newDir(), taps: { port: createHandTap().port, own: null } })
  const { call } = engine
  const one = await call('servers.save', server('one'))
  await call('taps.save', tapOf(one.id, 'api'))
  await call('servers.remove', { id: one.id })
  const two = await call('servers.save', server('two'))
  await call('taps.save', tapOf(two.id, 'api'))
  expect((await call('taps.list', {})).taps).toMatchObject([{ name: 'api', serverId: two.id }])
  expect((await call('settings.get', {})).taps.servers).toHaveLength(1)
})

test('a tap that cannot be opened leaves the data folder free', async () => {
  const dataDir = newDir()
  const taps = { port: createHandTap().port, own: own('no address') }
  await expect(startEngine({ dataDir, taps })).rejects.toMatchObject({ code: 'bad-input' })
  engine = await startEngine({ dataDir })
  expect((await engine.call('runs.snapshot', {})).runs).toEqual([])
})

test('what a user agent has of a secret is neither stored nor shown', async () => {
  const tap = createHandTap()
  engine = await startEngine({ dataDir: newDir(), taps: { port: tap.port, own: own('127.0.0.1:4319') } })
  const token = `ghp_${'aB3'.repeat(12)}`
  const exchange = tap.ask('/events', { client: { address: '127.0.0.1', agent: `app/1 (${token})` } })
  exchange.streams(['data: 1\n\n'])
  const { call } = engine
  await expect.poll(async () => (await call('runs.snapshot', {})).runs[0]?.events).toBe(1)
  const [run] = (await call('runs.snapshot', {})).runs
  const { attempts } = await call('runs.connection', { run: run?.id ?? 0 })
  expect(run?.tapped?.client.agent).toMatch(/^app\/1 /)
  expect(JSON.stringify([run, attempts])).not.toContain(token)
})

test('a stream that begins while Runlight closes is a run, and says so', async () => {
  const tap = createHandTap()
  const dataDir = newDir()
  const defects: unknown[] = []
  const first = await startEngine({
    dataDir,
    taps: { port: tap.port, own: own('127.0.0.1:4319') },
    onDefect: (_where, thrown) => defects.push(thrown),
  })
  const asked = Array.from({ length: 50 }, (_, i) => tap.ask(`/events/${i}`))
  const closing = first.close()
  for (const exchange of asked) exchange.streams(['data: 1\n\n'])
  await closing
  expect(defects).toEqual([])
  engine = await startEngine({ dataDir })
  const { runs } = await engine.call('runs.snapshot', {})
  expect(new Set(runs.map(({ connection }) => connection.cause))).toEqual(new Set(['Runlight was closed']))
})

const opened = async () => {
  const tap = createHandTap()
  engine = await startEngine({ dataDir: newDir(), taps: { port: tap.port, own: own('127.0.0.1:4319') } })
  return { tap, ...engine }
}

test('a stream that Runlight itself lost sight of rests, and says so', async () => {
  const { tap, call, until } = await opened()
  const exchange = tap.ask('/events')
  exchange.streams(['data: 1\n\n'])
  await expect.poll(async () => (await call('runs.snapshot', {})).runs[0]?.events).toBe(1)
  const [run] = (await call('runs.snapshot', {})).runs
  exchange.lost()
  const left = await until(run?.id ?? 0, ({ connection }) => connection.state === 'ended-early')
  expect(left).toMatchObject({
    connection: { cause: expect.stringContaining('Runlight made a mistake') },
    tapped: { client: { state: 'unknown' } },
  })
})

test('an answer to HEAD is no run, whatever its type says', async () => {
  const { tap, call } = await opened()
  const exchange = tap.ask('/events', { method: 'HEAD' })
  exchange.streams([])
  exchange.ended({ type: 'finished' }, 0)
  await expect
    .poll(async () => (await call('taps.list', {})).taps[0]?.counts)
    .toMatchObject({ requests: 1, streams: 0, others: 1, unrecorded: 0 })
  expect((await call('runs.snapshot', {})).runs).toEqual([])
})
