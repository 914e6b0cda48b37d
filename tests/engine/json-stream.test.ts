// Answers of JSON records, and event streams under another head, over real connections: events, limits, ends and what is said.

import { afterEach, expect, test } from 'vitest'
import { formatNotice } from '../../src/core/run/notice.ts'
import { isSettled } from '../../src/core/run/states.ts'
import { flagNames } from '../../src/core/transcript/write-lines.ts'
import { eventLimits } from '../../src/engine/connection/oversized-event.ts'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { type Behaviour, type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { startTranscriptEngine } from '../support/transcripts.ts'

let engine: TestEngine
let server: SseServer

afterEach(async () => {
  await engine.close()
  await server.close()
  removeDir(engine.dataDir)
})

async function watch(behaviour: Behaviour, params: Record<string, string> = {}) {
  server = await startSseServer([behaviour])
  engine = await startEngine()
  const run = await engine.watch(`${server.url}/s`, params, { retry: false })
  const { job, connection } = await engine.until(run, (now) => isSettled(now.connection.state), 60_000)
  const { attempts } = await engine.call('runs.connection', { run })
  const rows = await engine.events(run)
  return {
    run,
    states: [job.state, connection.state],
    cause: connection.cause,
    notices: (attempts[0]?.notices ?? []).map(formatNotice),
    data: rows.map((row) => row.data),
    flags: rows.map((row) => flagNames(row.flags)),
    rows,
  }
}

const ndjson = (chunks: readonly string[], then: 'end' | 'destroy' = 'end') =>
  stream(chunks, then, { 'content-type': 'application/x-ndjson; charset=utf-8' })

test('blank lines are signs of life, and a last line needs no line feed where it is whole', async () => {
  const { data, notices } = await watch(ndjson(['{"a"', ':1}\r\n\n\n[2]\n', '"é"']))
  expect([data, notices]).toEqual([['{"a":1}', '[2]', '"é"'], []])
})

test('a last line that is not whole is told as cut off, and is no event', async () => {
  const { data, notices } = await watch(ndjson(['{"a":1}\n{"b":']))
  expect([data, notices]).toEqual([
    ['{"a":1}'],
    ['The last record was cut off before its line feed (5 bytes): “{"b":”'],
  ])
})

test('where the connection breaks, a last line without its line feed is never taken for whole', async () => {
  const { data, notices } = await watch(ndjson(['1\n', '12'], 'destroy'))
  expect([data, notices]).toEqual([
    ['1'],
    ['The last record was cut off before its line feed (2 bytes): “12”'],
  ])
})

test('the last word of a job counts without its line feed, and says so', async () => {
  const { states, data, flags } = await watch(ndjson(['1\n[DONE]']), { endData: '[DONE]' })
  expect([states, data, flags[1]]).toEqual([
    ['completed', 'closed'],
    ['1', '[DONE]'],
    ['terminal', 'cutOff'],
  ])
})

test('a record beyond the limit is kept in its beginning, with its true size', async () => {
  const size = eventLimits.eventBytes + 3
  const { cause, rows } = await watch(ndjson(['1\n', 'x'.repeat(size), '\n']))
  expect(rows.map((row) => [row.size, flagNames(row.flags)])).toEqual([
    [1, []],
    [size, ['truncated']],
  ])
  expect(cause).toMatch(/^An event is larger than 16 MiB: it has 17 MB; its beginning is kept/)
})

test('a sequence of JSON texts is read by its separators', async () => {
  const { data } = await watch(
    stream(['\x1e{"a":\n1}\n\x1e', '{"b":2}\n\x1e{"cut":\x1e3\n'], 'end', {
      'content-type': 'application/json-seq',
    }),
  )
  expect(data).toEqual(['{"a":\n1}', '{"b":2}', '{"cut":', '3'])
})

test('what came as JSON lines goes out as the same lines', async () => {
  const lines = '{"a":1.0}\n[ 2 ]\n"é"\n{"error":null}\n'
  server = await startSseServer([ndjson([lines])])
  const exporting = await startTranscriptEngine()
  engine = exporting
  const run = await engine.watch(`${server.url}/s`, {}, { retry: false })
  await engine.until(run, (now) => isSettled(now.connection.state))
  expect(await exporting.textOf(run, 'jsonl')).toBe(lines)
  removeDir(exporting.folder)
})

test('bytes of a record that are no UTF-8 are kept and marked', async () => {
  const { rows } = await watch((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    response.end(Buffer.from([0x22, 0xff, 0x22, 10]))
  })
  expect(rows.map((row) => [row.data, flagNames(row.flags)])).toEqual([['"\ufffd"', ['invalidUtf8']]])
})

test.each(['text/html', 'application/octet-stream', 'text/event-stream, application/json', ''])(
  'an event stream of the type “%s” is read from its first byte on',
  async (type) => {
    const { data, notices, states } = await watch(
      (_request, response) => {
        response.writeHead(200, type === '' ? {} : { 'content-type': type })
        for (const chunk of ['\ufeffda', 'ta: 1\n\n', 'data: 2\n\nevent: done\ndata\n\n'])
          response.write(chunk)
        response.end()
      },
      { endEvent: 'done' },
    )
    expect([states, data]).toEqual([
      ['completed', 'closed'],
      ['1', '2', ''],
    ])
    expect(notices).toEqual([
      `This is an event stream, though its type is ${type === '' ? 'not said' : `“${type}”`}: it is read all the same, which a browser would refuse`,
    ])
  },
)

test('JSON lines under the type of a document are read as soon as the second begins, and that is said', async () => {
  const { data, notices } = await watch(
    stream(['{"a":1}\n', '{"b":2}\n'], 'end', { 'content-type': 'application/json' }),
  )
  expect([data, notices]).toEqual([
    ['{"a":1}', '{"b":2}'],
    ['This is one JSON text a line, though its type is “application/json”: each line is read as an event'],
  ])
})

test('a JSON document stays refused, in the server’s own words', async () => {
  const { states, cause, data } = await watch(
    stream(['{"error":"no such', ' model"}\n'], 'end', { 'content-type': 'application/json' }),
  )
  expect([states, data]).toEqual([['unknown', 'refused'], []])
  expect(cause).toBe('The server sent not an event stream but application/json: no such model')
})

test('what decides may take as long to come as the head of an answer, and not longer', async () => {
  server = await startSseServer([stream([], 'open', { 'content-type': 'text/plain' })])
  engine = await startEngine({ clock: createFastClock(200) })
  const run = await engine.watch(`${server.url}/s`, {}, { retry: false })
  const { connection } = await engine.until(run, (now) => isSettled(now.connection.state))
  expect([connection.state, connection.cause]).toEqual([
    'ended-early',
    'Timed out: the server sent no complete answer within 30 s; retrying is switched off',
  ])
})

test('an error that llama.cpp sends as a line, before its [DONE], fails the job', async () => {
  const error = '{"code":400,"message":"the request exceeds the context","type":"exceed_context_size_error"}'
  const chunk = { id: 'c', object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content: 'x' } }] }
  const { states, data, flags } = await watch(
    stream([`data: ${JSON.stringify(chunk)}\n\n`, `error: ${error}\n\n`, 'data: [DONE]\n\n']),
  )
  expect([states, data[1], flags[1]]).toEqual([['failed', 'closed'], error, ['error', 'bareLine']])
})

test('such a line is kept where nobody knows what it means for the job, and no stream with it has ended well', async () => {
  const { states, data } = await watch(stream(['data: 1\n\nerror: {"message":"broke"}\n\n']), {
    endOnClose: 'yes',
  })
  expect([states[0], data]).toEqual(['unknown', ['1', '{"message":"broke"}']])
})
