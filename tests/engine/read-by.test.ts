// Making a stored run one of a kind that a person made: its address decides whether it can be, its events stay, and everything
// that follows from them is as if it had been watched as that from the first on.

import { afterEach, expect, test } from 'vitest'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'

let engine: TestEngine
let server: SseServer

afterEach(async () => {
  await engine.close()
  await server.close()
  removeDir(engine.dataDir)
})

const chunks = [
  'event: step\ndata: {"pct": 40, "name": "Copy"}\n\n',
  'event: step\ndata: {"pct": 90, "name": "Check"}\n\n',
  'event: over\ndata: {"ok": true}\n\n',
]
const file = (more: object = {}) =>
  JSON.stringify({
    version: 1,
    label: 'Copies',
    fields: [{ name: 'id', label: 'Copy', required: true }],
    title: 'Copy {{id}}',
    request: { path: '/copies/{{id}}/events' },
    rules: [
      {
        when: 'event:step',
        says: [
          { type: 'progress', percent: 'data.pct' },
          { type: 'stage', label: 'data.name' },
        ],
      },
      { when: 'event:over', says: [{ type: 'outcome', state: 'completed' }, { type: 'terminal' }] },
    ],
    ...more,
  })

async function start() {
  server = await startSseServer([stream(chunks, 'end')])
  engine = await startEngine()
  expect(await engine.call('kinds.save', { id: 'copies', text: file(), replace: false })).toEqual({
    problems: [],
  })
}

/** A run that was watched as a plain one, and has ended. */
async function past(path: string, params: Record<string, string> = {}): Promise<number> {
  const run = await engine.watch(`${server.url}${path}`, { repeat: 'no', ...params })
  await engine.until(run, ({ connection }) => connection.state === 'ended-early')
  return run
}

const read = (run: number, times = 1) => engine.until(run, ({ readAgain = 0 }) => readAgain === times)

test('an earlier run of the same address is one of the kind, and its events are as they came', async () => {
  await start()
  const [run, other] = [await past('/copies/7/events'), await past('/else/7')]
  const posted = await past('/copies/8/events', { method: 'POST' })
  const before = await engine.events(run)
  expect(await engine.call('kinds.fitting', { kind: 'copies' })).toEqual({ runs: [run] })
  for (const one of [other, posted])
    await expect(engine.call('runs.readBy', { run: one, kind: 'copies' })).rejects.toMatchObject({
      code: 'bad-input',
    })
  await expect(engine.call('runs.readBy', { run, kind: 'none' })).rejects.toMatchObject({ code: 'not-found' })

  await engine.call('runs.readBy', { run, kind: 'copies' })
  const summary = await read(run)
  expect(summary).toMatchObject({
    kind: 'copies',
    title: 'Copy 7',
    server: new URL(server.url).host,
    connection: { state: 'closed' },
    job: { state: 'completed', percent: 90, stageCount: 2 },
  })
  expect(summary.reading).toBeUndefined()
  const { job, params } = await engine.call('runs.job', { run })
  expect([job.stages.map(({ label }) => label), params]).toEqual([['Copy', 'Check'], { id: '7' }])
  const content = (rows: typeof before) =>
    rows.map(({ seq, at, name, id, data }) => [seq, at, name, id, data])
  expect(content(await engine.events(run))).toEqual(content(before))
  const found = await engine.call('search.run', {
    query: 'kind:copies',
    within: null,
    cursor: null,
    limit: 10,
    perRun: 1,
  })
  expect(found.groups.map((group) => group.run.id)).toEqual([run])
})

test('a title that a person gave stays, and a kind that was changed reads its runs anew', async () => {
  await start()
  const run = await past('/copies/7/events')
  await engine.call('runs.mark', { run, change: { title: 'The night’s copy' } })
  await engine.call('runs.readBy', { run, kind: 'copies' })
  expect((await read(run)).title).toBe('The night’s copy')

  const changed = file({
    rules: [{ when: 'event:over', says: { type: 'outcome', state: 'failed', reason: { text: 'no' } } }],
  })
  await expect(
    engine.call('kinds.save', { id: 'copies', text: changed, replace: false }),
  ).rejects.toMatchObject({
    detail: { taken: true },
  })
  await engine.call('kinds.save', { id: 'copies', text: changed, replace: true })
  expect(await engine.call('kinds.fitting', { kind: 'copies' })).toEqual({ runs: [run] })
  await engine.call('runs.readBy', { run, kind: 'copies' })
  expect(await read(run, 2)).toMatchObject({
    kind: 'copies',
    job: { state: 'failed', cause: 'no', percent: null },
  })
})

