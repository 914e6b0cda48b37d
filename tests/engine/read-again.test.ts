// Reading the stored events of a run again as something else: at rest and live, over a restart, and what follows from it
// everywhere: the job, the rows, the counts, the search, any instant.

import { afterEach, expect, test } from 'vitest'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'

let engine: TestEngine
let server: SseServer
/** Sends more of a stream that is open. */
let later: (text: string) => void = () => {}

afterEach(async () => {
  await engine.close()
  await server.close()
  removeDir(engine.dataDir)
})

const event = (type: string, more: object = {}) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`
const piece = (text: string) =>
  event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } })
const message = [
  event('message_start', { message: { role: 'assistant', model: 'm-1', usage: { input_tokens: 7 } } }),
  event('ping'),
  piece('High '),
  piece('tide'),
  event('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 2 } }),
]
const whole = [...message, event('message_stop')]

async function watch(parts: readonly string[], end: 'end' | 'open', params: Record<string, string>) {
  server = await startSseServer([stream([...parts], end)])
  engine = await startEngine()
  return engine.watch(`${server.url}/s`, { method: 'POST', ...params })
}

const read = (run: number) =>
  engine.until(run, ({ reading, readAgain }) => reading === undefined && (readAgain ?? 0) > 0)

/** What the log gives of the run: its state, its rows' messages, and its events by level. */
async function seen(run: number) {
  const { job } = await engine.call('runs.job', { run })
  const instant = await engine.call('review.at', { run, moment: { type: 'seq', seq: 4 } })
  const rows = await engine.call('events.window', {
    run,
    filter: { pings: true, chunks: 'joined' },
    index: 0,
    limit: 50,
  })
  return {
    state: job.state,
    text: job.text?.content ?? null,
    usage: job.usage?.output ?? null,
    halfway: instant.job.text?.content ?? null,
    rows: rows.rows.map(({ message }) => message ?? null),
  }
}

test('a run that was watched as events alone says what would understand it, and is read as that', async () => {
  const run = await watch(whole, 'end', { readAs: 'none' })
  await engine.until(run, ({ connection }) => connection.state === 'ended-early')
  expect(await engine.call('runs.reading', { run })).toMatchObject({
    readAs: 'none',
    chosen: null,
    offers: [{ value: 'anthropic' }],
  })
  expect((await seen(run)).text).toBeNull()

  await engine.call('runs.readAs', { run, readAs: 'anthropic' })
  const summary = await read(run)
  expect(summary).toMatchObject({
    job: { state: 'completed' },
    pings: 1,
    connection: { state: 'closed' },
  })
  const anew = await seen(run)
  expect(anew).toMatchObject({ state: 'completed', text: 'High tide', usage: 2, halfway: 'High tide' })
  expect(anew.rows).toContain('High tide')
  expect(await engine.call('runs.reading', { run })).toMatchObject({ readAs: 'anthropic', offers: [] })

  await engine.call('runs.readAs', { run, readAs: 'none' })
  const back = await engine.until(run, ({ readAgain }) => readAgain === 2)
  expect(back.connection.state).toBe('ended-early')
  expect(await seen(run)).toMatchObject({ state: 'unknown', text: null, usage: null })
})

test('a live run goes on with the new reading, and nothing that came meanwhile is lost to it', async () => {
  server = await startSseServer([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(message.join(''))
      later = (text) => response.write(text)
    },
  ])
  engine = await startEngine()
  const run = await engine.watch(`${server.url}/s`, { method: 'POST', readAs: 'none' })
  await engine.until(run, ({ events }) => events === message.length)
  const begun = engine.call('runs.readAs', { run, readAs: 'auto' })
  later(piece('. Low '))
  await begun
  later(piece('tide.'))
  await read(run)
  later(event('message_stop'))
  const summary = await engine.until(run, ({ job }) => job.state === 'completed')
  expect(summary).toMatchObject({ job: { reader: { id: 'anthropic', from: 1 } }, events: 8, pings: 1 })
  expect(await seen(run)).toMatchObject({ state: 'completed', text: 'High tide. Low tide.', usage: 2 })
})

test('a reading that was not brought to its end is gone on with at the next start', async () => {
  const run = await watch(whole, 'end', { readAs: 'none' })
  await engine.until(run, ({ connection }) => connection.state === 'ended-early')
  const { dataDir } = engine
  await engine.call('runs.readAs', { run, readAs: 'anthropic' })
  await engine.close()
  engine = await startEngine({ dataDir })
  await read(run)
  expect(await seen(run)).toMatchObject({ state: 'completed', text: 'High tide' })
})

test('a reader that there is not, and a kind with a reading of its own, are refused', async () => {
  const run = await watch(whole, 'end', {})
  await expect(engine.call('runs.readAs', { run, readAs: 'nobody' })).rejects.toThrow(
    /^There is no reader “nobody”\. Known: auto, none, /,
  )
  const { run: other } = await engine.call('runs.add', {
    kind: 'flashcards',
    serverId: null,
    baseUrl: server.url,
    params: { run_id: 'bio' },
    headers: null,
    title: null,
    evenIfWatched: false,
    retry: false,
  })
  await expect(engine.call('runs.readAs', { run: other, readAs: 'auto' })).rejects.toThrow(
    'What the events of flashcards mean is documented: they are not read as something else.',
  )
})
