// The endings that a person names for a stream of any dialect, over real connections: what completes, what fails, whose words
// stand as the cause, and the end of the stream as the end of the job.

import { expect, test } from 'vitest'
import { flags } from '../../src/core/log/flags.ts'
import { isSettled } from '../../src/core/run/states.ts'
import { stream } from '../support/sse-server.ts'
import { createStage } from '../support/stage.ts'

const stage = createStage()

const json = (value: unknown, name?: string) =>
  `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(value)}\n\n`

const settled = (run: number) => stage.engine().until(run, ({ connection }) => isSettled(connection.state))

/** Watches `parts`, and tells what became of the job and of the connection. */
async function ends(parts: readonly string[], params: Record<string, string>) {
  await stage.start([stream([...parts], 'end')])
  const run = await stage.engine().watch(`${stage.server().url}/s`, { method: 'POST', ...params })
  const { job, connection } = await settled(run)
  return [job.state, connection.state, job.cause, stage.server().requests.length]
}

test.each([
  ['one of several names', [json({}, 'a'), json({}, 'finished')], { endEvent: 'done\nfinished' }],
  ['one of several data', ['data: 1\n\n', 'data: </stream>\n\n'], { endData: '[DONE]\n</stream>' }],
  [
    'a search',
    [json({ status: 'running' }), json({ status: 'succeeded' })],
    { endWhen: 'data.status:succeeded' },
  ],
])('%s completes the job', async (_what, parts, params) => {
  expect(await ends(parts, params)).toEqual(['completed', 'closed', null, 1])
})

test.each([
  ['an event', [json({ error: { message: 'out of paper' } }, 'failed')], { failEvent: 'failed' }],
  ['a search', [json({ status: 'failed', message: 'out of paper' })], { failWhen: 'data.status:failed' }],
  [
    'what fails, where it completes too',
    [json({ done: true, error: 'out of paper' })],
    { endWhen: 'data.done:true', failWhen: 'data.error:*' },
  ],
])('%s fails the job with what it says', async (_what, parts, params) => {
  expect(await ends(parts, params)).toEqual(['failed', 'closed', 'out of paper', 1])
})

test('the end of the stream completes the job, and nothing is asked again', async () => {
  const parts = [json({ progress: 50 }), json({ progress: 100 })]
  expect(await ends(parts, { method: 'GET', endOnClose: 'yes' })).toEqual(['completed', 'closed', null, 1])
})

test('a stream that broke off, that held nothing, or whose last word was an error, is no good end', async () => {
  await stage.start([stream([json({ progress: 50 })], 'destroy')])
  const run = await stage.engine().watch(`${stage.server().url}/s`, { method: 'POST', endOnClose: 'yes' })
  expect((await settled(run)).job.state).toBe('unknown')
  expect((await ends([], { endOnClose: 'yes' })).slice(0, 2)).toEqual(['unknown', 'ended-early'])
  const errors = ['event: error\ndata: no more memory\n\n', json({ error: { message: 'no more memory' } })]
  for (const error of errors)
    expect((await ends([json({}), error], { endOnClose: 'yes' })).slice(0, 2)).toEqual([
      'unknown',
      'ended-early',
    ])
})

test('an event named error is grave, and the log finds it as such', async () => {
  await stage.start([stream(['event: error\ndata: {"detail": "disk full"}\n\n'], 'end')])
  const run = await stage.engine().watch(`${stage.server().url}/s`, { method: 'POST' })
  await settled(run)
  const [row] = await stage.engine().events(run)
  expect([row?.name, (row?.flags ?? 0) & flags.error]).toEqual(['error', flags.error])
  const found = await stage.engine().call('search.run', {
    query: 'level:error',
    within: run,
    cursor: null,
    limit: 10,
    perRun: 10,
  })
  expect(found.groups.map(({ hits }) => hits.map(({ seq }) => seq))).toEqual([[1]])
})

test('a search that cannot be understood, or asks about the run, is refused with what to do', async () => {
  await stage.start([stream([], 'end')])
  const refused = (endWhen: string) => stage.engine().watch(`${stage.server().url}/s`, { endWhen })
  await expect(refused('data.n>many')).rejects.toThrow(/^Completed when: /)
  await expect(refused('state:failed')).rejects.toThrow(
    'Completed when: only an event’s name, words and fields can be asked for here',
  )
})
