// Alerts that go outward: over real sockets, to servers that fail, stall, repeat and hang up, on a clock that is moved by hand.

import { createHmac } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import type { ChannelDraft } from '../../src/core/alerts/channel.ts'
import { newRule } from '../../src/core/alerts/new-rule.ts'
import type { Rule } from '../../src/core/alerts/rule.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import { createChannelBook } from '../../src/engine/alerts/outward/channel-book.ts'
import { cleaner, createSend } from '../../src/engine/alerts/outward/send.ts'
import { createAgents } from '../../src/engine/connection/agents.ts'
import { createSessionSecrets } from '../../src/engine/index.ts'
import { makeRun } from '../renderer/make-run.ts'
import { createAlertStage } from '../support/alert-stage.ts'
import { answer, type Behaviour, type SseServer, startSseServer } from '../support/sse-server.ts'

const key = 'whsec_c2lnbmVkIGJ5IHRoaXM='
const hook = (url: string, more: Partial<ChannelDraft> = {}): ChannelDraft =>
  ({
    type: 'webhook',
    name: 'Ops',
    enabled: true,
    atLeast: 'info',
    url,
    secret: key,
    ...more,
  }) as ChannelDraft

let server: SseServer
const agents = createAgents()
afterEach(() => server.close())

/** A rule that tells the one channel there is, on a server that behaves so. */
async function stageWith(behaviours: readonly Behaviour[], more: Partial<ChannelDraft> = {}) {
  server = await startSseServer(behaviours)
  const settings = new Map<string, string>()
  const log = {
    setting: async (name: string) => settings.get(name) ?? null,
    setSetting: async (name: string, value: string) => void settings.set(name, value),
  }
  const book = createChannelBook({
    log,
    secrets: createSessionSecrets(),
    learn: () => {},
    commands: () => null,
  })
  const channel = await book.save(null, hook(`${server.url}/hook`, more))
  const tell = { desktop: true, sound: true, channels: [channel.id] }
  const rules: Rule[] = [
    {
      ...newRule({ type: 'failed' }, { severity: 'critical', together: null, tell }),
      id: 'failed',
      since: 0,
    },
    {
      ...newRule({ type: 'stalled', forMs: 0, beats: 1 }, { together: null, tell }),
      id: 'stalled',
      since: 0,
    },
  ]
  const stage = createAlertStage(rules, null, (clock) => ({
    channels: book,
    send: createSend({ agents, clock, dataDir: '/', commands: () => null, hide: (text) => text }),
    clean: cleaner((text) => text),
    random: () => 0,
  }))
  await stage.start()
  const run = (state: RunSummary['connection']['state'], job: Partial<RunSummary['job']> = {}) =>
    makeRun({ createdAt: 0, askedAt: 0, events: 3, job, connection: { state, since: stage.clock.now() } })
  const deliveries = () => stage.alerts.flatMap((alert) => alert.deliveries)
  return {
    ...stage,
    book,
    channel,
    deliveries,
    /** Waits, with the clock standing still, until the deliveries are so. */
    until: (expected: readonly object[]) => expect.poll(() => deliveries()).toMatchObject(expected),
    stall: () => stage.is(run('stalled')),
    fail: () =>
      stage.is(run('closed', { state: 'failed', cause: 'no GPU left', finishedAt: stage.clock.now() })),
    back: () => stage.is(run('live')),
  }
}

const dropped: Behaviour = (request) => void request.socket.destroy()

test('a message is sent until it is taken, under one key and signed each time, and then never again', async () => {
  const stage = await stageWith([
    answer(503, {}, 'try later'),
    dropped,
    answer(429, { 'retry-after': '60' }),
    answer(200, {}, 'ok'),
  ])
  stage.fail()
  await stage.until([{ news: 'fired', state: 'waiting', tries: 1, nextAt: 5_000 }])
  expect(stage.deliveries()[0]?.answer).toBe('It was not taken (503 Service Unavailable): “try later”.')
  await stage.pass(4)
  expect(server.requests.length).toBe(1)
  await stage.pass(1)
  await stage.until([{ state: 'waiting', tries: 2, nextAt: 15_000 }])
  await stage.pass(10)
  // What the receiver asks for is more than the back-off.
  await stage.until([{ state: 'waiting', tries: 3, nextAt: 75_000 }])
  await stage.pass(60)
  await stage.until([{ state: 'sent', tries: 4, at: 75_000, nextAt: null }])
  await stage.restart()
  await stage.pass(200)
  expect(server.requests.length).toBe(4)

  const [alert] = stage.alerts
  const ids = server.requests.map(({ headers }) => headers['idempotency-key'])
  expect(new Set(ids)).toEqual(new Set([`${stage.channel.id}.${alert?.id}.${alert?.at.toString(36)}.fired`]))
  expect(new Set(server.requests.map(({ body }) => body)).size).toBe(1)
  for (const { headers, body } of server.requests) {
    const signed = createHmac('sha256', Buffer.from(key.slice(6), 'base64'))
      .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
      .digest('base64')
    expect(headers['webhook-signature']).toBe(`v1,${signed}`)
  }
  expect(server.requests.map(({ headers }) => headers['webhook-timestamp'])).toEqual(['0', '5', '15', '75'])
  expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({ version: 1, event: 'fired', run: 1 })
})

