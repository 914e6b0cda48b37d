// Streams of the field under a head that a browser refuses, JSON lines, and last words that are no event by the standard: a
// monitor reads them, and says what was odd.

import { expect, test } from 'vitest'
import type { Input } from '../../src/core/contract/contract.ts'
import { formatNotice } from '../../src/core/run/notice.ts'
import { flagNames } from '../../src/core/transcript/write-lines.ts'
import { createFieldStage } from './field-stage.ts'

const stage = createFieldStage()

/** Watches the case to the end of its connection. */
async function watchCase(
  name: string,
  params: Record<string, string> = {},
  more: Partial<Input<'runs.add'>> = {},
) {
  const { id, job, connection } = await stage.watch(name, params, { retry: false, ...more })
  const { attempts } = await stage.engine().call('runs.connection', { run: id })
  return {
    states: [job.state, connection.state],
    cause: connection.cause,
    notices: (attempts[0]?.notices ?? []).map(formatNotice),
    comments: attempts[0]?.comments,
    events: (await stage.engine().events(id)).map(({ name: type, data }) => [type, data]),
    flags: (await stage.engine().events(id)).map((row) => flagNames(row.flags)),
  }
}

const strict = { strict: 'yes' }

test('10: a comment is a sign of life, and one that a gateway made data of an event', async () => {
  const { events, comments, notices } = await watchCase('10-openrouter-comments', { endData: '[DONE]' })
  expect([events.map(([, data]) => data?.slice(0, 14)), comments, notices]).toEqual([
    [': OPENROUTER P', '{"id":"cmpl-1"', '[DONE]'],
    2,
    [],
  ])
})

test('11: each JSON line is an event', async () => {
  const { events, notices, states } = await watchCase('11-ollama-ndjson')
  expect(events.map(([name, data]) => [name, JSON.parse(data ?? '').message.content])).toEqual([
    ['message', 'Neap '],
    ['message', 'tide'],
    ['message', ''],
  ])
  expect([notices, states]).toEqual([[], ['completed', 'closed']])
})

test('11: strictly, JSON lines are no event stream', async () => {
  const { states, cause, events } = await watchCase('11-ollama-ndjson', strict)
  expect([states, events]).toEqual([['unknown', 'refused'], []])
  expect(cause).toBe('The server sent not an event stream but application/x-ndjson')
})

test('13: an event stream that is called text/plain is read, and that is said', async () => {
  const { states, notices, events } = await watchCase('13-text-plain', { endData: '[DONE]' })
  expect([states, events.length, notices]).toEqual([
    ['completed', 'closed'],
    2,
    [
      'This is an event stream, though its type is “text/plain; charset=utf-8”: it is read all the same, which a browser would refuse',
    ],
  ])
})

test('13: strictly, it is refused', async () => {
  const { states, cause } = await watchCase('13-text-plain', strict)
  expect(states).toEqual(['unknown', 'refused'])
  expect(cause).toMatch(/^The server sent not an event stream but text\/plain/)
})

test('15: an event stream under 201 is read, and that is said', async () => {
  const { states, notices, events } = await watchCase('15-status-201', { method: 'POST', endEvent: 'done' })
  expect([states, events, notices]).toEqual([
    ['completed', 'closed'],
    [
      ['progress', '{"percent":50}'],
      ['done', '{}'],
    ],
    [
      'This is a stream, though its status is 201 and not 200: it is read all the same, which a browser would refuse',
    ],
  ])
})

test('15: strictly, it is refused', async () => {
  const { cause } = await watchCase('15-status-201', strict)
  expect(cause).toMatch(/^The server answered 201 Created/)
})

test('16: an end event without data ends the job, and its row says so', async () => {
  const { states, events, flags, notices } = await watchCase('16-event-without-data', {
    endEvent: 'complete',
  })
  expect([states, events.at(-1), flags.at(-1)]).toEqual([
    ['completed', 'closed'],
    ['complete', ''],
    ['terminal', 'noData'],
  ])
  expect(notices).toEqual(['An event “complete” came without data'])
})

test('28: an end event that is cut off before its blank line ends the job, and its row says so', async () => {
  const { states, events, flags, notices } = await watchCase('28-done-without-blank', { endData: '[DONE]' })
  expect([states, events.at(-1), flags.at(-1)]).toEqual([
    ['completed', 'closed'],
    ['message', '[DONE]'],
    ['terminal', 'cutOff'],
  ])
  expect(notices).toEqual(['The last event was cut off before its blank line (13 bytes): “data: [DONE]”'])
})

test('34: a coding that is not read is named', async () => {
  const { states, cause } = await watchCase('34-zstd')
  expect([states, cause]).toEqual([
    ['unknown', 'refused'],
    'The stream is encoded in a way that is not read (zstd)',
  ])
})

test('35: of a type that is said twice the last one holds, as in a browser', async () => {
  const { states, notices } = await watchCase('35-duplicate-content-type', { endEvent: 'done', ...strict })
  expect([states, notices]).toEqual([['completed', 'closed'], []])
})

test('46: an answer is as long as its head says, and what that cuts off is told', async () => {
  const { events, notices } = await watchCase('46-cache-304', { endEvent: 'e' })
  expect([events, notices]).toEqual([
    [
      ['message', '{"n":1}'],
      ['e', '2'],
    ],
    ['The last event was cut off before its blank line (17 bytes): “event: e”'],
  ])
})

test('47: a login page is HTML instead of events, with its title', async () => {
  const { states, cause } = await watchCase('47-html-login-redirect')
  expect([states, cause]).toEqual([
    ['unknown', 'refused'],
    'The server sent HTML instead of events: Sign in; retrying is switched off',
  ])
})
