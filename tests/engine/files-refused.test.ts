// Files that are no stream, however much they look like one, and files that want to do harm: each is told why, in time.

import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { takeText } from '../support/take-file.ts'

test.each([
  ['HTML', '<!doctype html>\n<title>x</title>\n<p>data: hi\n', 'is HTML or XML, not the text of a stream'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'is a picture'],
  ['no text', Buffer.from([1, 0, 2, 0, 3, 0, 4, 0, 5, 0]), 'is no text'],
  ['nothing but blanks', ' \n\n', 'has nothing but blanks in it'],
  ['one JSON object', '{\n  "data": "x",\n  "event": "y"\n}\n', 'is not a Runlight transcript'],
  ['an array of numbers', '[1, 2, 3]\n', 'is not a Runlight transcript'],
  ['YAML that is indented', 'spec:\n  id: a\n  data: b\n\n  data: d\nother: 1\n', 'is none as a whole'],
  ['a list of YAML', 'all:\n- data: a\n- data: b\n\n- data: c\n', 'is none as a whole'],
  ['a program', 'export default {\n  id: 1,\n  data: 2,\n\n  event: 3,\n}\n', 'is none as a whole'],
  [
    'prose',
    'Dear all,\nin this event: nothing happens. The data: are here.\n\n data: foo\n\nBye\n',
    'is none as a whole',
  ],
])('%s is refused', async (_name, content, sentence) => {
  await expect(takeText(content)).rejects.toThrow(sentence)
})

test('a compressed file that was cut off gives what it holds, and says so', async () => {
  const many = Array.from({ length: 2_000 }, (_, i) => `data: ${Math.sin(i)}\n\n`).join('')
  const packed = gzipSync(many)
  const taken = await takeText(packed.subarray(0, packed.length / 2))
  expect(taken.runs[0]?.length).toBeGreaterThan(500)
  expect(taken.problems[0]).toEqual([0, 'it was cut off: what could be unpacked of it is taken in'])
  await expect(takeText(Buffer.from('1f8b0800000000000003ffffffff', 'hex'))).rejects.toThrow(
    'it cannot be unpacked',
  )
})

test('a file that unpacks to far too much is given up in time, and leaves nothing', async () => {
  // Members of a gzip file follow each other.
  const member = gzipSync(Buffer.from('data: x\n'.repeat(2 ** 17)))
  await expect(takeText(Buffer.concat(Array.from({ length: 300 }, () => member)))).rejects.toThrow(
    'times its size, which no text of events does',
  )
})

test('JSON that nests deeply is an event like any other, and its file no danger', async () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const taken = await takeText(`{"a":${deep}}\n{"a":2}\n`)
  expect(taken.runs[0]?.map(({ data }) => data.length)).toEqual([400_006, 7])
  const entry = {
    request: { method: 'POST', url: 'https://example.com/e', postData: { text: deep } },
    response: { content: { mimeType: 'text/event-stream', text: 'data: a\n\ndata: b\n\ndata: c\n\n' } },
  }
  expect((await takeText(JSON.stringify({ log: { entries: [entry] } }))).runs[0]).toHaveLength(3)
})
