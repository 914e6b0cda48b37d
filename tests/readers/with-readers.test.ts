// The setting *Read as*: what `auto` chooses, from when on, and what stays with the kind.

import { expect, test } from 'vitest'
import { newJob } from '../../src/core/job/fold.ts'
import { checkParams } from '../../src/core/kind/params.ts'
import type { Reader } from '../../src/core/reader/reader.ts'
import { chosenBefore, withReaders } from '../../src/core/reader/with-readers.ts'
import { kindOf } from '../kinds/all-kinds.ts'

const shouting: Reader = {
  id: 'shouting',
  label: 'Shouting',
  source: 'https://example.com/',
  choice: 'auto',
  recognises: ({ data }) => data === 'HELLO',
  read: ({ data }) =>
    data === data.toUpperCase() ? [{ type: 'text', mode: 'append', text: data.toLowerCase() }] : [],
  endsWell: ({ text }) => text?.content.endsWith('bye') === true,
}
const offered: Reader = { ...shouting, id: 'offered', choice: 'offered' }
const plain = withReaders(kindOf('plain'), [offered, shouting])
const event = (data: string) => ({ name: 'message', id: null, data })
const hello = { type: 'text', mode: 'append', text: 'hello' }

test('auto chooses by an event that is certain, says so, and reads it', () => {
  expect(plain.read(event('HELLO'), {})).toEqual([{ type: 'reader', id: 'shouting' }, hello])
  expect(plain.read(event('WORLD'), {})).toEqual(kindOf('plain').read(event('WORLD'), {}))
})

test('from then on the reader reads, and its kind what the dialect does not know', () => {
  expect(plain.read(event('WORLD'), {}, 'shouting')).toEqual([{ ...hello, text: 'world' }])
  expect(plain.read(event('whisper'), {}, 'shouting')).toEqual(kindOf('plain').read(event('whisper'), {}))
  const broken = [{ type: 'unreadable', reason: 'This looks like JSON and cannot be read as such.' }]
  expect(plain.read(event('{"half": "an ob'), {}, 'shouting')).toEqual(broken)
  const piece = { ...hello, text: '{"half": "an ob' }
  expect(plain.read(event('{"HALF": "AN OB'), {}, 'shouting')).toEqual([piece])
})

test('a reader that a person named reads from the first event on, and no other is looked for', () => {
  expect(plain.read(event('HELLO'), { readAs: 'offered' })).toEqual([hello])
  expect(plain.read(event('HELLO'), { readAs: 'none' })).toEqual(kindOf('plain').read(event('HELLO'), {}))
})

test('the end of a stream is good where the reader says so', () => {
  const said = (content: string) => ({
    ...newJob(),
    text: { content, length: 0, source: 'pieces' as const, differs: false, pieces: 1 },
  })
  expect(plain.endsWell?.(said('good bye'), { readAs: 'shouting' })).toBe(true)
  expect(plain.endsWell?.({ ...said('good bye'), reader: { id: 'shouting', from: 1 } }, {})).toBe(true)
  expect(plain.endsWell?.(said('good bye'), {})).toBe(false)
  expect(plain.endsWell?.(said('good'), { readAs: 'shouting' })).toBe(false)
})

test('the setting is a field of the kinds that take readers, and of no other', () => {
  expect(plain.fields.at(-1)).toMatchObject({ name: 'readAs', default: 'auto' })
  expect(checkParams(plain.fields, { url: 'http://a.example/', readAs: 'nobody' }).ok).toBe(false)
  expect(withReaders(kindOf('stories'), [shouting])).toBe(kindOf('stories'))
})

test('an event before the choice was read without it', () => {
  expect(chosenBefore({ reader: { id: 'shouting', from: 3 } }, 3)).toBeUndefined()
  expect(chosenBefore({ reader: { id: 'shouting', from: 3 } }, 4)).toBe('shouting')
  expect(chosenBefore({}, 4)).toBeUndefined()
})