test('a receiver that never answers is left, and what waits survives a restart and is sent once', async () => {
  let stalls = true
  const stage = await stageWith([
    (_request, response) => {
      if (!stalls) response.writeHead(204).end()
    },
  ])
  stage.fail()
  await expect.poll(() => server.requests.length).toBe(1)
  await stage.pass(15)
  await stage.until([{ state: 'waiting', tries: 1, answer: 'It did not answer within 15 s.' }])
  stalls = false
  await stage.restart()
  await stage.pass(5)
  await stage.until([{ state: 'sent', tries: 2 }])
  await stage.pass(60)
  expect(
    server.requests.map(
      ({ headers }) => headers['idempotency-key'] === server.requests[0]?.headers['idempotency-key'],
    ),
  ).toEqual([true, true])
})

test('a refusal is final, and a redirect is one: nothing is sent to where it leads', async () => {
  const elsewhere = await startSseServer([answer(200)])
  for (const behaviour of [answer(401, {}, 'no'), answer(307, { location: elsewhere.url })]) {
    const stage = await stageWith([behaviour])
    stage.fail()
    await stage.until([{ state: 'failed', tries: 1, nextAt: null }])
    await stage.pass(100)
    expect(server.requests.length).toBe(1)
    await server.close()
  }
  expect(elsewhere.requests).toEqual([])
  await elsewhere.close()
})

test('that it is over is told after that it began, and not where that was given up', async () => {
  const stage = await stageWith([answer(500), answer(200)])
  stage.stall()
  await stage.until([{ news: 'fired', state: 'waiting', tries: 1 }])
  stage.back()
  await stage.until([{ news: 'fired' }, { news: 'resolved', state: 'waiting', tries: 0 }])
  await stage.pass(5)
  await stage.until([
    { news: 'fired', state: 'sent' },
    { news: 'resolved', state: 'sent' },
  ])
  expect(server.requests.map(({ body }) => JSON.parse(body).event)).toEqual(['fired', 'fired', 'resolved'])
  await server.close()

  const away = await stageWith([answer(500), answer(403)])
  away.stall()
  await away.until([{ state: 'waiting', tries: 1 }])
  away.back()
  await away.until([{ news: 'fired' }, { news: 'resolved' }])
  await away.pass(5)
  await away.until([
    { state: 'failed' },
    { state: 'failed', tries: 0, answer: expect.stringContaining('never taken') },
  ])
})

test('someone who has seen it does not keep the receiver from hearing that it is over', async () => {
  const stage = await stageWith([answer(200)])
  stage.stall()
  await stage.until([{ state: 'sent' }])
  stage.judge().acknowledge(stage.alerts, 'mine')
  await stage.judge().outbox.settled()
  await stage.restart()
  stage.back()
  await stage.until([
    { news: 'fired', state: 'sent' },
    { news: 'resolved', state: 'sent' },
  ])
})

test('a channel that is switched off or removed says so where something waits for it, and a rule that names it too', async () => {
  const stage = await stageWith([answer(500)])
  stage.stall()
  await stage.until([{ state: 'waiting', tries: 1 }])
  await stage.book.save(stage.channel.id, hook(`${server.url}/hook`, { enabled: false, secret: null }))
  stage.judge().courier.wake(stage.channel.id)
  await stage.until([{ state: 'failed', answer: 'Not sent: the channel was switched off.' }])
  await stage.book.remove(stage.channel.id)
  stage.fail()
  await expect
    .poll(() => stage.alerts.at(-1)?.deliveries)
    .toMatchObject([{ state: 'failed', answer: expect.stringContaining('was removed') }])
})

test('changes of channels follow one another, what a later Runlight wrote stays, and an address gives no word away as a secret', async () => {
  server = await startSseServer([])
  const later = { id: 'c9', type: 'carrier-pigeon', loft: 4 }
  const settings = new Map([['channels', JSON.stringify([later])]])
  const learnt: string[] = []
  const stored = () => JSON.parse(settings.get('channels') ?? '') as { id: string }[]
  const bookNow = async () => {
    const book = createChannelBook({
      log: {
        setting: async (name) => settings.get(name) ?? null,
        setSetting: async (name, value) => void settings.set(name, value),
      },
      secrets: createSessionSecrets(),
      learn: (secret) => void learnt.push(secret),
      commands: () => null,
    })
    await book.load()
    return book
  }
  const book = await bookNow()
  const address =
    'https://h.example/services/webhooks/T0KNOWN12/my-webhook?token=abcdefgh1&channel=operations'
  const [a, b] = await Promise.all([
    book.save(null, hook(address)),
    book.save(null, hook('https://b.example/x')),
  ])
  await Promise.all([book.remove(b.id), book.save(a.id, hook(address, { name: 'Renamed' }))])
  expect(stored()).toEqual([expect.objectContaining({ id: a.id, name: 'Renamed' }), later])
  expect((await bookNow()).list()).toMatchObject([{ id: a.id }])

  expect(learnt).toEqual(expect.arrayContaining([address, 'T0KNOWN12', 'abcdefgh1']))
  for (const word of ['services', 'webhooks', 'my-webhook', 'operations']) expect(learnt).not.toContain(word)

  settings.set('channels', 'no list')
  const other = await bookNow()
  await other.save(null, hook('https://b.example/x'))
  expect(stored()).toEqual([expect.objectContaining({ name: expect.any(String) }), 'no list'])
})
