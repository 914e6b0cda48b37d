// Streams of model APIs as the field has them, asked for by POST as a plain run and as a chat: what became of the job is read by
// itself, and what failed never shows as completed.

import { expect, test } from 'vitest'
import { plainRun } from '../support/open-engine.ts'
import { createFieldStage } from './field-stage.ts'

const stage = createFieldStage()
const ways = ['plain', 'chat'] as const

/** Asks for the case until its connection rests. */
async function watchCase(name: string, way: (typeof ways)[number]) {
  const { url, requests } = await stage.serve(name)
  const input = plainRun(`${url}/v1/`, { method: 'POST', body: '{"stream":true}' })
  const chat = { preset: 'custom', path: '/v1/', prompt: 'Why tides?' }
  const { run } = await stage
    .engine()
    .call('runs.add', way === 'plain' ? input : { ...input, kind: 'chat', baseUrl: url, params: chat })
  const { connection } = await stage.settled(run)
  const { job } = await stage.engine().call('runs.job', { run })
  return { job, connection, asked: requests.map(({ method }) => method) }
}

type Essence = {
  readonly state: string
  readonly cause: string | null
  readonly connection: string
  readonly reader: string | null
  readonly text: string | null
  readonly unreadable?: number
  readonly pings?: number
}

const whole = { state: 'completed', cause: null, connection: 'closed' } as const
const openai = 'openai-chat'
const responses = 'openai-responses'

const cases: readonly (readonly [string, Essence])[] = [
  ['01-openai-chat', { ...whole, reader: openai, text: 'The sea rises 🌊.' }],
  [
    '02-openai-error-in-stream',
    {
      ...whole,
      state: 'failed',
      cause: 'internal_server_error: Engine loop has died',
      reader: openai,
      text: 'The sea ',
    },
  ],
  [
    '03-openrouter-error-in-chunk',
    { ...whole, state: 'failed', cause: '502: Upstream worker limit reached', reader: openai, text: 'Half ' },
  ],
  ['04-responses-completed', { ...whole, reader: responses, text: 'High tide' }],
  [
    '05-responses-failed',
    {
      ...whole,
      state: 'failed',
      cause: 'server_error: The model could not be run',
      reader: responses,
      text: 'High tide',
    },
  ],
  [
    '06-responses-incomplete',
    {
      ...whole,
      state: 'failed',
      cause: 'incomplete: max_output_tokens',
      reader: responses,
      text: 'High tide',
    },
  ],
  ['07-anthropic', { ...whole, reader: 'anthropic', text: 'Low tide', pings: 1 }],
  [
    '08-anthropic-overloaded',
    {
      ...whole,
      state: 'failed',
      cause: 'overloaded_error: Overloaded',
      reader: 'anthropic',
      text: 'Low tide',
      pings: 1,
    },
  ],
  ['09-gemini', { ...whole, reader: 'gemini', text: 'Spring tide' }],
  ['10-openrouter-comments', { ...whole, reader: openai, text: 'ok', pings: 1 }],
  ['11-ollama-ndjson', { ...whole, reader: 'ollama', text: 'Neap tide' }],
  ['12-glued-chunks', { ...whole, reader: openai, text: 'I', unreadable: 1 }],
]

test.each(cases.flatMap(([name, expected]) => ways.map((way) => [name, way, expected] as const)))(
  '%s as a %s run is read for what it is, and asked for once',
  async (name, way, expected) => {
    const { job, connection, asked } = await watchCase(name, way)
    expect({
      state: job.state,
      cause: job.cause,
      connection: connection.state,
      reader: job.reader?.id ?? null,
      text: job.text?.content ?? null,
      unreadable: job.counts.unreadable,
      pings: job.counts.pings,
    }).toEqual({ unreadable: 0, pings: 0, ...expected })
    expect(asked).toEqual(['POST'])
  },
)

test.each(ways)('40: a %s run cut in the middle of a piece is unknown, and never ends well', async (way) => {
  const { job, connection } = await watchCase('40-cut-in-event', way)
  expect([job.state, connection.state, job.text?.content]).toEqual(['unknown', 'ended-early', 'whole'])
})

test('01: beside the answer its reasoning, its call of a tool and its tokens are known', async () => {
  const { job } = await watchCase('01-openai-chat', 'plain')
  expect(job.reasoning?.content).toBe('Tides come from gravity.')
  expect(job.tools).toMatchObject([
    { id: 'call_1', name: 'moon', state: 'called', args: '{"day"', result: null },
  ])
  expect(job.usage).toEqual({
    input: 7,
    output: 5,
    cached: null,
    reasoning: null,
    model: 'm',
    finish: 'stop',
  })
  expect(job.reader).toEqual({ id: 'openai-chat', from: 1 })
})

test.each([
  ['06-responses-incomplete', { finish: 'max_output_tokens' }],
  ['07-anthropic', { input: 9, output: 4, finish: 'end_turn' }],
  ['09-gemini', { finish: 'STOP' }],
  ['11-ollama-ndjson', { model: 'q' }],
])('%s: what was used and why the model stopped is known', async (name, used) => {
  expect((await watchCase(name, 'plain')).job.usage).toMatchObject(used)
})
