// The AI SDK on both sides: its own message streams on the server, its chat transport in the application.

import {
  createUIMessageStream,
  DefaultChatTransport,
  pipeUIMessageStreamToResponse,
  type UIMessage,
  type UIMessageChunk,
} from 'ai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTappedEngine, type TappedEngine } from '../../support/tapped-engine.ts'
import { beside, errorOf, type Serve } from './beside.ts'
import { createCanaries } from './canaries.ts'
import { endOf, ends } from './ends.ts'

let engine: TappedEngine
const canaries = createCanaries()

beforeAll(async () => {
  engine = await startTappedEngine()
})
afterAll(async () => {
  const found = await canaries.found(engine)
  await engine.close()
  expect(found).toEqual([])
})

const messages: UIMessage[] = [{ id: 'q', role: 'user', parts: [{ type: 'text', text: 'Why tides?' }] }]

/** `leaves`: after two chunks. */
async function play(url: string, leaves = false) {
  const given: UIMessageChunk[] = []
  const leaving = new AbortController()
  const transport = new DefaultChatTransport({
    api: `${url}/api/chat`,
    headers: { Authorization: `Bearer ${canaries.plant('ai-token')}` },
    body: { password: canaries.plant('ai-body') },
  })
  const common = { chatId: 'c', messages, abortSignal: leaving.signal, messageId: undefined }
  try {
    const stream = await transport.sendMessages({ ...common, trigger: 'submit-message' })
    for await (const chunk of stream) {
      given.push(chunk)
      if (leaves && given.length === 2) leaving.abort()
    }
    return { given, thrown: null }
  } catch (thrown) {
    return { given, thrown: errorOf(thrown) }
  }
}

const said: readonly UIMessageChunk[] = [
  { type: 'start', messageId: 'm-1' },
  { type: 'text-start', id: 't' },
  { type: 'text-delta', id: 't', delta: 'Because of ' },
  { type: 'text-delta', id: 't', delta: 'the moon.' },
]
const whole: readonly UIMessageChunk[] = [...said, { type: 'text-end', id: 't' }, { type: 'finish' }]

/** `then`: what becomes of the answer once these chunks are out. */
const serving =
  (chunks: readonly UIMessageChunk[], then: 'end' | 'wait' | 'cut' | 'throw'): Serve =>
  (_request, response) => {
    const stream =
      then === 'end' || then === 'throw'
        ? createUIMessageStream({
            execute: ({ writer }) => {
              for (const chunk of chunks) writer.write(chunk)
              if (then === 'throw') throw new Error('The model ran aground')
            },
            onError: String,
            generateId: () => 'm-1',
          })
        : new ReadableStream<UIMessageChunk>({
            start: (controller) => {
              for (const chunk of chunks) controller.enqueue(chunk)
            },
            pull: () => {
              if (then === 'cut') setImmediate(() => response.socket?.destroySoon())
              return new Promise(() => {})
            },
          })
    // A stream that breaks was passed on as it is.
    void pipeUIMessageStreamToResponse({ response, stream }).catch(() => {})
  }

test('a whole answer', async () => {
  const { seen } = await beside(
    engine,
    () => serving(whole, 'end'),
    (url) => play(url),
  )
  expect(seen).toEqual({ given: whole, thrown: null })
  const end = { ...ends.whole, reader: 'ai-sdk', text: 'Because of the moon.' }
  expect(await endOf(engine)).toMatchObject(end)
})

test('an answer that breaks off', async () => {
  const { seen } = await beside(
    engine,
    () => serving(said, 'cut'),
    (url) => play(url),
  )
  expect(seen).toMatchObject({ given: said, thrown: { message: 'terminated' } })
  expect(await endOf(engine)).toMatchObject({ ...ends.broken, text: 'Because of the moon.' })
})

test('an answer that fails in the midst', async () => {
  const { seen } = await beside(
    engine,
    () => serving(said, 'throw'),
    (url) => play(url),
  )
  expect(seen.given.at(-1)).toEqual({ type: 'error', errorText: 'Error: The model ran aground' })
  expect(await endOf(engine)).toMatchObject(ends.failed)
})

test('an answer that the application leaves', async () => {
  const { seen, heard } = await beside(
    engine,
    () => serving(said, 'wait'),
    (url) => play(url, true),
  )
  expect([seen.thrown, heard]).toMatchObject([{ name: 'AbortError' }, [{ end: 'left' }]])
  expect(await endOf(engine)).toMatchObject(ends.left)
})

test.each([401, 429, 500])('a refusal with %i', async (status) => {
  const serve: Serve = (_request, response) =>
    response.writeHead(status, { 'retry-after': '7' }).end('The harbour is closed')
  const { seen } = await beside(
    engine,
    () => serve,
    (url) => play(url),
  )
  expect(seen.thrown).toMatchObject({ message: 'The harbour is closed' })
})
