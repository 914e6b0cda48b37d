// docs/transcript.md and the sample transcripts are what they say: every line is read, and every field is told of.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as format from '../../src/core/transcript/format.ts'
import { type Line, readLine } from '../../src/core/transcript/read-line.ts'

const root = join(import.meta.dirname, '../..')
const text = readFileSync(join(root, 'docs/transcript.md'), 'utf8')
const example = /```ndjson\n([\s\S]*?)```/.exec(text)?.[1] ?? ''

function linesOf(content: string): Line[] {
  return content.trimEnd().split('\n').map(readLine)
}

test('the example holds every type of line once, and each is read', () => {
  const types = linesOf(example).map((line) => line.type)
  expect([...new Set(types)].toSorted()).toEqual([
    'attempt',
    'end',
    'event',
    'gap',
    'more',
    'runlight-transcript',
    'transition',
  ])
})

test('the document names every field of every line', () => {
  const schemas = [
    format.headerSchema,
    format.headerSchema.shape.run,
    format.eventLineSchema,
    format.moreLineSchema,
    format.attemptLineSchema,
    format.gapLineSchema,
    format.transitionLineSchema,
    format.endLineSchema,
    format.selectionSchema,
  ]
  const fields = new Set(schemas.flatMap((schema) => Object.keys(schema.shape)))
  for (const known of ['type', 'run']) fields.delete(known)
  const named = new Set([...text.matchAll(/`(?:run\.)?(\w+)`/g)].map((match) => match[1]))
  expect([...fields].filter((field) => !named.has(field))).toEqual([])
})

const samples = join(root, 'resources/samples')

test.each(readdirSync(samples))('the sample %s is a whole section', (name) => {
  const lines = linesOf(readFileSync(join(samples, name), 'utf8'))
  const [header] = lines
  const events = lines.filter((line) => line.type === 'event')
  expect(lines.filter((line) => line.type === 'damaged' || line.type === 'other')).toEqual([])
  expect(header).toMatchObject({ type: format.transcriptType, events: events.length })
  expect(lines.at(-1)).toMatchObject({ type: 'end', events: events.length })
  expect(events.map((event) => event.seq)).toEqual(events.map((_, i) => i + 1))
})
