// What an answer's body is, told by its beginning, however the bytes came; none of them is lost.

import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { startBody } from '../../src/engine/connection/body-start.ts'

/** How `text` is framed in pieces of `size` bytes, and all that can be read after that was told. */
async function look(text: string, size = 1) {
  const bytes = Buffer.from(text)
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  )
  const start = startBody({ body: Readable.from(pieces, { objectMode: true }), end: () => {} })
  const framing = await start.framing()
  if (framing === null) return [null, await start.text()]
  const read: Buffer[] = []
  const chunks = start.chunks()
  for (let one = await chunks.next(); one.done !== true; one = await chunks.next()) read.push(one.value)
  return [framing, Buffer.concat(read).toString()]
}

test.each([
  ['a comment', ': hi\n', 'events'],
  ['data', '\ufeff\r\n\ndata:1\n\n', 'events'],
  ['a name', 'event: x\n', 'events'],
  ['an id', 'id:\n', 'events'],
  ['a reconnection time', 'retry: 5\n', 'events'],
  ['JSON lines', '{"a":1}\n\n{"a":', 'lines'],
  ['JSON lines after a mark and blanks', '\ufeff\n {"a":1} \r\n{"b":2}\n', 'lines'],
  ['a JSON text sequence', '\x1e{"a":\n1}\n', 'sequence'],
  ['a JSON document', '{"a":1}\n', null],
  ['a JSON document with line feeds', '{\n"a":{}\n}\n', null],
  ['a JSON document of two lines', '{"a":1}\n]', null],
  ['a list', '[{"a":1},\n{"a":2}]', null],
  ['HTML', '<!doctype html>\n', null],
  ['a word that begins like a field', 'datum: 1\n', null],
  ['a field without its colon', 'data\n', null],
  ['the beginning of a field', 'dat', null],
  ['blank lines', '\n\n', null],
  ['nothing', '', null],
] as const)('%s', async (_what, text, framing) => {
  for (const size of [1, 2, 3, 1_000]) expect(await look(text, size)).toEqual([framing, text])
})

test('a line that is too long to be a record is a document', async () => {
  const text = `{"a":"${'x'.repeat(2 ** 20)}`
  expect((await look(text, 65_536))[0]).toBe(null)
})

test('an answer that goes on after one JSON line is JSON lines, and what comes then is read', async () => {
  const body = new Readable({ read: () => {} })
  body.push('{"a":1}\n')
  const start = startBody({ body, end: () => {} })
  const framing = start.framing()
  await new Promise((done) => setImmediate(done))
  expect([start.isLate(), await framing]).toEqual([true, 'lines'])
  const chunks = start.chunks()
  expect(String((await chunks.next()).value)).toBe('{"a":1}\n')
  body.push('{"b":2}\n')
  expect(String((await chunks.next()).value)).toBe('{"b":2}\n')
  body.destroy(new Error('lost'))
  await expect(chunks.next()).rejects.toThrow('lost')
})

test('an answer of which nothing decides yet is not late but silent', async () => {
  const body = new Readable({ read: () => {} })
  body.push('{"a":')
  const start = startBody({ body, end: () => body.destroy() })
  const framing = start.framing()
  await new Promise((done) => setImmediate(done))
  expect(start.isLate()).toBe(false)
  body.push(null)
  expect(await framing).toBe(null)
})
