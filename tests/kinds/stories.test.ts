// Stories beyond their recordings: the request with its query, its titles, and what a pasted URL must hold.

import { describe, expect, test } from 'vitest'
import { checkParams } from '../../src/core/kind/params.ts'
import { matchUrl } from '../../src/core/kind/urls.ts'
import { kindOf } from './all-kinds.ts'

const kind = kindOf('stories')
const [pattern = ''] = kind.urlPatterns

const chunk = (type: string, data: unknown) => ({
  name: 'story_chunk',
  id: null,
  data: JSON.stringify({ type, data }),
})

describe('the request', () => {
  test('carries the documented query, the chapter by its default, and no title where none is wanted', () => {
    const checked = checkParams(kind.fields, { child_id: '1', theme: 'deep sea & stars', title: '  ' })
    if (!checked.ok) throw new Error('these parameters are good')
    const request = kind.request({ baseUrl: 'http://localhost:8000', params: checked.params }, null)
    expect(request).toEqual({
      method: 'GET',
      url: 'http://localhost:8000/api/v1/stories/generate/stream?child_id=1&theme=deep+sea+%26+stars&chapter_number=1',
      headers: {},
      body: null,
    })
  })

  test.each([
    [{}, { child_id: 'Child id is needed.', theme: 'Theme is needed.' }],
    [{ child_id: '0', theme: 'x' }, { child_id: 'Child id must be 1 or more.' }],
    [{ child_id: '1.5', theme: 'x' }, { child_id: 'Child id must be a whole number.' }],
    [{ child_id: '1', theme: 'x', chapter_number: '-2' }, { chapter_number: 'Chapter must be 1 or more.' }],
  ])('%j is refused in words', (given: Record<string, string>, problems) => {
    expect(checkParams(kind.fields, given)).toEqual({ ok: false, problems })
  })
})

test.each([
  ['http://h/api/v1/stories/generate/stream?theme=space&child_id=7', { child_id: '7', theme: 'space' }],
  [
    'http://h/api/v1/stories/generate/stream?child_id=7&theme=a&title=b&chapter_number=2&trace=1',
    { child_id: '7', theme: 'a', title: 'b', chapter_number: '2' },
  ],
])('%s is a story', (url, params) => {
  expect(matchUrl(pattern, url)).toEqual({ baseUrl: 'http://h', params })
})

test.each(['http://h/api/v1/stories/generate/stream?theme=space', 'http://h/api/v1/stories/generate/stream'])(
  '%s is none: what the API requires is not there',
  (url) => {
    expect(matchUrl(pattern, url)).toBeNull()
  },
)

test.each([
  [{ child_id: '1', theme: 'adventure' }, 'Adventure for child 1, chapter 1'],
  [
    { child_id: '1', theme: 'adventure', chapter_number: '3', title: 'The humming light' },
    'The humming light, chapter 3',
  ],
  [{ theme: 'élan\nvital' }, 'Élan vital for child ?, chapter 1'],
])('a run of %j is titled %s', (params: Record<string, string>, title) => {
  expect(kind.title(params)).toBe(title)
})

test('a story is given ten minutes, no beat is expected of it, and it is never asked for twice', () => {
  expect([kind.timeLimitMs, kind.beatMs, kind.observes({}), kind.repeats]).toEqual([
    600_000,
    null,
    false,
    'none',
  ])
})

test('a reason that comes with a story that did not succeed is the cause', () => {
  const [outcome] = kind.read(chunk('complete', { success: false, message: 'Not safe for this child' }), {})
  expect(outcome).toEqual({ type: 'outcome', state: 'failed', reason: 'Not safe for this child' })
})

test('issues that are no list are shown all the same', () => {
  const read = (issues: unknown) => kind.read(chunk('safety_check', { approved: false, issues }), {})[0]
  expect(
    [read('too dark'), read(undefined), read(3)].map((one) => one?.type === 'check' && one.issues),
  ).toEqual([['too dark'], [], ['3']])
})

test.each([
  ['calculate_metrics', 'Calculate metrics'],
  ['translate-text', 'Translate text'],
  ['GenerateImages', 'GenerateImages'],
  ['__', '__'],
])('the node %s is shown as %s', (node, label) => {
  const [stage] = kind.read(chunk('node_event', { node, status: 'started' }), {})
  expect(stage).toEqual({ type: 'stage', id: node, label, state: 'started', index: null, of: null })
})
