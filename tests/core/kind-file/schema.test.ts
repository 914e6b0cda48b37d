// What the documents say of the format: the JSON Schema that editors complete by is the schema that files are read by (`npx
// vitest run -u` writes it anew), and the example works.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type KindFile, kindFileSchema } from '../../../src/core/kind-file/format.ts'
import { kindOfFile } from '../../../src/core/kind-file/parse.ts'
import { parseText, told } from './support.ts'

const docs = join(import.meta.dirname, '../../../docs')

test('docs/kind.schema.json is made of the format', async () => {
  const schema = {
    title: 'Runlight kind file',
    description: 'A kind of service that a person made, without code: docs/kind-files.md.',
    ...z.toJSONSchema(kindFileSchema, { io: 'input' }),
  }
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(join(docs, 'kind.schema.json'))
})

test('the example of docs/kind-files.md reads what it says of itself', () => {
  const page = readFileSync(join(docs, 'kind-files.md'), 'utf8')
  const [, stream = '', text = ''] = /```\n(event:.*?)```.*?```json\n(.*?)```/s.exec(page) ?? []
  const parsed = parseText(text, 'backups.kind.json')
  expect(told(parsed)).toEqual([])
  const events = [...stream.matchAll(/event: (\w+)\ndata: (.*)/g)].map(([, name = '', data = '']) => ({
    name,
    id: null,
    data,
  }))
  const readings = events.map((event) => (parsed.ok ? parsed.kind.read(event, {}) : []))
  expect(readings).toMatchObject([
    [{ state: 'processing' }, { done: 40, total: 120 }, { label: 'Copy files', state: 'entered' }],
    [{ type: 'item', id: '/etc/hosts', description: '220 bytes' }],
    [{ type: 'outcome', state: 'failed', reason: 'The disk is full' }, { type: 'terminal' }],
  ])
})

test('a screen that makes a file gets the same kind, and problems by their path', () => {
  const file: KindFile = { version: 1, label: 'Jobs', request: { path: '/jobs' } }
  const made = kindOfFile('jobs', file, [])
  expect(made.ok && made.kind.read({ name: 'message', id: null, data: 'hello' }, {})).toMatchObject([
    { message: 'hello' },
  ])
  expect(kindOfFile('jobs', { ...file, title: '{{x}}' }, [])).toEqual({
    ok: false,
    problems: [{ path: ['title'], reason: 'There is no field “x”. There are no fields.' }],
  })
})
