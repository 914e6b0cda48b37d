// Processes beyond their recordings: the path that a person gives, and the setting that allows asking again.

import { expect, test } from 'vitest'
import { checkParams } from '../../src/core/kind/params.ts'
import { kindOf } from './all-kinds.ts'

const kind = kindOf('processes')

test.each([
  [{}, 'https://h.example/api/process/stream'],
  [{ path: '/jobs/7/stream?from=1&x=a b' }, 'https://h.example/jobs/7/stream?from=1&x=a%20b'],
  // Not as an address of another server, even where the check was not asked.
  [{ path: '.evil.example/x' }, 'https://h.example/.evil.example/x'],
  [{ path: '@evil.example/x' }, 'https://h.example/@evil.example/x'],
  [{ path: '//evil.example/x' }, 'https://h.example//evil.example/x'],
])('%j is asked for at %s', (params: Record<string, string>, url) => {
  expect(kind.request({ baseUrl: 'https://h.example', params }, null)).toEqual({
    method: 'GET',
    url,
    headers: {},
    body: null,
  })
})

test('a path without its slash is refused in words', () => {
  expect(checkParams(kind.fields, { path: 'api/stream' })).toEqual({
    ok: false,
    problems: { path: 'The path must begin with a slash.' },
  })
})

test('asking again is allowed only where a person said that it is harmless', () => {
  const checked = checkParams(kind.fields, {})
  expect(checked).toEqual({ ok: true, params: { path: '/api/process/stream', repeat: 'no' } })
  expect([{}, { repeat: 'no' }, { repeat: 'yes' }, { repeat: 'YES' }].map(kind.observes)).toEqual([
    false,
    false,
    true,
    false,
  ])
})

test('the title never shows the query, which may hold secrets', () => {
  expect(kind.title({ path: '/jobs/7/stream?token=abc#x' })).toBe('Process /jobs/7/stream')
})

test.each([
  ['a text', 'a text'],
  ['{"rows":3}', { rows: 3 }],
  ['[1,2]', [1, 2]],
  ['0', 0],
  ['false', false],
])('the result %s is shown as it came', (value, data) => {
  const event = { name: 'result', id: null, data: JSON.stringify({ success: true, data }) }
  expect(kind.read(event, {})).toEqual([
    { type: 'fact', name: 'Result', value },
    { type: 'outcome', state: 'completed', reason: null },
    { type: 'terminal' },
  ])
})

test('a result with no data is a result', () => {
  const event = { name: 'result', id: null, data: '{"success": false}' }
  expect(kind.read(event, {})).toEqual([
    { type: 'outcome', state: 'failed', reason: 'The service gave no reason.' },
    { type: 'terminal' },
  ])
})
