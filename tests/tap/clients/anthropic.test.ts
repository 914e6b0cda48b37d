// Anthropic's own client and its helper for streamed messages, through a tap as without one.

import Anthropic from '@anthropic-ai/sdk'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { startTappedEngine, type TappedEngine } from '../../support/tapped-engine.ts'
import { createCanaries } from './canaries.ts'
import { block, type Dialect } from './model-server.ts'
import { proveClient } from './prove-client.ts'

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

const errorOf = (message: string) => ({ type: 'error', error: { type: 'tidal_error', message } })
const event = (type: string, more: object) => block({ type, ...more }, type)
const said = (text: string) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } })
const messages: Dialect = {
  refusal: (message) => JSON.stringify(errorOf(message)),
  error: block(errorOf('The model ran aground'), 'error'),
  blocks: [
    event('message_start', {
      message: {
        id: 'm-1',
        type: 'message',
        role: 'assistant',
        model: 'tidal-1',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: 10, output_tokens: 1 },
      },
    }),
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    said('Because of '),
    said('the moon — 🌕.'),
    event('ping', {}),
    event('content_block_stop', { index: 0 }),
    event('message_delta', {
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: 7 },
    }),
    event('message_stop', {}),
  ],
}
const question = {
  model: 'tidal-1',
  max_tokens: 100,
  messages: [{ role: 'user' as const, content: 'Why tides?' }],
}
const clientAt = (url: string) =>
  new Anthropic({
    apiKey: canaries.plant('anthropic-key'),
    baseURL: url,
    maxRetries: 1,
    defaultHeaders: { 'X-Tenant-Code': canaries.plant('anthropic-header') },
  })

describe.each([
  ['messages', async (client: Anthropic) => client.messages.create({ ...question, stream: true })],
  ['the helper for messages', async (client: Anthropic) => client.messages.stream(question)],
] as const)('%s', (_name, ask) => {
  proveClient({
    engine: () => engine,
    dialect: messages,
    reader: 'anthropic',
    agent: 'Anthropic/JS ',
    parts: 7,
    ask: (url) => ask(clientAt(url)),
  })
})
