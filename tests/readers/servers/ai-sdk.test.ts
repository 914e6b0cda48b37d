// Message streams as the AI SDK itself writes them, from a model of its own test kit: read by themselves, with their true ends.

import {
  createUIMessageStream,
  isStepCount,
  pipeUIMessageStreamToResponse,
  streamText,
  tool,
  toUIMessageStream,
  type UIMessage,
  type UIMessageChunk,
  type UIMessageStreamOptions,
} from 'ai'
import { convertArrayToReadableStream, MockLanguageModelV4 } from 'ai/test'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { removeDir, startEngine, type TestEngine } from '../../support/engine.ts'
import { type RealServer, serveWith, watchToRest } from './watched.ts'

let engine: TestEngine
let server: RealServer

beforeAll(async () => {
  engine = await startEngine()
})
afterEach(async () => {
  await server.close()
})
afterAll(async () => {
  await engine.close()
  removeDir(engine.dataDir)
})

type ModelStream = Awaited<ReturnType<MockLanguageModelV4['doStream']>>['stream']
type Part = ModelStream extends ReadableStream<infer P> ? P : never

const finish = (
  unified: 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'interrupted' | 'error',
): Part => ({
  type: 'finish',
  finishReason: { unified, raw: unified },
  usage: {
    inputTokens: { total: 10, noCache: 6, cacheRead: 4, cacheWrite: 0 },
    outputTokens: { total: 7, text: 5, reasoning: 2 },
  },
})
const said = (...deltas: readonly string[]): readonly Part[] => [
  { type: 'text-start', id: 't' },
  ...deltas.map((delta): Part => ({ type: 'text-delta', id: 't', delta })),
  { type: 'text-end', id: 't' },
]
const thought = (delta: string): readonly Part[] => [
  { type: 'reasoning-start', id: 'r' },
  { type: 'reasoning-delta', id: 'r', delta },
  { type: 'reasoning-end', id: 'r' },
]
const called = (toolName: string, input: object): readonly Part[] => {
  const text = JSON.stringify(input)
  return [
    { type: 'tool-input-start', id: 'call-1', toolName },
    { type: 'tool-input-delta', id: 'call-1', delta: text.slice(0, 5) },
    { type: 'tool-input-delta', id: 'call-1', delta: text.slice(5) },
    { type: 'tool-input-end', id: 'call-1' },
    { type: 'tool-call', toolCallId: 'call-1', toolName, input: text },
  ]
}

const tools = {
  moon: tool({
    inputSchema: z.object({ day: z.string() }),
    execute: async ({ day }) => ({ day, phase: 'full' }),
  }),
  sink: tool({
    inputSchema: z.object({ ship: z.string() }),
    execute: async ({ ship }): Promise<string> => {
      throw new Error(`${ship} does not sink`)
    },
  }),
  drift: tool({
    inputSchema: z.object({}),
    execute: async function* () {
      yield 'casting off'
      yield 'adrift'
    },
  }),
  sail: tool({ inputSchema: z.object({ to: z.string() }), execute: async () => 'gone' }),
}

const post = { method: 'POST', body: '{"messages":[]}' }

/** Watches the stream to its rest. */
async function watchStream(make: () => ReadableStream<UIMessageChunk>) {
  server = await serveWith((_request, response) =>
    // A stream that breaks was passed on as it is.
    pipeUIMessageStreamToResponse({ response, stream: make() }).catch(() => {}),
  )
  const seen = await watchToRest(engine, server.url, post)
  expect([server.asked, seen.job.reader?.id, seen.job.counts.unreadable]).toEqual([['POST /'], 'ai-sdk', 0])
  return seen
}

/** What the SDK makes of a model that gives these parts, one list for each of its steps. */
function watchModel(
  steps: readonly (readonly Part[] | ModelStream)[],
  options: UIMessageStreamOptions<UIMessage> = { onError: String },
) {
  const streams = steps.map((step) => ({
    stream: step instanceof ReadableStream ? step : convertArrayToReadableStream([...step]),
  }))
  return watchStream(() => {
    const { stream } = streamText({
      model: new MockLanguageModelV4({ modelId: 'tidal-1', doStream: streams }),
      prompt: 'Why tides?',
      tools,
      toolApproval: { sail: 'user-approval' },
      stopWhen: isStepCount(3),
      maxRetries: 0,
      onError: () => {},
    })
    return toUIMessageStream({ stream, tools, ...options })
  })
}

test('reasoning, a call of a tool with its result, text and what was used', async () => {
  const { job, states } = await watchModel(
    [
      [...thought('The moon matters.'), ...called('moon', { day: 'today' }), finish('tool-calls')],
      [...said('Because ', 'of the moon.'), finish('stop')],
    ],
    {
      messageMetadata: ({ part }) =>
        part.type === 'start'
          ? { model: 'tidal-1' }
          : part.type === 'finish'
            ? { totalUsage: part.totalUsage }
            : undefined,
    },
  )
  expect([states, job.text?.content, job.reasoning?.content]).toEqual([
    ['completed', 'closed'],
    'Because of the moon.',
    'The moon matters.',
  ])
  expect(job.tools).toMatchObject([
    {
      id: 'call-1',
      name: 'moon',
      state: 'completed',
      args: '{"day":"today"}',
      result: '{"day":"today","phase":"full"}',
    },
  ])
  expect(job.usage).toEqual({
    input: 20,
    output: 14,
    cached: 8,
    reasoning: 4,
    model: 'tidal-1',
    finish: 'stop',
  })
})

