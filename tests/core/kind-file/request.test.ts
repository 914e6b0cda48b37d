// The request of a kind file: values are escaped for where they stand, and its address is known again.

import { expect, test } from 'vitest'
import type { Kind } from '../../../src/core/kind/kind.ts'
import { matchKind } from '../../../src/core/kind/match-kind.ts'
import { checkParams } from '../../../src/core/kind/params.ts'
import { kindFile, told } from './support.ts'

function made(changes: Record<string, unknown>): Kind {
  const parsed = kindFile(changes)
  if (!parsed.ok) throw new Error(told(parsed).join('\n'))
  return parsed.kind
}

const ask = (changes: Record<string, unknown>, params: Record<string, string>) =>
  made(changes).request({ baseUrl: 'https://a.example/base', params }, null)

test('a value can add no step to a path, no pair to a query and no line to a header', () => {
  const fields = [{ name: 'id', label: 'Id', required: true }]
  const request = {
    path: '/jobs/{{id}}/events',
    query: { part: 'p-{{id}}' },
    headers: { 'X-Job': 'job {{id}}' },
  }
  const value = '../a b/?x=1&y#é\r\n'
  expect(ask({ fields, request }, { id: value })).toEqual({
    method: 'GET',
    url: 'https://a.example/base/jobs/..%2Fa%20b%2F%3Fx%3D1%26y%23%C3%A9%0D%0A/events?part=p-..%2Fa+b%2F%3Fx%3D1%26y%23%C3%A9%0D%0A',
    headers: { 'x-job': 'job ../a b/?x=1&y#%C3%A9%0D%0A' },
    body: null,
  })
  expect(checkParams(made({ fields, request }).fields, { id: '..' })).toEqual({
    ok: false,
    problems: { id: 'Id cannot be a single or a double dot.' },
  })
})

test('a body is JSON in which a field has its own type, a form, or a text', () => {
  const fields = [
    { name: 'q', label: 'Q', required: true },
    { name: 'n', label: 'N', type: 'integer' },
    { name: 'on', label: 'On', type: 'switch' },
    { name: 'tags', label: 'Tags', type: 'lines' },
  ]
  const json = { text: 'say {{q}}', n: '{{n}}', on: '{{on}}', tags: '{{tags}}', keep: [1, null, '{{n}}'] }
  const params = { q: 'a"},{"x":"', n: '5', on: 'no', tags: 'a\nb' }
  const sent = ask({ fields, request: { path: '/ask', body: { json } } }, params)
  expect([sent.method, sent.headers, JSON.parse(sent.body ?? '')]).toEqual([
    'POST',
    { 'content-type': 'application/json' },
    { text: 'say a"},{"x":"', n: 5, on: false, tags: ['a', 'b'], keep: [1, null, 5] },
  ])
  const bare = ask({ fields, request: { path: '/ask', body: { json } } }, { q: 'x' })
  expect(JSON.parse(bare.body ?? '')).toEqual({ text: 'say x', keep: [1, null] })
  const form = { form: { q: '{{q}}', n: '{{n}}' }, lines: 'tags' }
  expect(
    ask({ fields, request: { path: '/ask', body: form } }, { q: 'a&b=c', tags: 'x=1\nno\nx=2' }).body,
  ).toBe('q=a%26b%3Dc&x=1&x=2')
})

test('patterns are made of the path and of query parameters that bear their field’s name', () => {
  const kind = made({
    fields: [
      { name: 'id', label: 'Id', required: true },
      { name: 'lang', label: 'Language' },
    ],
    request: { path: '/jobs/{{id}}/events', query: { lang: '{{lang}}', fixed: '1' } },
  })
  expect(kind.urlPatterns).toEqual(['/jobs/{id}/events?lang'])
  expect(matchKind(kind, 'https://a.example/x/jobs/7/events?lang=de&more=1')).toEqual({
    baseUrl: 'https://a.example/x',
    params: { id: '7', lang: 'de', query: 'more=1' },
    complete: true,
  })
})

test('a service at one place has its whole address in the file, and any address is one field', () => {
  const fixed = made({ request: { url: 'https://api.example.com/jobs/{{id}}' } })
  expect([fixed.needsServer, fixed.request({ baseUrl: '', params: { id: 'a/b' } }, null).url]).toEqual([
    false,
    'https://api.example.com/jobs/a%2Fb',
  ])
  const any = made({ fields: [{ name: 'url', label: 'URL', type: 'url' }], request: { url: '{{url}}' } })
  expect(any.request({ baseUrl: '', params: { url: 'http://x.example/a?b' } }, null).url).toBe(
    'http://x.example/a?b',
  )
})

test('only what the file says, or a method that reads, is taken to observe', () => {
  const of = (changes: Record<string, unknown>) => {
    const { observes, guesses } = made(changes)
    return [observes({}), guesses?.({}) ?? false]
  }
  const post = { request: { path: '/jobs', method: 'POST' } }
  expect([of({}), of({ observes: true }), of({ observes: false }), of(post)]).toEqual([
    [true, true],
    [true, false],
    [false, false],
    [false, true],
  ])
  const asked = made({
    fields: [
      { name: 'id', label: 'Id' },
      { name: 'again', label: 'Again', type: 'switch', default: 'no' },
    ],
    observes: { field: 'again', in: ['yes'] },
  })
  expect([asked.observes({}), asked.observes({ again: 'yes' })]).toEqual([false, true])
})
