// The player of field cases sends what is written, byte for byte.

import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { parseAnswer } from './answer-script.ts'
import { startFieldServer } from './field-server.ts'

test('a script’s orders become steps, and its lines bytes', () => {
  const script =
    'HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\ndata: a\n@crlf\n\n@repeat 3 ":\\n"\n@sleep 5\n@cut\n'
  expect(parseAnswer(script)).toEqual({
    chunked: true,
    steps: [
      { do: 'head', text: 'HTTP/1.1 200 OK\r\n' },
      { do: 'head', text: 'Transfer-Encoding: chunked\r\n' },
      { do: 'head', text: '\r\n' },
      { do: 'body', text: 'data: a\n', times: 1 },
      { do: 'body', text: '\r\n', times: 1 },
      { do: 'body', text: ':\n', times: 3 },
      { do: 'sleep', ms: 5 },
      { do: 'cut' },
    ],
  })
})

test('a head whose lines end in LF alone arrives so, and the request is kept', async () => {
  const server = await startFieldServer('42-lf-only-head')
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.write('POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi')
  const answer = await text(socket)
  await server.close()
  expect(answer.startsWith('HTTP/1.1 200 OK\nContent-Type: text/event-stream\n')).toBe(true)
  expect(server.requests).toMatchObject([{ method: 'POST', path: '/x', headers: { host: 'a' }, body: 'hi' }])
})
