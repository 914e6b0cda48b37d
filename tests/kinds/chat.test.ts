// Chats beyond their recordings: the prompt on its way, the names that a server may have for it, and the ends.

import { expect, test } from 'vitest'
import { fold, newJob } from '../../src/core/job/fold.ts'
import { checkParams } from '../../src/core/kind/params.ts'
import { matchUrl } from '../../src/core/kind/urls.ts'
import { kindOf } from './all-kinds.ts'

const kind = kindOf('chat')
const event = (data: string, name = 'message') => ({ name, id: null, data })

test.each([
  [{ prompt: 'Why?' }, 'http://h/chat?prompt=Why%3F'],
  [
    { prompt: 'two\nlines & more', path: '/v1/ask?model=small', promptName: 'q' },
    'http://h/v1/ask?model=small&q=two%0Alines+%26+more',
  ],
  [{ prompt: 'x', promptName: '__proto__' }, 'http://h/chat?__proto__=x'],
])('%j is asked for at %s', (params: Record<string, string>, url) => {
  expect(kind.request({ baseUrl: 'http://h', params }, null)).toEqual({
    method: 'GET',
    url,
    headers: {},
    body: null,
  })
})

test('a prompt of several lines is a prompt, one of blanks is none', () => {
  expect(checkParams(kind.fields, { prompt: 'a\nb' })).toEqual({
    ok: true,
    params: { prompt: 'a\nb', path: '/chat', promptName: 'prompt' },
  })
  expect(checkParams(kind.fields, { prompt: ' \n ' })).toEqual({
    ok: false,
    problems: { prompt: 'Prompt is needed.' },
  })
})

test('a URL with a prompt is a chat, one without is none', () => {
  const [pattern = ''] = kind.urlPatterns
  expect([matchUrl(pattern, 'http://h/ai/chat?prompt=hi'), matchUrl(pattern, 'http://h/chat')]).toEqual([
    { baseUrl: 'http://h/ai', params: { prompt: 'hi' } },
    null,
  ])
})

test('the title is the start of the prompt on one line', () => {
  expect(kind.title({ prompt: `Explain\n tides ${'again '.repeat(20)}` })).toBe(
    'Explain tides again again again again again again again aga…',
  )
})

test('a failure stays one when [DONE] follows it, and the job fails for the first cause', () => {
  const events = [
    event('{"error": true, "message": "out of memory"}', 'error'),
    event('oops', 'error'),
    event('[DONE]'),
  ]
  const job = events.reduce(
    (next, one, at) => fold(next, { at, readings: kind.read(one, {}), repeat: false }),
    newJob(),
  )
  expect([job.state, job.cause, job.terminal]).toEqual(['failed', 'out of memory', true])
})

test('an error alone is no end: the stream’s own end is yet to come', () => {
  expect(kind.read(event('{"error": true, "message": "x"}', 'error'), {})).toEqual([
    { type: 'outcome', state: 'failed', reason: 'x' },
  ])
})

test('JSON too deep to read is not shown as the model’s words', () => {
  const deep = `{"content": ${'['.repeat(100)}${']'.repeat(100)}}`
  expect(kind.read(event(deep), {}).map(({ type }) => type)).toEqual(['unreadable'])
})

test.each([
  '{"id":"1","choices":[{"delta":{"content":"half"',
  '{"id":"1","choices":[]}{"id":"2","choices":[]}',
  ' { "tokens": 3, ',
  '[{"content":"a"},',
])('%s looks like an object and is none: it is unreadable, and never the answer’s text', (data) => {
  expect(kind.read(event(data), {}).map(({ type }) => type)).toEqual(['unreadable'])
})

test.each(['{', 'if (a) { b }', '[1] the first source', '{ not json }'])(
  '%s is text of the answer, whatever bracket it begins with',
  (data) => {
    expect(kind.read(event(data), {})).toEqual([{ type: 'text', mode: 'append', text: data }])
  },
)
