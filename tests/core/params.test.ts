// The check of a form's values: what is filled in, what is refused, and in which words.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Field } from '../../src/core/kind/kind.ts'
import { checkParams, fieldProblem } from '../../src/core/kind/params.ts'

const field = (more: Partial<Field>): Field => ({
  name: 'thing',
  label: 'Thing',
  type: 'text',
  required: false,
  default: null,
  help: '',
  ...more,
})

describe('checkParams', () => {
  const fields = [
    field({ name: 'id', label: 'Id', required: true }),
    field({ name: 'chapter', label: 'Chapter', type: 'integer', default: '1', min: 1, max: 99 }),
    field({ name: 'note', label: 'Note', type: 'multiline' }),
  ]

  test('fills in defaults, trims one-line values and leaves out what was not given', () => {
    expect(checkParams(fields, { id: ' 7 ', note: '' })).toEqual({
      ok: true,
      params: { id: '7', chapter: '1' },
    })
  })

  test('keeps a text of several lines as it was typed', () => {
    expect(checkParams(fields, { id: '7', chapter: '2', note: ' a\n b \n' })).toEqual({
      ok: true,
      params: { id: '7', chapter: '2', note: ' a\n b \n' },
    })
  })

  test('names every problem at once, unknown parameters too', () => {
    expect(checkParams(fields, { chapter: '0', colour: 'red', __proto__: 'x' })).toEqual({
      ok: false,
      problems: {
        colour: 'There is no parameter colour here. Known: id, chapter, note.',
        id: 'Id is needed.',
        chapter: 'Chapter must be 1 or more.',
      },
    })
  })

  test('takes no value from a prototype', () => {
    const given: Record<string, string> = Object.create({ id: 'inherited' })
    expect(checkParams(fields, given)).toEqual({ ok: false, problems: { id: 'Id is needed.' } })
    const named = JSON.parse('{"id": "7", "__proto__": "x"}')
    expect(checkParams(fields, named)).toMatchObject({ ok: false })
  })

  test('is stable: what it has passed it passes again, unchanged', () => {
    fc.assert(
      fc.property(fc.record({ id: fc.string(), chapter: fc.string(), note: fc.string() }), (given) => {
        const checked = checkParams(fields, given)
        if (checked.ok) expect(checkParams(fields, checked.params)).toEqual(checked)
        else expect(Object.keys(checked.problems).length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('fieldProblem', () => {
  const choices = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ]
  const pattern = { source: '^/', problem: 'Each line must begin with a slash.' }
  test.each<[Partial<Field>, string, string | null]>([
    [{}, '', null],
    [{ required: true }, '', 'Thing is needed.'],
    [{ required: true, type: 'multiline' }, ' \n ', 'Thing is needed.'],
    [{}, 'one line', null],
    [{}, 'two\nlines', 'Thing must be one line of text.'],
    [{}, 'a\0b', 'Thing must be one line of text.'],
    [{ pattern }, '/x', null],
    [{ pattern }, 'x', 'Each line must begin with a slash.'],
    [{ pattern }, '', null],
    [{ type: 'multiline', pattern }, '/x\n\n/y\r\n/z', null],
    [{ type: 'multiline', pattern }, '/x\ny', 'Each line must begin with a slash.'],
    [{ type: 'multiline' }, 'two\nlines', null],
    [{ type: 'integer' }, '12', null],
    [{ type: 'integer' }, '-3', null],
    [{ type: 'integer' }, '1.5', 'Thing must be a whole number.'],
    [{ type: 'integer' }, '1e3', 'Thing must be a whole number.'],
    [{ type: 'integer' }, '٣', 'Thing must be a whole number.'],
    [{ type: 'integer' }, '9007199254740993', 'Thing must be a whole number.'],
    [{ type: 'integer', min: 1 }, '0', 'Thing must be 1 or more.'],
    [{ type: 'integer', max: 9 }, '10', 'Thing must be 9 or less.'],
    [{ type: 'choice', choices }, 'b', null],
    [{ type: 'choice', choices }, 'c', 'Thing must be one of a, b.'],
    [{ type: 'choice' }, 'c', 'Thing must be one of .'],
    [{ type: 'switch' }, 'yes', null],
    [{ type: 'switch' }, 'true', 'Thing must be yes or no.'],
    [{ type: 'url' }, 'https://h.example/x', null],
    [{ type: 'url' }, 'h.example/x', 'This is not a URL: write it whole, like https://example.com/events.'],
    [{ type: 'headers' }, 'X-Tenant: north\n\nX-Other: 1', null],
    [{ type: 'headers' }, 'X-Tenant north', 'This is not a header: write it as Name: value.'],
    [
      { type: 'headers' },
      'Content-Length: 1',
      'The header Content-Length is set by the connection itself; leave it out.',
    ],
  ])('%j with %j: %s', (more, value, problem) => {
    expect(fieldProblem(field(more), value)).toBe(problem)
  })

  test('never throws, and every problem is a sentence', () => {
    const types = ['text', 'integer', 'url', 'multiline', 'choice', 'switch', 'headers'] as const
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.string({ unit: 'binary' }),
        fc.boolean(),
        (type, value, required) => {
          const problem = fieldProblem(field({ type, required }), value)
          expect(problem ?? 'A sentence.').toMatch(/^[A-Z“].*\.$/s)
        },
      ),
    )
  })
})
