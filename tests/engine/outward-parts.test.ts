// Parts of what goes outward: bodies as receivers want them, commands with hostile words in their arguments, and the calls
// that make channels, with their secrets kept out of everything.

import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Alert, Delivery } from '../../src/core/alerts/alert.ts'
import type { ChannelDraft } from '../../src/core/alerts/channel.ts'
import { requestOf } from '../../src/engine/alerts/outward/bodies.ts'
import { readCommands } from '../../src/engine/alerts/outward/commands-file.ts'
import { settled } from '../../src/engine/alerts/outward/deliveries.ts'
import { messageOf, messageSchema, testMessage } from '../../src/engine/alerts/outward/message.ts'
import { later } from '../../src/engine/alerts/outward/outcome.ts'
import { runCommand } from '../../src/engine/alerts/outward/run-command.ts'
import { systemClock } from '../../src/engine/base/clock.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { needsUnix } from '../support/needs.ts'
import { answer, type SseServer, startSseServer } from '../support/sse-server.ts'

const hostile = '$(touch pwned) `id` "; rm -rf / #\n--config=/etc/passwd <!channel> & é'
const alert: Alert = {
  id: 7,
  rule: 'stalled',
  ruleName: 'A run stalls',
  type: 'stalled',
  severity: 'critical',
  run: 3,
  runs: [],
  many: null,
  title: hostile,
  kind: 'videos',
  server: 'staging',
  at: 1_700_000_000_000,
  since: 1_699_999_990_000,
  cause: 'silent for 31 s',
  seq: 12,
  afterSeq: 12,
  lasting: true,
  resolvedAt: 1_700_000_060_000,
  resolution: 'back after 1 min',
  acknowledgedAt: null,
  note: null,
  silent: null,
  tell: { desktop: true, sound: true },
  deliveries: [],
}
const fired = messageOf(alert, 'c', 'fired', (text) => text)
const resolved = messageOf(alert, 'c', 'resolved', (text) => text)
const body = (type: 'slack' | 'ntfy' | 'pagerduty', message = fired, url = 'https://h.example/a/topic-1') =>
  JSON.parse(requestOf({ type, url, secret: 'k'.repeat(32) }, message, 0).body)

let dataDir: string
let engine: TestEngine
let server: SseServer

beforeAll(async () => {
  dataDir = freshDir()
  server = await startSseServer([answer(200, {}, 'ok')])
  engine = await startEngine({ dataDir, commands: true })
})
afterAll(async () => {
  await engine.close()
  await server.close()
  removeDir(dataDir)
})

test('docs/alert.schema.json is made of the message, and the messages fit it', async () => {
  const schema = {
    description: 'What a webhook and a command get: docs/alert-channels.md.',
    ...z.toJSONSchema(messageSchema),
  }
  const path = join(import.meta.dirname, '../../docs/alert.schema.json')
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(path)
  for (const message of [fired, resolved, testMessage('t', 0)])
    expect(messageSchema.parse(message)).toEqual(message)
  expect({ fired: fired.id, resolved: resolved.id, over: resolved.resolution, link: fired.link }).toEqual({
    fired: 'c.7.loyw3v28.fired',
    resolved: 'c.7.loyw3v28.resolved',
    over: 'back after 1 min',
    link: 'runlight://run/3/event/12',
  })
})

test('Slack, ntfy and PagerDuty get what they ask for, and no words of strangers are a mention there', () => {
  const slack = body('slack')
  expect(slack).toMatchObject({
    text: expect.stringMatching(/^Critical: /),
    attachments: [{ color: '#dc2626', text: 'silent for 31 s' }],
  })
  expect(JSON.stringify(slack)).not.toContain('<!channel>')
  expect(body('slack', resolved).attachments[0]).toMatchObject({
    color: '#16a34a',
    text: 'back after 1 min (it was: silent for 31 s)',
  })
  const request = requestOf({ type: 'ntfy', url: 'https://h.example/a/topic-1', secret: 'tk_1' }, fired, 0)
  expect(request).toMatchObject({ url: 'https://h.example/a/', headers: { authorization: 'Bearer tk_1' } })
  expect(body('ntfy')).toMatchObject({
    topic: 'topic-1',
    priority: 5,
    message: 'silent for 31 s',
    click: fired.link,
  })
  expect(body('ntfy', resolved)).toMatchObject({ priority: 3, tags: ['white_check_mark', 'runlight'] })
  const trigger = body('pagerduty')
  expect(trigger).toMatchObject({
    routing_key: 'k'.repeat(32),
    event_action: 'trigger',
    payload: {
      severity: 'critical',
      source: 'staging',
      timestamp: '2023-11-14T22:13:20.000Z',
      class: 'stalled',
    },
  })
  expect(body('pagerduty', resolved)).toEqual({
    routing_key: 'k'.repeat(32),
    event_action: 'resolve',
    dedup_key: trigger.dedup_key,
  })
  expect(requestOf({ type: 'pagerduty', url: null, secret: 'k' }, fired, 0).url).toBe(
    'https://events.pagerduty.com/v2/enqueue',
  )
})

