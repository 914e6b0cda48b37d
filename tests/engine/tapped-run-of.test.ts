// What a run keeps of a request’s body, and what a run is of a request that cannot be understood.

import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { keptBody } from '../../src/engine/base/tap-port.ts'
import { runOf } from '../../src/engine/tapped/run-of.ts'
import { type Asked, requestOf, runOfRequest as run } from '../support/tapped-request.ts'

const to = 'https://api.example'
const json = ['Content-Type', 'application/json'] as const
const form = ['Content-Type', 'application/x-www-form-urlencoded'] as const
const post = { method: 'POST' } as const

test.each<[string, Asked]>([
  ['packed', { headers: [form, ['Content-Encoding', 'gzip']], body: gzipSync('topic=sea') }],
  ['no text', { headers: [form], body: Uint8Array.of(0xff, 0xfe, 0) }],
  [
    'in another charset',
    { headers: [['content-type', 'text/plain; charset=iso-8859-1']], body: 'topic=sea' },
  ],
  ['not told whole', { headers: [form, ['content-length', '20']], body: 'topic=sea' }],
  ['not known', { headers: [form], body: null }],
])('a body that is %s is not kept, and the request not sent again', (_what, asked) => {
  const found = run({ ...post, path: '/generate-stream', ...asked })
  expect(found).toMatchObject({
    kind: { id: 'plain' },
    hasSecret: true,
    generates: true,
    params: { method: 'POST' },
  })
  expect(found.params).not.toHaveProperty('body')
})

test.each<[string, Asked, string]>([
  ['as long as is told', { headers: [form], body: `topic=${'s'.repeat(keptBody)}` }, 'Not kept: 1.0 MB'],
  ['longer than is told', { headers: [form, ['content-length', '2000000']], body: null }, 'Not kept: 2.0 MB'],
  ['a long form', { headers: [form], body: `topic=${'s'.repeat(300_000)}` }, 'Not kept: 300 kB'],
  [
    'long without its long texts',
    { headers: [json], body: JSON.stringify(Array(300).fill('s'.repeat(1_000))) },
    'Not kept: 301 kB',
  ],
])('of a body that is %s its length is said, and the request not sent again', (_what, asked, said) => {
  expect(run({ ...post, path: '/generate-stream', ...asked })).toMatchObject({
    kind: { id: 'plain' },
    hasSecret: true,
    generates: true,
    params: { method: 'POST', body: said },
  })
})

test('a long body of JSON is kept without its long texts, whose length is said, and tells its kind', () => {
  const picture = 'cnry'.repeat(100_000)
  const messages = [
    { role: 'user', content: picture },
    { role: 'assistant', content: 'A fox.' },
    { role: 'user', content: 'Why the moon?' },
  ]
  const body = JSON.stringify({ model: 'm-1', stream: true, messages })
  const chat = run({ ...post, path: '/v1/chat/completions', headers: [json], body })
  expect(chat).toMatchObject({ kind: { id: 'chat' }, hasSecret: true, generates: true })
  const plain = run({ ...post, path: '/work', headers: [json], body })
  expect(plain).toMatchObject({ kind: { id: 'plain' }, hasSecret: true })
  const kept = [{ role: 'user', content: 'Not kept: 400,000 characters' }, ...messages.slice(1)]
  expect(JSON.parse(plain.params.body ?? '')).toEqual({ model: 'm-1', stream: true, messages: kept })
  expect(JSON.stringify([chat, plain])).not.toContain('cnry')
  // A body that is not so long is kept with its long texts.
  const short = JSON.stringify({ text: picture.slice(0, 10_000) })
  expect(run({ ...post, path: '/work', headers: [json], body: short })).toMatchObject({
    hasSecret: false,
    params: { body: short },
  })
})

test('where no body is to be kept, its length is', () => {
  const keepBody = false
  const chat = JSON.stringify({
    model: 'cnry',
    stream: true,
    n: 1,
    messages: [{ role: 'user', content: 'cnry' }],
  })
  const cases: readonly [Asked, object][] = [
    [
      { path: '/work', headers: [json], body: '{"a":"cnry"}' },
      { kind: { id: 'plain' }, params: { body: 'Not kept: 12 B' } },
    ],
    [
      { path: '/generate-stream', headers: [form], body: 'topic=cnry&b=cnry' },
      { kind: { id: 'learning-paths' }, title: 'Not kept: 17 B' },
    ],
    [
      { path: '/v1/chat/completions', headers: [json], body: chat },
      { kind: { id: 'chat' }, params: { preset: 'openai', prompt: `Not kept: ${chat.length} B` } },
    ],
  ]
  for (const [asked, expected] of cases) {
    const found = run({ ...post, ...asked }, { keepBody })
    expect(found).toMatchObject({ ...expected, hasSecret: true, generates: true })
    expect(JSON.stringify(found)).not.toContain('cnry')
  }
  expect(run({ path: '/events' }, { keepBody })).toMatchObject({ hasSecret: false })
})

test('a pattern that never ends costs the run its particulars, and nothing else', () => {
  const path = `/${'a'.repeat(60)}!`
  const found = run({ path }, {}, { patterns: ['(a+)+$', 'b'] })
  expect(found).toMatchObject({ kind: { id: 'plain' }, hasSecret: true, url: to, title: 'api.example' })
  expect(JSON.stringify(found)).not.toContain('aaa')
})

test.each(['not a url', 'ftp://h.example/x', ''])('%j as an address is a run all the same', (url) => {
  expect(run({ url })).toMatchObject({ kind: { id: 'plain' }, hasSecret: true })
})

test('a method that no form offers is a run that starts work', () => {
  expect(run({ method: 'PROPFIND', path: '/x' })).toMatchObject({
    method: 'PROPFIND',
    generates: true,
    hasSecret: true,
  })
})

test('without a kind that takes any request there is no run', () => {
  const given = { kind: null, readAs: null, keepBody: true }
  const deps = { kinds: new Map(), serverAt: () => null, patterns: [] }
  expect(runOf(requestOf({ path: '/' }), null, given, deps)).toBeNull()
})
