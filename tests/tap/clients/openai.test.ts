// OpenAI's own client, chat completions and responses, through a tap as without one.

import OpenAI from 'openai'
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

const refusal = (message: string) =>
  JSON.stringify({ error: { message, type: 'tidal_error', param: null, code: 'tide' } })
const chunk = (delta: object, finish: string | null = null, more: object = {}) =>
  block({
    id: 'c-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'tidal-1',
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...more,
  })
const usage = { prompt_tokens: 10, completion_tokens: 7, total_tokens: 17 }
const chat: Dialect = {
  refusal,
  error: block(JSON.parse(refusal('The model ran aground'))),
  blocks: [
    chunk({ role: 'assistant', content: '' }),
    chunk({ content: 'Because of ' }),
    chunk({ content: 'the moon — 🌕.' }),
    chunk({}, 'stop'),
    chunk({}, null, { choices: [], usage }),
    block('[DONE]'),
  ],
}
let number = 0
const event = (type: string, more: object) => block({ type, sequence_number: number++, ...more }, type)
const message = (text: string, status: string) => ({
  id: 'm-1',
  type: 'message',
  role: 'assistant',
  status,
  content: [{ type: 'output_text', text, annotations: [] }],
})
const response = (status: string, more: object = {}) => ({
  response: { id: 'r-1', object: 'response', status, model: 'tidal-1', output: [], ...more },
})
const at = { item_id: 'm-1', output_index: 0, content_index: 0 }
const responses: Dialect = {
  refusal,
  error: event('error', { message: 'The model ran aground', code: 'tide', param: null }),
  blocks: [
    event('response.created', response('in_progress')),
    event('response.output_item.added', { output_index: 0, item: message('', 'in_progress') }),
    event('response.output_text.delta', { ...at, delta: 'Because of ' }),
    event('response.output_text.delta', { ...at, delta: 'the moon — 🌕.' }),
    event('response.output_text.done', { ...at, text: 'Because of the moon — 🌕.' }),
    event(
      'response.completed',
      response('completed', {
        output: [message('Because of the moon — 🌕.', 'completed')],
        usage: { input_tokens: 10, output_tokens: 7, total_tokens: 17 },
      }),
    ),
  ],
}

const clientAt = (url: string) =>
  new OpenAI({
    apiKey: canaries.plant('openai-key'),
    baseURL: `${url}/v1`,
    maxRetries: 1,
    defaultHeaders: { 'X-Tenant-Code': canaries.plant('openai-header') },
    defaultQuery: { access_token: canaries.plant('openai-query') },
  })
const asks = {
  'chat completions': (client: OpenAI) =>
    client.chat.completions.create({
      model: 'tidal-1',
      stream: true,
      stream_options: { include_usage: true },
      messages: [{ role: 'user', content: 'Why tides?' }],
    }),
  responses: (client: OpenAI) =>
    client.responses.create({ model: 'tidal-1', stream: true, input: 'Why tides?' }),
}

describe.each([
  ['chat completions', chat, 'openai-chat', 5],
  ['responses', responses, 'openai-responses', 6],
] as const)('%s', (name, dialect, reader, parts) => {
  proveClient({
    engine: () => engine,
    dialect,
    reader,
    parts,
    agent: 'OpenAI/JS ',
    ask: (url) => asks[name](clientAt(url)),
  })
})
