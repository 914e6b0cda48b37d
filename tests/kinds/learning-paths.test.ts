// Learning paths beyond their recordings: the posted form.

import { expect, test } from 'vitest'
import { checkParams } from '../../src/core/kind/params.ts'
import { kindOf } from './all-kinds.ts'

const kind = kindOf('learning-paths')
const ask = (params: Record<string, string>) =>
  kind.request({ baseUrl: 'http://localhost:5000', params }, null)

test('the form is posted as a form', () => {
  expect(ask({ topic: 'Rust & C++ = ❤' })).toEqual({
    method: 'POST',
    url: 'http://localhost:5000/generate-stream',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'topic=Rust+%26+C%2B%2B+%3D+%E2%9D%A4',
  })
})

test('further fields follow in their order, repeated names and odd ones too', () => {
  const fields = 'goal=job\r\n\r\n goal = hobby \nnote=a=b\n__proto__=x\nempty='
  expect(ask({ topic: 'Go', fields }).body).toBe('topic=Go&goal=job&goal=hobby&note=a%3Db&__proto__=x&empty=')
})

test.each(['expertise_level', 'ok=1\nno equals sign', '=value', '  = x'])(
  'the further fields “%s” are refused in words',
  (fields) => {
    expect(checkParams(kind.fields, { topic: 'Go', fields })).toEqual({
      ok: false,
      problems: { fields: 'Write each further field on a line of its own, as name=value.' },
    })
  },
)

test('a topic is needed, and a path is never asked for twice by itself', () => {
  expect(checkParams(kind.fields, { topic: ' ' })).toEqual({
    ok: false,
    problems: { topic: 'Topic is needed.' },
  })
  expect(kind.observes({ topic: 'Go' })).toBe(false)
})

test.each([
  [{ topic: 'Machine   learning\nbasics' }, 'Machine learning basics'],
  [{}, 'Learning path'],
])('a run of %j is titled %s', (params: Record<string, string>, title) => {
  expect(kind.title(params)).toBe(title)
})