test('a run that another reading had ended is none that goes on, where the kind reads no end in it', async () => {
  await start()
  const ends = async (kind: string, end: object) => {
    const text = file({
      rules: [{ when: 'event:over', says: { type: 'outcome', state: 'completed' } }],
      ...end,
    })
    await engine.call('kinds.save', { id: kind, text, replace: false })
    const run = await engine.watch(
      `${server.url}/copies/7/events`,
      {},
      { kind, baseUrl: server.url, params: { id: '7' } },
    )
    await engine.until(
      run,
      ({ job, connection }) => job.state === 'completed' && connection.state === 'closed',
    )
    await engine.call('kinds.save', { id: kind, text: file({ rules: [] }), replace: true })
    await engine.call('runs.readBy', { run, kind })
    await read(run)
    // Any instant agrees, and reading it once more tells of the end once.
    await engine.call('runs.readBy', { run, kind })
    await read(run, 2)
    expect((await engine.call('runs.job', { run })).job.state).toBe('unknown')
    const { transitions } = await engine.call('runs.connection', { run })
    expect(transitions.filter(({ job }) => job !== null)).toHaveLength(1)
    return engine.summary(run)
  }
  // The server ended the stream after the verdict; or Runlight left it at its last event.
  expect(await ends('verdicts', {})).toMatchObject({
    job: { state: 'unknown' },
    connection: { state: 'ended-early' },
  })
  const last = [{ when: 'event:over', says: [{ type: 'outcome', state: 'completed' }, { type: 'terminal' }] }]
  expect(await ends('lasts', { rules: last })).toMatchObject({
    job: { state: 'unknown' },
    connection: { state: 'ended-early' },
  })
})

test('what was secret in the address is so afterwards, and is sent when the run is started again', async () => {
  await start()
  const run = await past('/copies/7/events?api_key=4fd1c2a9b0e7413f')
  await engine.call('runs.readBy', { run, kind: 'copies' })
  await read(run)
  const { params } = await engine.call('runs.job', { run })
  expect(params).toEqual({ id: '7', query: 'api_key=•••' })
  const { run: again } = await engine.call('runs.startAgain', { run })
  await engine.until(again, ({ job }) => job.state === 'completed')
  expect(server.requests.at(-1)?.url).toBe('/copies/7/events?api_key=4fd1c2a9b0e7413f')
})

test('what was asked for in a body is a parameter of the kind, and law 4 goes with it', async () => {
  await start()
  const text = file({
    fields: [{ name: 'topic', label: 'Topic', required: true }],
    title: '{{topic}}',
    request: { path: '/write', body: { json: { ask: [{ topic: '{{topic}}' }], n: 3 } } },
  })
  await engine.call('kinds.save', { id: 'writers', text, replace: false })
  const run = await past('/write', { method: 'POST', body: '{"n":3,"ask":[{"topic":"tides"}]}' })
  const other = await past('/write', { method: 'POST', body: '{"n":3}' })
  expect(await engine.call('kinds.fitting', { kind: 'writers' })).toEqual({ runs: [run] })
  await expect(engine.call('runs.readBy', { run: other, kind: 'writers' })).rejects.toMatchObject({
    code: 'bad-input',
  })
  await engine.call('runs.readBy', { run, kind: 'writers' })
  expect(await read(run)).toMatchObject({ title: 'tides', generates: true, job: { state: 'completed' } })
  expect((await engine.call('runs.job', { run })).params).toEqual({ topic: 'tides' })
})

test('a run that is watched stays what it is, and a reading that was cut off is gone on with', async () => {
  server = await startSseServer([stream(chunks, 'end'), stream(chunks, 'open')])
  engine = await startEngine()
  await engine.call('kinds.save', { id: 'copies', text: file(), replace: false })
  const run = await past('/copies/7/events')
  const live = await engine.watch(`${server.url}/copies/8/events`)
  await engine.until(live, ({ events }) => events === 3)
  await expect(engine.call('runs.readBy', { run: live, kind: 'copies' })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await engine.call('runs.stop', { run: live })
  const { dataDir } = engine
  await engine.call('runs.readBy', { run, kind: 'copies' })
  await engine.close()
  engine = await startEngine({ dataDir })
  expect(await read(run)).toMatchObject({ kind: 'copies', job: { state: 'completed' } })
})

test('what a run asked for is told without its secrets', async () => {
  await start()
  const run = await past('/copies/7/events?api_key=4fd1c2a9b0e7413f', {
    method: 'POST',
    body: '{"topic":"tides"}',
    headers: 'x-api-key: 4fd1c2a9b0e7413f\nAccept-Language: de',
  })
  expect(await engine.call('runs.request', { run })).toEqual({
    method: 'POST',
    url: expect.stringMatching(/\/copies\/7\/events\?api_key=(•••|%E2%80%A2%E2%80%A2%E2%80%A2)$/),
    headers: { 'accept-language': 'de', 'content-type': 'application/json' },
    body: '{"topic":"tides"}',
  })
})
