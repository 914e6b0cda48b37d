// Bytes of the field that a parser passes over, and answers that are no stream: each is said, with its count, its first line
// or the server's own sentence, and what is no event never becomes one.

import { expect, test } from 'vitest'
import type { Input } from '../../src/core/contract/contract.ts'
import { flags } from '../../src/core/log/flags.ts'
import { formatNotice } from '../../src/core/run/notice.ts'
import { isSettled } from '../../src/core/run/states.ts'
import { createFieldStage } from './field-stage.ts'

const stage = createFieldStage()

/** Watches the case to its first connection's end: its states, what was noticed of it, its events. */
async function watchCase(
  name: string,
  params: Record<string, string> = {},
  more: Partial<Input<'runs.add'>> = {},
) {
  const { id, job, connection, ...summary } = await stage.watch(name, params, { retry: false, ...more })
  const { attempts } = await stage.engine().call('runs.connection', { run: id })
  return {
    run: id,
    summary,
    states: [job.state, connection.state],
    cause: connection.cause ?? '',
    jobCause: job.cause,
    attempt: attempts[0],
    attempts: attempts.length,
    notices: (attempts[0]?.notices ?? []).map(formatNotice),
    events: (await stage.engine().events(id)).map(
      (row) => [row.name, row.data, row.flags & flags.ping] as const,
    ),
  }
}

test('14: a JSON error under the type of a stream fails the job with its own sentence, and is kept', async () => {
  const { states, jobCause, attempt, notices, events } = await watchCase('14-json-under-sse-type')
  expect([states, jobCause]).toEqual([
    ['failed', 'closed'],
    'The server sent an error instead of events: repetition_penalty must be positive',
  ])
  expect(attempt?.bodyHead).toBe('{"error":{"message":"repetition_penalty must be positive","code":400}}\n')
  expect(notices).toEqual([
    'Bytes arrive, but no events (71 B so far, the first line: “{"error":{"message":"repetition_penalty must be positive","code":400}}”): what the server sends is no event stream, whatever its type says',
  ])
  expect(events).toEqual([])
})

test('14: one who only observes learns nothing of the job from it', async () => {
  const { states, cause } = await watchCase('14-json-under-sse-type', { repeat: 'yes' })
  expect([states, cause]).toEqual([
    ['unknown', 'ended-early'],
    'The server sent an error instead of events: repetition_penalty must be positive; retrying is switched off',
  ])
})

test('16: an event without data is said by its name', async () => {
  const { notices, events } = await watchCase('16-event-without-data')
  expect(notices).toEqual(['An event “complete” came without data'])
  expect(events.length).toBe(2)
})

test.each(['23-comments-without-blank-line', '24-comment-lines-17mib'])(
  '%s: 17 MiB of comments are signs of life, and count into no event',
  async (name) => {
    const { states, events, notices, attempts } = await watchCase(name, { endEvent: 'done' })
    expect(events.map(([type, data]) => [type, data])).toEqual([
      ['update', '{"id":"1"}'],
      ['update', '{"id":"2"}'],
      ['done', '{}'],
    ])
    expect([states, notices, attempts]).toEqual([['completed', 'closed'], [], 1])
  },
)

test('25: lines without a blank line are said to end no event, and what is lost at the end is measured', async () => {
  const { notices, events } = await watchCase('25-no-blank-lines')
  expect(notices).toEqual([
    'Lines arrive, but no blank line ends an event (12 lines so far, the first: “data: Interval => 0”): the server must send an empty line after each event',
    'The last event was cut off before its blank line (242 bytes): “data: Interval => 0”',
  ])
  expect(events).toEqual([])
})

test('26: lines of a text that lack their field are counted, and the first is shown', async () => {
  const { notices } = await watchCase('26-multiline-without-prefix')
  expect(notices).toEqual(['3 lines were no part of any event, the first: “  File "job.py", line 3, in run”'])
})

test.each([
  [
    '30-http-400-json',
    'The server answered 400 Bad Request: Unsupported parameter: max_tokens; use max_completion_tokens',
  ],
  ['31-http-529', 'The server answered 529: Overloaded; retrying is switched off'],
  ['32-cloudflare-524', 'The server answered 524: A timeout occurred; retrying is switched off'],
])('%s is refused with a plain sentence', async (name, sentence) => {
  const { states, cause } = await watchCase(name)
  expect([states, cause]).toEqual([['unknown', 'refused'], sentence])
})

test('45: an answer that is no valid HTTP ends the run early, with a plain sentence', async () => {
  const { states, cause } = await watchCase('45-content-length-and-chunked')
  expect([states, cause]).toEqual([
    ['unknown', 'ended-early'],
    'The answer’s Content-Length does not agree with what was sent: a stream needs none, and never beside Transfer-Encoding; retrying is switched off',
  ])
})

test('30: a request that starts work is refused with the server’s sentence too', async () => {
  const { states, cause } = await watchCase('30-http-400-json', { method: 'POST', body: '{}' })
  expect(states).toEqual(['unknown', 'refused'])
  expect(cause).toMatch(/^The server answered 400 Bad Request: Unsupported parameter/)
  expect(stage.server().requests.length).toBe(1)
})

test('33: an MCP server is asked for what the person accepts, and says itself what it wants', async () => {
  const { states, cause } = await watchCase('33-mcp-accept', { method: 'POST', body: '{}' })
  expect(states).toEqual(['unknown', 'refused'])
  expect(cause).toBe(
    'The server answered 406 Not Acceptable: Client must accept both application/json and text/event-stream',
  )
  const headers = 'Accept: application/json, text/event-stream'
  const again = await stage
    .engine()
    .watch(`${stage.server().url}/v1/`, { method: 'POST', body: '{}', headers })
  await stage.engine().until(again, (now) => isSettled(now.connection.state))
  expect(stage.server().requests.map((request) => request.headers.accept)).toEqual([
    'text/event-stream',
    'application/json, text/event-stream',
  ])
})

test('38: a redirect that turned the POST into a GET is named where the answer is refused', async () => {
  const { states, cause } = await watchCase('38-post-redirected', { method: 'POST', body: '{}' })
  expect(states).toEqual(['unknown', 'refused'])
  expect(cause).toBe(
    'The server answered 405 Method Not Allowed; a redirect (301) had turned the POST into a GET',
  )
  expect(stage.server().requests.map(({ method }) => method)).toEqual(['POST', 'GET'])
})

test('39: pings of all frameworks are pings, and the job’s events are not', async () => {
  const { states, events, summary } = await watchCase('39-ping-variants', { endEvent: 'done' })
  expect(events.map(([name, , ping]) => [name, ping !== 0])).toEqual([
    ['ping', true],
    ['ping', true],
    ['heartbeat', true],
    ['keepalive', true],
    ['keep-alive', true],
    ['message', false],
    ['done', false],
  ])
  expect([states[0], summary.pings]).toEqual(['completed', 5])
})
