// Streams of agent frameworks and job services as the field has them: what became of the job is read by itself, in the server's
// own words, and what failed never shows as completed.

import { expect, test } from 'vitest'
import { createFieldStage } from './field-stage.ts'

const stage = createFieldStage()
const post = { method: 'POST', body: '{}' }

/** Asks for the case until its connection rests. */
async function watchCase(name: string, params: Record<string, string> = post) {
  const { id, connection } = await stage.watch(name, params)
  const { job } = await stage.engine().call('runs.job', { run: id })
  return { job, connection, asked: stage.server().requests.length }
}

test.each([
  ['16-langserve', 'langgraph', ['completed', 'closed'], null, 'Spring tide'],
  ['17-replicate-done-error', 'replicate', ['failed', 'closed'], 'error', 'Once upon\n\na time'],
  ['18-gradio-queue', 'gradio', ['failed', 'closed'], 'CUDA out of memory', null],
  ['29-langgraph-natural-end', 'langgraph', ['completed', 'closed'], null, null],
  ['33-mcp-stream', 'mcp', ['failed', 'closed'], 'There is no port Atlantis', null],
  ['37-ai-sdk', 'ai-sdk', ['failed', 'closed'], 'The tool failed', 'Slack water'],
])('%s is read as %s, with its true end', async (name, reader, states, cause, text) => {
  const { job, connection, asked } = await watchCase(name)
  expect([job.reader?.id, [job.state, connection.state], job.cause, job.text?.content ?? null]).toEqual([
    reader,
    states,
    cause,
    text,
  ])
  expect([job.counts.unreadable, asked]).toEqual([0, 1])
})

test('21: a run that is cut while a node is at work has no good end, and is not begun again', async () => {
  const { job, connection, asked } = await watchCase('21-langgraph-cut')
  expect([job.reader?.id, job.state, connection.state, asked]).toEqual([
    'langgraph',
    'unknown',
    'ended-early',
    1,
  ])
  expect(job.stages).toMatchObject([{ id: 'plan', state: 'running' }])
})

test.each(['18-gradio-queue', '33-mcp-stream'])('%s: how far it was is known', async (name) => {
  const { job } = await watchCase(name)
  expect([job.progress.percent, job.lastLog?.message]).toEqual(
    name === '33-mcp-stream' ? [25, 'Opening the almanac'] : [30, 'Sampling'],
  )
})

test('29: progress is read where a person chose it, and its end after 100 % is a good one', async () => {
  const { job, connection, asked } = await watchCase('29-natural-end-get', { readAs: 'progress' })
  expect([job.progress.percent, job.state, connection.state, asked]).toEqual([100, 'completed', 'closed', 1])
})

test('29: by itself nothing takes numbers in JSON for progress', async () => {
  const { job } = await watchCase('29-natural-end-get')
  expect([job.reader, job.progress.percent]).toEqual([undefined, null])
})

test.each(['ai-sdk', 'ag-ui', 'gradio', 'langgraph', 'mcp', 'progress', 'replicate'])(
  '39: pings of all frameworks are pings, whatever they are read as: %s',
  async (readAs) => {
    const { job } = await watchCase('39-ping-variants', { readAs, repeat: 'no' })
    expect([job.counts.pings, job.state === 'failed']).toEqual([5, false])
  },
)
