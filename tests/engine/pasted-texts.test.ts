// What browsers and editors copy beside commands: fetch, raw HTTP and HAR. All of them are the same request.

import { describe, expect, test } from 'vitest'
import { requestForm } from '../../src/core/kind/request-form.ts'
import type { PastedRequest } from '../../src/engine/pasted/pasted.ts'
import { readPasted } from '../../src/engine/pasted/read-pasted.ts'

function read(text: string): readonly PastedRequest[] {
  const form = requestForm(text)
  if (form === null) throw new Error(`no request: ${text}`)
  return readPasted(text, form, new Map())
}
const one = (text: string) => {
  const [request, ...others] = read(text)
  expect(others).toEqual([])
  return request
}

const url = 'https://h.example/v1/ask?a=1&b=%20x'
const body = '{"q":"50% \\"why\\"\\n","n":[1,2]}'

describe('fetch', () => {
  test('what Chrome copies', () => {
    const text = `fetch("${url}", {
  "headers": {
    "accept": "text/event-stream",
    "sec-ch-ua": "\\"Chromium\\";v=\\"148\\""
  },
  "referrer": "https://h.example/app",
  "body": ${JSON.stringify(body)},
  "method": "POST",
  "mode": "cors",
  "credentials": "include"
});`
    expect(one(text)).toEqual({
      method: 'POST',
      url,
      headers: [
        ['accept', 'text/event-stream'],
        ['sec-ch-ua', '"Chromium";v="148"'],
        ['Referer', 'https://h.example/app'],
      ],
      body,
      notes: ['The browser sends its cookies with this: if the server needs them, add a header Cookie.'],
    })
  })

  test('what people write for Node: constants, templates, JSON made on the way', () => {
    const text = `
import { x } from './x.js'
const BASE = 'https://h.example'
const payload = { model: "m", stream: true, messages: [{ role: 'user', content: \`a "b"\` }] }
const res = await fetch(\`\${BASE}/s\`, {
  method: 'post',
  headers: new Headers({ 'Content-Type': 'application/json', Authorization: \`Bearer \${process.env.MY_KEY}\`, ...more }),
  body: JSON.stringify(payload),
})
const source = new EventSource(BASE + "/events", { withCredentials: true })`
    const [first, second] = read(text)
    expect(first).toMatchObject({
      method: 'POST',
      url: 'https://h.example/s',
      headers: [['Content-Type', 'application/json']],
      notes: ['Authorization is left out: it uses the variable MY_KEY; add it as a header.'],
    })
    expect(JSON.parse(first?.body ?? '')).toEqual({
      model: 'm',
      stream: true,
      messages: [{ role: 'user', content: 'a "b"' }],
    })
    expect(second).toMatchObject({ method: 'GET', url: 'https://h.example/events' })
  })

  test.each([
    ['fetch(url)', 'The URL of this call is computed: write it in its place.'],
    [
      'fetch("https://h.example", {body: make()})',
      'The body of this call is computed: write its text in its place.',
    ],
    [
      'fetch("https://h.example", {',
      'This script cannot be parsed: copy the call whole, from “fetch(” to its closing bracket.',
    ],
  ])('%s: %s', (text, sentence) => {
    expect(() => read(text)).toThrow(sentence)
  })

  test('nothing of it is run', () => {
    const text = 'fetch((() => { globalThis.ran = true; return "https://h.example" })())'
    expect(() => read(text)).toThrow('The URL of this call is computed')
    expect('ran' in globalThis).toBe(false)
  })
})

describe('HTTP', () => {
  test.each([
    `POST /v1/ask?a=1&b=%20x HTTP/1.1\r\nHost: h.example\r\nAccept: text/event-stream\r\n\r\n${body}`,
    `### ask\nPOST ${url} HTTP/1.1\nAccept: text/event-stream\n\n${body}\n`,
    `POST ${url}\nAccept: text/event-stream\n\n${body}`,
    `:authority: h.example\n:method: POST\n:path: /v1/ask?a=1&b=%20x\n:scheme: https\nAccept: text/event-stream\n\n${body}`,
    `:authority\nh.example\n:method\nPOST\n:path\n/v1/ask?a=1&b=%20x\n:scheme\nhttps\nAccept:\ntext/event-stream\n\n${body}`,
  ])('%j', (text) => {
    expect(one(text)).toEqual({
      method: 'POST',
      url,
      headers: [['Accept', 'text/event-stream']],
      body,
      notes: [],
    })
  })

  test('a host nearby is asked by http', () => {
    expect(one('GET /s HTTP/1.1\nHost: localhost:8000')?.url).toBe('http://localhost:8000/s')
  })
})

describe('HAR', () => {
  const entry = {
    request: {
      method: 'POST',
      url,
      headers: [
        { name: ':authority', value: 'h.example' },
        { name: 'accept', value: 'text/event-stream' },
      ],
      cookies: [{ name: 'sid', value: 'abc' }],
      postData: { mimeType: 'application/json', text: body },
    },
    response: { content: { mimeType: 'text/event-stream' }, headers: [] },
  }
  const other = { request: { method: 'GET', url: 'https://h.example/app.js', headers: [] } }

  test.each([
    entry,
    entry.request,
    { log: { version: '1.2', entries: [entry] } },
    { log: { entries: [other, entry] } },
  ])('%#', (har) => {
    expect(one(JSON.stringify(har, null, 2))).toEqual({
      method: 'POST',
      url,
      headers: [
        ['accept', 'text/event-stream'],
        ['Cookie', 'sid=abc'],
      ],
      body,
      notes: [],
    })
  })

  test('of several requests none is chosen', () => {
    expect(() => read(JSON.stringify({ log: { entries: [entry, entry, other] } }))).toThrow(
      'This HAR has 3 requests, 2 of them with an event stream: copy the one that is meant.',
    )
  })
})
