// Streams of the field that only a person knows the end of, and a log whose lines were written for a terminal.

import { expect, test } from 'vitest'
import { createFieldStage } from './field-stage.ts'

const stage = createFieldStage()

async function watchCase(name: string, params: Record<string, string>) {
  const { id, job, connection } = await stage.watch(name, params)
  return { run: id, states: [job.state, connection.state], asked: stage.server().requests.length }
}

test('29: a stream that ends with its job completes it, and is asked for once', async () => {
  const { states, asked } = await watchCase('29-natural-end-get', { endOnClose: 'yes' })
  expect([states, asked]).toEqual([['completed', 'closed'], 1])
})

test('36: the end mark of an event stream of Laravel is named, and is then a mark and no line', async () => {
  const { run, states } = await watchCase('36-laravel', { endData: '</stream>' })
  expect(states).toEqual(['completed', 'closed'])
  expect((await stage.engine().call('runs.job', { run })).job.lastLog).toBeNull()
})

test('44: a line of a log has no colours of a terminal, and its data is as it was received', async () => {
  const { run, states } = await watchCase('44-ansi-log', { endEvent: 'done' })
  expect(states).toEqual(['completed', 'closed'])
  expect((await stage.engine().call('runs.job', { run })).job.lastLog?.message).toBe('[C][wifi:038]: ready')
  expect((await stage.engine().call('events.get', { run, seq: 1 })).data).toBe(
    '\u001b[0;36m[C][wifi:038]: ready\u001b[0m',
  )
})
