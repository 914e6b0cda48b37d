// Chats beyond their recordings: the prompt on its way, the names that a server may have for it, and the ends.

import fc from 'fast-check'
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

const asked = (params: Record<string, string>, baseUrl = 'http://h') => {
  const checked = checkParams(kind.fields, params)
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  const { method, url, headers, body } = kind.request({ baseUrl, params: checked.params }, null)
  return { method, url, headers, body: JSON.parse(body ?? 'null') }
}
const user = (content: string) => [{ role: 'user', content }]

test.each([
  [
    'openai',
    '/v1/chat/completions',
    {},
    { model: 'm', stream: true, stream_options: { include_usage: true }, messages: user('Why?') },
  ],
  ['responses', '/v1/responses', {}, { model: 'm', stream: true, input: 'Why?' }],
  [
    'anthropic',
    '/v1/messages',
    { 'anthropic-version': '2023-06-01' },
    { model: 'm', max_tokens: 4096, stream: true, messages: user('Why?') },
  ],
  [
    'gemini',
    '/v1beta/models/m:streamGenerateContent?alt=sse',
    {},
    { contents: [{ role: 'user', parts: [{ text: 'Why?' }] }] },
  ],
  [
    'ollama',
    '/api/chat',
    { accept: 'application/x-ndjson' },
    { model: 'm', stream: true, messages: user('Why?') },
  ],
  ['custom', '/chat', {}, { prompt: 'Why?' }],
])('%s is asked at %s as its reference says', (preset, path, headers, body) => {
  expect(asked({ prompt: 'Why?', model: 'm', preset })).toEqual({
    method: 'POST',
    url: `http://h${path}`,
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
})

test('a base URL that has the version already does not have it twice; a path of one’s own is taken as it is', () => {
  const at = (base: string, more: Record<string, string> = {}) =>
    asked({ prompt: 'x', model: 'models/a b', preset: 'openai', ...more }, base).url
  expect([
    at('https://openrouter.ai/api/v1'),
    at('https://h.example/v1'),
    at('https://h.example/v1', { path: '/v1/{{model}}?api-version=1', query: 'a=b' }),
  ]).toEqual([
    'https://openrouter.ai/api/v1/chat/completions',
    'https://h.example/v1/chat/completions',
    'https://h.example/v1/v1/a%20b?api-version=1&a=b',
  ])
})

test('no prompt breaks out of its string', () => {
  const template =
    '{"{{model}}": ["{{prompt}}", "a {{prompt}}{{model}} \\\\{{prompt}}", "{{other}} $&"], "n": 12345678901234567890}'
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (given, model) => {
      const prompt = `x${given}`
      const { body } = kind.request(
        { baseUrl: 'http://h', params: { preset: 'custom', prompt, model, template } },
        null,
      )
      expect(JSON.parse(body ?? '')).toEqual({
        [model]: [prompt, `a ${prompt}${model} \\${prompt}`, '{{other}} $&'],
        n: JSON.parse('12345678901234567890'),
      })
    }),
  )
})

test.each([
  [{ preset: 'openai' }, { model: 'Model is needed.' }],
  [{ preset: 'get', model: 'm' }, { model: 'Model does not go with the other parameters: leave it out.' }],
  [
    { preset: 'custom', template: '{"q": {{prompt}}}' },
    { template: 'Body is not JSON: check its commas and quotes, and write {{prompt}} inside a string.' },
  ],
  [
    { preset: 'custom', template: '{"q": "why"}' },
    { template: 'Body has no {{prompt}}: write it inside a string, where the value goes.' },
  ],
])('%j is refused in words', (params: Record<string, string>, problems) => {
  expect(checkParams(kind.fields, { prompt: 'x', ...params })).toEqual({ ok: false, problems })
})

test('a prompt of several lines is a prompt, one of blanks is none', () => {
  expect(checkParams(kind.fields, { prompt: 'a\nb' })).toEqual({
    ok: true,
    params: { prompt: 'a\nb', preset: 'get', promptName: 'prompt', readAs: 'auto' },
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