test('a tool that throws has failed in its own words, and the answer goes on', async () => {
  const { job, states } = await watchModel([
    [...called('sink', { ship: 'Vasa' }), finish('tool-calls')],
    [...said('It floats.'), finish('stop')],
  ])
  expect([states, job.text?.content]).toEqual([['completed', 'closed'], 'It floats.'])
  expect(job.tools).toMatchObject([{ name: 'sink', state: 'failed', result: 'Error: Vasa does not sink' }])
})

test('a tool that gives preliminary results has ended with its last', async () => {
  const { job } = await watchModel([
    [...called('drift', {}), finish('tool-calls')],
    [...said('Ho!'), finish('stop')],
  ])
  expect(job.tools).toMatchObject([{ name: 'drift', state: 'completed', result: 'adrift' }])
})

test('a tool that waits for a person’s word stops the answer in good order', async () => {
  const { job, states } = await watchModel([[...called('sail', { to: 'Porto' }), finish('tool-calls')]])
  expect([states, job.tools]).toMatchObject([['completed', 'closed'], [{ name: 'sail', state: 'called' }]])
  expect(job.checks).toMatchObject([{ passed: false, issues: ['tool-approval-request call-1'] }])
})

test('a call that does not fit its tool has failed', async () => {
  const { job } = await watchModel([
    [...called('moon', { night: 1 }), finish('tool-calls')],
    [...said('Never mind.'), finish('stop')],
  ])
  expect(job.tools).toMatchObject([{ name: 'moon', state: 'failed', args: '{"night":1}' }])
  expect(job.tools?.[0]?.result).toContain('Invalid input for tool moon')
})

const error = new Error('The model ran aground')

test('an error in mid-stream fails the job in its words', async () => {
  const { job, states } = await watchModel([[...said('Half '), { type: 'error', error }, finish('error')]])
  expect([states, job.cause, job.text?.content]).toEqual([
    ['failed', 'closed'],
    'Error: The model ran aground',
    'Half ',
  ])
})

test('a model that cannot be asked at all fails the job', async () => {
  const { job, states } = await watchModel([])
  expect([states, job.state]).toEqual([['failed', 'closed'], 'failed'])
})

test('a model’s stream that breaks ends the answer without a word, which is no good end', async () => {
  const parts = said('Half ')
  const stream = new ReadableStream<Part>({
    start: (controller) => {
      for (const part of parts) controller.enqueue(part)
    },
    pull: (controller) => controller.error(error),
  })
  const { job, states } = await watchModel([stream])
  expect([states, job.text?.content]).toEqual([['unknown', 'ended-early'], 'Half '])
})

test('a server that hides its errors still fails, in the words that it gives', async () => {
  const { job, states } = await watchModel([[{ type: 'error', error }, finish('error')]], {})
  expect([states, job.cause]).toEqual([['failed', 'closed'], 'An error occurred.'])
})

test.each(['length', 'content-filter'] as const)(
  'an answer that ends for %s is not a whole one',
  async (reason) => {
    const { job, states } = await watchModel([[...said('Half '), finish(reason)]])
    expect([states, job.usage?.finish, job.checks.map(({ passed, issues }) => [passed, issues])]).toEqual([
      ['completed', 'closed'],
      reason,
      [[false, [reason]]],
    ])
  },
)

test('an answer whose model was interrupted has failed', async () => {
  const { job, states } = await watchModel([[...said('Half '), finish('interrupted')]])
  expect([states, job.cause, job.usage?.finish]).toEqual([['failed', 'closed'], 'interrupted', 'interrupted'])
})

test('parts of an application’s own say nothing, and its failure is the job’s', async () => {
  const { job, states } = await watchStream(() =>
    createUIMessageStream({
      execute: ({ writer }) => {
        writer.write({ type: 'data-weather', data: { wind: 7 } })
        writer.write({ type: 'source-url', sourceId: 's1', url: 'https://tides.example/', title: 'Tides' })
        writer.write({ type: 'text-start', id: 't' })
        writer.write({ type: 'text-delta', id: 't', delta: 'Windy' })
        throw error
      },
      onError: String,
    }),
  )
  expect([states, job.cause, job.text?.content]).toEqual([
    ['failed', 'closed'],
    'Error: The model ran aground',
    'Windy',
  ])
  expect(job.items).toMatchObject([{ id: 's1', title: 'Tides', description: 'https://tides.example/' }])
})

test('a stream that breaks off has no good end, and is not begun again', async () => {
  server = await serveWith((_request, response) => {
    const stream = new ReadableStream<UIMessageChunk>({
      start: (controller) => {
        controller.enqueue({ type: 'text-start', id: 't' })
        controller.enqueue({ type: 'text-delta', id: 't', delta: 'Half' })
      },
    })
    void pipeUIMessageStreamToResponse({ response, stream, keepAliveMs: 5 })
  })
  const run = await engine.watch(server.url, post)
  await engine.until(run, ({ events, received }) => events === 2 && (received?.comments ?? 0) > 0)
  server.cut()
  const { connection, job } = await engine.until(run, (now) => now.connection.state === 'ended-early')
  expect([job.state, connection.state, server.asked]).toEqual(['unknown', 'ended-early', ['POST /']])
})
