// What the rules of a kind file read: values where they stand, every word of the vocabulary, and nothing that is not there.

import { expect, test } from 'vitest'
import { parseKindFile } from '../../../src/core/kind-file/parse.ts'
import type { Reader } from '../../../src/core/reader/reader.ts'
import { kindFile, readBy } from './support.ts'

const says = (saying: unknown, data: unknown, name = 'message') => readBy([{ says: saying }], data, name)

test('a value is a path, a text with paths in it, or itself', () => {
  const log = (message: unknown) => says({ type: 'log', message }, { a: { b: [1, { c: 'deep' }] }, n: 9 })
  const line = (message: unknown) => log(message).map((reading) => reading.type === 'log' && reading.message)
  expect(
    ['data.a.b.1.c', '{{data.n}} of {{event.name}} {{event.id}}', 'as it is', { text: 'data.n' }, 7].map(
      line,
    ),
  ).toEqual([['deep'], ['9 of message e1'], ['as it is'], ['data.n'], ['7']])
  expect(says({ type: 'text', text: 'data' }, '"Hel\\nlo"')).toMatchObject([{ text: 'Hel\nlo' }])
  // A template with a hole is no sentence.
  expect(['{{data.n}} of {{data.none}}', 'data.a.constructor', 'data.__proto__'].map(line)).toEqual([
    [],
    [],
    [],
  ])
})

test('words are looked up, numbers scaled, and what is absent has another value', () => {
  const state = { from: 'data.s', words: { ok: 'completed', __proto__: 'failed' }, or: 'processing' }
  const status = (data: unknown) => says({ type: 'status', state }, data)
  expect([{ s: 'ok' }, {}, { s: 'constructor' }].map(status)).toEqual([
    [{ type: 'outcome', state: 'completed', reason: null }],
    [{ type: 'status', state: 'processing' }],
    [{ type: 'unreadable', reason: '“constructor” is not a status that the API documents.' }],
  ])
  expect(says({ type: 'progress', percent: { from: 'data.share', times: 100 } }, { share: 0.25 })).toEqual([
    { type: 'progress', percent: 25, done: null, total: null, raw: null },
  ])
})

test('every word of the vocabulary can be said', () => {
  const data = {
    id: 'a',
    n: 3,
    of: 4,
    list: ['x', 1],
    at: '2026-01-01T00:00:00Z',
    s: 1_767_225_600,
    no: false,
  }
  const all = [
    { type: 'ping' },
    { type: 'status', state: 'pending' },
    { type: 'progress', done: 'data.n', total: 'data.of' },
    {
      type: 'stage',
      label: 'Step {{data.n}}',
      id: 'data.id',
      state: 'started',
      index: 'data.n',
      of: 'data.of',
    },
    { type: 'log', message: 'data.id', level: 'warn', details: 'data.list', at: 'data.at' },
    { type: 'item', id: 'data.id', tags: 'data.list' },
    { type: 'text', text: 'data.id', channel: 'reasoning' },
    { type: 'tool', id: 'data.id', name: 'look', args: 'data.list' },
    { type: 'usage', output: 'data.n', adds: true },
    { type: 'check', name: 'Safe', passed: 'data.no', issues: 'data.list', score: 'data.n' },
    { type: 'times', startedAt: 'data.s', endedAt: 'data.at' },
    { type: 'fact', name: 'List', value: 'data.list' },
    { type: 'outcome', state: 'failed', reason: 'data.id' },
    { type: 'unreadable', reason: 'odd' },
    { type: 'terminal' },
  ]
  const at = 1_767_225_600_000
  expect(readBy([{ says: all }], data)).toEqual([
    { type: 'ping' },
    { type: 'status', state: 'pending' },
    { type: 'progress', percent: null, done: 3, total: 4, raw: null },
    { type: 'stage', id: 'a', label: 'Step 3', state: 'started', index: 3, of: 4 },
    { type: 'log', level: 'warning', message: 'a', details: '["x",1]', at: '2026-01-01T00:00:00Z' },
    { type: 'item', id: 'a', title: 'a', description: null, tags: ['x', '1'], state: null, at: null },
    { type: 'text', mode: 'append', text: 'a', channel: 'reasoning' },
    {
      type: 'tool',
      id: 'a',
      name: 'look',
      state: 'called',
      args: { mode: 'final', text: '["x",1]' },
      result: null,
    },
    {
      type: 'usage',
      ...{ input: null, output: 3, cached: null, reasoning: null, model: null, finish: null },
      adds: true,
    },
    { type: 'check', name: 'Safe', passed: false, score: 3, issues: ['x', '1'] },
    { type: 'times', startedAt: at, endedAt: at },
    { type: 'fact', name: 'List', value: '["x",1]' },
    { type: 'outcome', state: 'failed', reason: 'a' },
    { type: 'unreadable', reason: 'odd' },
    { type: 'terminal' },
  ])
})