test('what nobody takes is tried for a day, ever less often and never at once with others, and then given up', () => {
  const tried = (random: number) => {
    const times: number[] = []
    let delivery: Partial<Delivery> & { tries: number } = { tries: 0, nextAt: 0 }
    while (delivery.nextAt !== null && delivery.nextAt !== undefined) {
      times.push(delivery.nextAt)
      delivery = { ...delivery, ...settled(delivery, later('No answer.'), 0, delivery.nextAt, random) }
    }
    return { times, delivery }
  }
  const { times, delivery } = tried(0)
  const gaps = times.slice(1).map((at, i) => (at - (times[i] ?? 0)) / 1_000)
  expect(gaps.slice(0, 12)).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 3_600, 3_600])
  expect(times.at(-1)).toBeLessThanOrEqual(24 * 3_600_000)
  expect(delivery).toMatchObject({
    state: 'failed',
    tries: times.length,
    answer: `Given up after ${times.length} tries in 23 h 25 min. No answer.`,
  })
  expect(tried(1).times.slice(0, 3)).toEqual([0, 2_500, 7_500])
})

const file = () => join(dataDir, 'commands.json')
const write = (commands: object | string) =>
  writeFileSync(file(), typeof commands === 'string' ? commands : JSON.stringify(commands), { mode: 0o600 })

const onUnix = needsUnix('commands of alerts', 'bits of permission')

test.skipIf(!onUnix)(
  'a commands file is refused with its reason where it is not whole or not its owner’s alone',
  () => {
    const problem = (commands: object | string) => {
      write(commands)
      return readCommands(dataDir).problem
    }
    expect(problem('{')).toMatch(/^commands.json: it is no JSON/)
    expect(problem({ a: { run: ['page'] } })).toMatch(/a: give the whole path of the program/)
    expect(problem({ a: { run: ['/bin/{title}'] } })).toMatch(/no placeholder/)
    expect(problem({ a: { run: ['/bin/echo', '{titel}'] } })).toMatch(
      /there is no \{titel\}\. There are \{event\}/,
    )
    expect(problem({ a: { run: ['/bin/echo'], shell: true } })).toMatch(/^commands.json: a/)
    expect(problem({ 'a b': { run: ['/bin/echo'] } })).toMatch(/letters, digits/)
    expect(problem({ a: { run: ['/bin/echo', '{title}'] } })).toBeNull()
    const problems = [0o606, 0o660, 0o644].map((mode) => {
      chmodSync(file(), mode)
      return readCommands(dataDir).problem
    })
    chmodSync(file(), 0o600)
    const others = expect.stringMatching(/others than its owner may write it.*chmod go-w/)
    expect(problems).toEqual([others, others, null])
  },
)

const run = (given: readonly string[], timeoutMs = 10_000) =>
  runCommand({ run: given, timeoutMs }, fired, {
    cwd: dataDir,
    clock: systemClock,
    clean: (text) => text,
    signal: new AbortController().signal,
  })

test('hostile words stay in their one argument, as they are, and are no option', async () => {
  const script = 'process.stdin.resume(); console.log(JSON.stringify(process.argv.slice(1)))'
  const given = [process.execPath, '-e', script, '--', '--title', '{title}', 'a{type}b', '{cause} {link}']
  const { result, status, sentence } = await run(given)
  expect({ result, status }).toEqual({ result: 'sent', status: 0 })
  const [, said = ''] = /“(.*)”\.$/.exec(sentence) ?? []
  expect(JSON.parse(said)).toEqual([
    '--title',
    '$(touch pwned) `id` "; rm -rf / # --config=/etc/passwd <!channel> & é',
    'astalledb',
    'silent for 31 s runlight://run/3/event/12',
  ])
  expect(readdirSync(dataDir)).not.toContain('pwned')
  const option = await runCommand(
    { run: [process.execPath, '-e', 'console.log(process.argv[1])', '--', '{title}'], timeoutMs: 10_000 },
    { ...fired, title: '-rf' },
    { cwd: dataDir, clock: systemClock, clean: (text) => `[${text}]`, signal: new AbortController().signal },
  )
  expect(option.sentence).toContain('“[ -rf ]”')
})

