// Events as files tell them: in JSON, beside the text of a HAR, cut off at the end, without data. Each is what a live
// connection would have made of it.

import { expect, test } from 'vitest'
import { flags } from '../../src/core/log/flags.ts'
import { fileAt, takeText } from '../support/take-file.ts'

const stream = 'event: step\ndata: {"n":1}\n\ndata: {"n":2}\n\nevent: done\nid: 3\ndata: {}\n\n'
const events = [
  ['step', '{"n":1}'],
  ['message', '{"n":2}'],
  ['done', '{}'],
]
const second = (n: number) => fileAt + n * 1_000 + 250

test('an array that was saved before its end, and JSON lines of which one is damaged, give what they have', async () => {
  const array = await takeText('[{"a":1},\n{"b":["]},[",{"c":2}]},\n{"c":"cut')
  expect(array.runs[0]?.map(({ data, trueSize }) => [data, trueSize])).toEqual([
    ['{"a":1}', null],
    ['{"b":["]},[",{"c":2}]}', null],
    ['{"c":"cut', 9],
  ])
  expect(array.problems).toEqual([[0, 'element 3: the file ends within it']])
  const rows = await takeText('{"a":1}\n{"a":2}\noops\n{"a":3}\n{"a":4')
  expect(rows.runs[0]?.map(({ data }) => data)).toEqual(['{"a":1}', '{"a":2}', 'oops', '{"a":3}', '{"a":4'])
  expect(rows.problems).toEqual([
    [3, 'it is no JSON, and is kept as it came'],
    [5, 'the file ends within it'],
  ])
})

test('times that a browser kept are those of the text’s events where both tell the same', async () => {
  const entry = {
    startedDateTime: new Date(fileAt).toISOString(),
    request: { method: 'GET', url: 'https://example.com/e' },
    response: { status: 200, content: { mimeType: 'text/event-stream', text: stream } },
    _eventSourceMessages: events.map(([eventName, data], i) => ({
      time: `${second(i) / 1_000}`,
      eventName,
      data,
    })),
  }
  const { runs, notes } = await takeText(JSON.stringify({ log: { entries: [entry] } }))
  expect(runs[0]?.map(({ name, at, id }) => [name, at, id])).toEqual([
    ['step', second(0), null],
    ['message', second(1), null],
    ['done', second(2), '3'],
  ])
  expect(notes).toEqual([])
})

test('a form that was posted fills the form of its kind; another method at that address is another request', async () => {
  const entry = (method: string) => ({
    request: {
      method,
      url: 'https://example.com/generate-stream',
      postData: { params: [{ name: 'topic', value: 'Tides & moons' }] },
    },
    response: { content: { mimeType: 'text/plain', text: stream } },
  })
  const { heads, notes } = await takeText(JSON.stringify({ log: { entries: [entry('POST'), entry('PUT')] } }))
  expect(heads.map(({ kind, params, summary }) => [kind, params, summary.generates])).toEqual([
    ['learning-paths', { topic: 'Tides & moons' }, true],
    [
      'plain',
      { url: 'https://example.com/generate-stream', method: 'PUT', body: 'topic=Tides+%26+moons' },
      true,
    ],
  ])
  expect(notes).toContain('entry 1 is a stream, but its type is written down as “text/plain”.')
})

test('an event in a line of which the text ends is kept, and marked as cut', async () => {
  const { runs, problems } = await takeText('data: one\n\ndata: tw')
  expect(runs[0]?.map(({ data, trueSize, flags: bits }) => [data, trueSize, bits])).toEqual([
    ['one', null, 0],
    ['tw', 2, flags.truncated],
  ])
  expect(problems).toEqual([[3, 'the last event was cut off before its blank line (8 bytes)']])
})

test('an event without data is one where it tells the end of its job, as over a connection', async () => {
  const entry = {
    request: { method: 'GET', url: 'https://example.com/v1/flashcards/runs/biology/events' },
    response: {
      content: {
        mimeType: 'text/event-stream',
        text: 'event: odd\n\nevent: ping\ndata: {}\n\nevent: end\n\n',
      },
    },
  }
  const { heads, runs } = await takeText(JSON.stringify({ log: { entries: [entry] } }))
  expect(heads[0]?.kind).toBe('flashcards')
  expect(runs[0]?.map(({ name, flags: bits }) => [name, (bits & flags.noData) !== 0])).toEqual([
    ['ping', false],
    ['end', true],
  ])
})
