// Ids and names without end: an event's block may have 16 MiB, and all of it may be its id. It is kept whole, and nothing
// that is answered, listed, searched or written holds many of them at once.

import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportFormats } from '../../src/core/contract/calls/transcripts.ts'
import type { CallName } from '../../src/core/contract/contract.ts'
import { startCli } from '../cli/support/run-cli.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { seedLog } from '../support/seed-log.ts'
import { type Behaviour, stream } from '../support/sse-server.ts'
import { createStage, endEvent, reach } from '../support/stage.ts'

const stage = createStage()
const mebibyte = 2 ** 20
const filler = Buffer.alloc(15 * mebibyte, 'x')
const size = (field: string) => filler.length + `${field} `.length
const events = 40

/** Sends the events, no faster than they are read. */
const pour: Behaviour = async (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (let n = 1; n <= events; n++) {
    response.write(`${n % 2 === 0 ? 'id' : 'event'}: ${n} `)
    response.write(filler)
    if (!response.write(`\ndata: ${n}\n\n`)) await new Promise((resolve) => response.once('drain', resolve))
  }
  response.end(endEvent)
}

test('forty events with ids and names of 15 MiB are stored whole, and every call, export and page of them is answered', async () => {
  await stage.serve([pour])
  const folder = freshDir()
  stage.closing(() => removeDir(folder))
  let file = ''
  const engine = await stage.startEngine(1, {
    files: {
      save: async (name) => {
        file = join(folder, name)
        return { type: 'file', path: file }
      },
    },
  })
  const run = await stage.watch()
  const over = await engine.until(run, ({ connection }) => connection.state === 'closed', 200_000)
  expect([over.job.state, over.events]).toEqual(['completed', events + 1])

  const filter = { pings: true, query: '' }
  const { rows } = await engine.call('events.window', { run, filter, index: 0, limit: 500 })
  expect(rows.length).toBe(events + 1)
  expect(
    rows.slice(0, 2).map(({ name, nameSize, id, idSize }) => [name.length, nameSize, id, idSize]),
  ).toEqual([
    [500, size('1'), null, undefined],
    [7, undefined, `2 ${'x'.repeat(498)}`, size('2')],
  ])
  const whole = await engine.call('events.get', { run, seq: 2 })
  expect([whole.id?.length, whole.idSize, whole.data]).toEqual([size('2'), undefined, '2'])

  // A page may be short, and the next one goes on behind it.
  const told: string[] = []
  while (told.length <= events) {
    const page = await engine.call('events.range', { run, from: told.length + 1, limit: 1_000 })
    const units = page.rows.map(({ id, name, data }) => (id ?? '').length + name.length + data.length)
    expect(units.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBeLessThan(2 * mebibyte)
    told.push(...page.rows.map(({ data }) => data))
  }
  expect(told).toEqual([...Array.from({ length: events }, (_, i) => `${i + 1}`), ''])

  const search = { query: '7', within: null, cursor: null, limit: 100, perRun: 100 }
  const questions: readonly (readonly [CallName, object])[] = [
    ['events.window', { run, filter: { pings: true, query: '5' }, index: 0, limit: 500 }],
    ['log.facets', { run }],
    ['search.run', search],
    ['search.run', { ...search, query: 'event:message' }],
    ['search.known', { run }],
    ['runs.job', { run }],
    ['runs.connection', { run }],
    ['runs.snapshot', {}],
    ['review.figures', { run }],
  ]
  for (const [name, input] of questions) {
    const answer = await engine.engine.dispatch(name, input)
    expect([name, answer.ok, JSON.stringify(answer).length < mebibyte]).toEqual([name, true, true])
  }

  for (const format of exportFormats) {
    const { job } = await engine.call('transcripts.export', {
      // Whole as it is, and some of it for what takes longer.
      what: { type: 'run', run, ranges: format === 'transcript' ? null : [[1, 4]], query: '' },
      format,
      redact: format !== 'transcript',
    })
    await expect
      .poll(async () => (await engine.call('transcripts.progress', { job: job ?? 0 })).state, {
        timeout: 120_000,
      })
      .not.toBe('working')
    const { state, sentence } = await engine.call('transcripts.progress', { job: job ?? 0 })
    expect([format, state, sentence]).toEqual([format, 'done', null])
    if (format === 'transcript') expect(statSync(file).size).toBeGreaterThan(events * filler.length)
    removeDir(file)
  }
}, 300_000)

test('an engine with little memory stores them, and answers what is asked of them', async () => {
  await stage.serve([pour])
  const dataDir = freshDir()
  stage.closing(() => removeDir(dataDir))
  const host = await startCli(['serve', '--no-open'], {
    dataDir,
    // For each of its threads: a fifth of what the events have.
    env: { NODE_OPTIONS: '--max-old-space-size=128' },
  })
  stage.closing(async () => {
    host.child.kill('SIGKILL')
    await host.ended
  })
  const [, origin = '', token = ''] = /on (http:\S+)\/#token=(\S+)$/.exec(await host.line(() => true)) ?? []
  const call = async (name: CallName, input: object) => {
    const answer = await fetch(`${origin}/api/call`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name, input }),
    })
    return JSON.parse(await answer.text())
  }
  const params = { url: `${stage.server().url}/s`, endEvent: 'end' }
  const plain = { kind: 'plain', serverId: null, baseUrl: null, headers: null, title: null }
  expect((await call('runs.add', { ...plain, params, evenIfWatched: true, retry: false })).ok).toBe(true)
  const runs = async () => (await call('runs.snapshot', {})).value.runs
  await expect.poll(async () => (await runs())[0].connection.state, { timeout: 200_000 }).toBe('closed')
  expect((await runs())[0].events).toBe(events + 1)
  const asked: readonly (readonly [CallName, object])[] = [
    ['events.range', { run: 1, from: 1, limit: 1_000 }],
    ['events.window', { run: 1, filter: { pings: true, query: '5' }, index: 0, limit: 500 }],
    ['search.run', { query: '7', within: null, cursor: null, limit: 100, perRun: 100 }],
    ['review.figures', { run: 1 }],
  ]
  for (const [name, input] of asked) expect([name, (await call(name, input)).ok]).toEqual([name, true])
  expect(host.child.exitCode).toBe(null)
}, 300_000)