test('each entry of a list is read, of a list that is the data too', () => {
  const item = { type: 'item', id: 'item.id', title: '{{item.name}} in {{data.box}}' }
  const rule = { when: 'event:found', each: 'data.items', says: item }
  const of = (data: unknown) => readBy([rule], data, 'found').map((one) => ('title' in one ? one.title : one))
  expect(of({ box: 'B', items: [{ id: 1, name: 'a' }, 3, { id: 2, name: 'b' }] })).toEqual([
    'a in B',
    'b in B',
  ])
  expect(of({ items: 3 })).toEqual([{ type: 'unreadable', reason: 'Its items is no list.' }])
  expect(of({})).toEqual([])
  expect(readBy([{ each: 'data', says: { type: 'log', message: 'item' } }], '["a", 2]')).toMatchObject([
    { message: 'a' },
    { message: '2' },
  ])
  const many = readBy([{ each: 'data.items', says: { type: 'log', message: 'item' } }], {
    items: Array.from({ length: 5_000 }, (_, i) => i),
  })
  expect([many.length, many.at(-1)]).toEqual([
    1_001,
    { type: 'unreadable', reason: 'Its “items” has 5000 entries, of which the first 1000 are read.' },
  ])
})

test('all rules that fit say something, the first verdict of an event counts, and a value of a wrong type is said', () => {
  const rules = [
    {
      when: 'data.error:*',
      says: [{ type: 'outcome', state: 'failed', reason: 'data.error' }, { type: 'terminal' }],
    },
    { when: 'data.done:true', says: [{ type: 'outcome', state: 'completed' }, { type: 'terminal' }] },
    { says: { type: 'progress', percent: 'data.pct' } },
  ]
  expect(readBy(rules, { error: { code: 5 }, done: true, pct: 'half' })).toEqual([
    { type: 'outcome', state: 'failed', reason: '{"code":5}' },
    { type: 'terminal' },
    { type: 'unreadable', reason: 'Its pct is not a number.' },
  ])
})

test('data that is no object is said once where a rule looks into it, and rules for absence pass it by', () => {
  const rules = [
    { when: 'event:tick -data.n:*', says: { type: 'log', message: 'no n' } },
    { when: 'event:tick', says: [{ type: 'fact', name: 'n', value: 'data.n' }, { type: 'terminal' }] },
  ]
  expect(readBy(rules, '{"n": 1', 'tick')).toEqual([
    { type: 'unreadable', reason: 'The data of this tick event is no JSON object.' },
    { type: 'terminal' },
  ])
  expect(readBy(rules, {}, 'tick')).toMatchObject([{ message: 'no n' }, { type: 'terminal' }])
})

test('what no rule reads is a ping, a line of text, or left to the reader that the file names', () => {
  expect([
    says({ type: 'log', message: 'data' }, '', 'ping'),
    readBy([], 'hello'),
    readBy([], { a: 1 }),
  ]).toMatchObject([[{ type: 'ping' }], [{ type: 'log', message: 'hello' }], []])
  const reader: Reader = {
    id: 'echo',
    label: 'Echo',
    source: '',
    choice: 'offered',
    recognises: () => false,
    read: ({ data }) => (data === 'end' ? [] : [{ type: 'text', mode: 'append', text: data }]),
    endsWell: () => true,
  }
  const file = {
    version: 1,
    label: 'Jobs',
    request: { path: '/jobs' },
    reader: 'echo',
    rules: [{ when: 'event:own', says: { type: 'ping' } }],
  }
  const parsed = parseKindFile('jobs.kind.json', JSON.stringify(file), {
    readers: [reader],
    ownIds: new Set(),
  })
  if (!parsed.ok) throw new Error('not read')
  const read = (name: string, data: string) => parsed.kind.read({ name, id: null, data }, {})
  expect([read('own', 'x'), read('message', 'x'), read('message', 'end')]).toEqual([
    [{ type: 'ping' }],
    [{ type: 'text', mode: 'append', text: 'x' }],
    [{ type: 'log', level: 'info', message: 'end', details: null, at: null }],
  ])
})

test('a file is bounded, and hostile texts in it stay texts', () => {
  const rule = { says: { type: 'ping' } }
  expect(kindFile({ rules: Array.from({ length: 201 }, () => rule) }).ok).toBe(false)
  expect(kindFile({ description: 'x'.repeat(300_000) }).ok).toBe(false)
  // A value that looks like a template is never looked at again.
  expect(
    says({ type: 'log', message: 'said {{data.a}}' }, { a: '{{data.a}} {{data.b}}', b: 'no' }),
  ).toMatchObject([{ message: 'said {{data.a}} {{data.b}}' }])
  const long = `${'a '.repeat(100_000)}${'{{'.repeat(50_000)}`
  const search = { when: '"a a a b" OR data.x:y', says: { type: 'log', message: 'data' } }
  expect(readBy([search], long)).toMatchObject([{ type: 'log' }])
})