test('a command gets the message, none of the environment’s secrets, and is told of by how it ended', async () => {
  process.env.SERVICE_TOKEN = 'not-for-commands'
  const script = `let all = ''
process.stdin.on('data', (part) => (all += part)).on('end', () => {
  console.log(JSON.parse(all).alert, process.env.SERVICE_TOKEN); process.exit(3) })`
  expect(await run([process.execPath, '-e', script])).toMatchObject({
    result: 'refused',
    status: 3,
    sentence: expect.stringMatching(/^It ended with 3 after .*: “7 undefined”\.$/),
  })
  delete process.env.SERVICE_TOKEN
  expect(await run([process.execPath, '-e', 'process.exit(75)'])).toMatchObject({
    result: 'later',
    status: 75,
  })
  expect(await run([process.execPath, '-e', 'setInterval(() => {}, 1e6)'], 200)).toMatchObject({
    result: 'refused',
    sentence: 'It ran longer than 0.2 s and was ended.',
  })
  expect(await run([join(dataDir, 'nowhere')])).toMatchObject({
    result: 'refused',
    sentence: 'The program is not there: check its path in commands.json.',
  })
})

const shared = { name: 'Ops', enabled: true, atLeast: 'info' } as const
const token = 'T0PATHSECRET/B0SECOND/cnry0channelZsecret9kX'

test('channels are made, tried and changed by calls, and their secrets are in no answer, no push and no file', async () => {
  const slackUrl = () => `${server.url}/services/${token}`
  const slack = await engine.call('channels.save', {
    id: null,
    channel: { type: 'slack', ...shared, secret: slackUrl() },
  })
  expect(slack).toMatchObject({ url: server.url, hidesUrl: true, hasSecret: true, needsSecret: false })
  const hook: ChannelDraft = {
    type: 'webhook',
    ...shared,
    url: `${server.url}/hook?token=cnry0channelZurl9kX`,
    secret: 'cnry0channelZhmac9kX',
  }
  const saved = await engine.call('channels.save', { id: null, channel: hook })
  expect(saved.url).toBe(`${server.url}/hook?token=•••`)
  // As a form sends it back: the address as it was shown, and no secret.
  const edited = { ...hook, name: 'Ops 2', url: saved.url ?? '', secret: null }
  await engine.call('channels.save', { id: saved.id, channel: edited })
  const tried = await engine.call('channels.test', { id: saved.id, channel: edited })
  expect(tried).toMatchObject({ ok: true, status: 200, sentence: 'It was taken (200 OK): “ok”.' })
  const last = server.requests.at(-1)
  expect(last?.url).toBe('/hook?token=cnry0channelZurl9kX')
  expect(last?.headers['webhook-signature']).toMatch(/^v1,/)
  expect(JSON.parse(last?.body ?? '')).toMatchObject({ event: 'test', alert: 0 })

  // A secret does not follow an address to somewhere else.
  const moved = engine.call('channels.save', {
    id: saved.id,
    channel: { ...edited, url: 'http://127.0.0.1:9/x' },
  })
  await expect(moved).rejects.toMatchObject({
    code: 'bad-input',
    detail: { problems: { secret: expect.any(String) } },
  })
  const metadata: ChannelDraft = { ...hook, url: 'http://169.254.169.254/' }
  const topic: ChannelDraft = { ...hook, type: 'ntfy', url: 'https://h.example/50%' }
  for (const bad of [metadata, topic]) {
    const refused = engine.call('channels.test', { id: null, channel: bad })
    await expect(refused).rejects.toMatchObject({ code: 'bad-input' })
  }

  write({ page: { run: [process.execPath, '-e', 'console.log("paged")'] } })
  const page: ChannelDraft = { type: 'command', ...shared, command: 'page' }
  expect(await engine.call('channels.test', { id: null, channel: page })).toMatchObject({
    ok: true,
    status: 0,
  })
  await expect(
    engine.call('channels.save', { id: null, channel: { ...page, command: 'rm' } }),
  ).rejects.toMatchObject({ code: 'bad-input' })

  const rules = await engine.call('alerts.rules', {})
  expect(rules).toMatchObject({ commands: ['page'], commandsProblem: null })
  await engine.call('channels.remove', { id: slack.id })
  const { text } = await engine.call('app.diagnostics', {})
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => readFileSync(join(one.parentPath, one.name), 'latin1'))
  const everything = [JSON.stringify([rules, engine.pushes, saved, slack, tried]), text, ...files].join('\n')
  for (const secret of ['cnry0', 'T0PATHSECRET', 'B0SECOND']) expect(everything).not.toContain(secret)
})