test('an id of megabytes is not kept as the id to resume by, and is never sent', async () => {
  await stage.start([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('id: ')
      response.write(filler)
      response.end('\ndata: one\n\n')
    },
    stream([endEvent]),
  ])
  const run = await stage.watch({ repeat: 'yes' })
  expect((await reach(stage.engine(), run, 'closed')).slice(0, 2)).toEqual(['completed', 'closed'])
  expect(stage.server().requests.map(({ headers }) => headers['last-event-id'])).toEqual([
    undefined,
    undefined,
  ])
  const row = await stage.engine().call('events.get', { run, seq: 1 })
  expect(row.id?.length).toBe(filler.length)
})

test('of a run that has flapped for weeks the latest connections are answered, and not all of them', async () => {
  const dataDir = freshDir()
  stage.closing(() => removeDir(dataDir))
  const common = { method: 'GET', url: 'http://example.com/', status: 200, redirects: [], resumedFrom: null }
  const headers: [string, string][] = [['x-long', 'x'.repeat(8_000)]]
  const attempts = Array.from({ length: 5_000 }, (_, i) => ({
    number: i + 1,
    startedAt: i,
    openedAt: i,
    endedAt: i,
    ...common,
    headers,
    bytes: 0,
    events: 0,
    comments: 0,
    replayed: 0,
    ending: 'The connection was lost',
    bodyHead: null,
    afterSeq: 0,
  }))
  const gaps = attempts.map(({ number }) => ({
    number,
    afterSeq: 0,
    attempt: number,
    from: number,
    until: number,
    cause: 'The connection was lost',
    missed: 'unknown' as const,
    basis: 'no ids',
  }))
  await seedLog(dataDir, [{ events: [{ data: 'one' }], attempts, gaps }])
  const engine = await stage.startEngine(1, { dataDir })
  const answer = await engine.call('runs.connection', { run: 1 })
  expect([answer.attempts.length, answer.attempts[0]?.number, answer.attempts.at(-1)?.number]).toEqual([
    500, 4_501, 5_000,
  ])
  expect([answer.gaps.length, answer.gaps.at(-1)?.number]).toEqual([1_000, 5_000])
  expect(JSON.stringify(answer).length).toBeLessThan(8 * mebibyte)
})
