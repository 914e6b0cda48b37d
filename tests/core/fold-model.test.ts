// What a model's stream adds to a job: reasoning apart from the answer, calls of tools, and what was used.

import { expect, test } from 'vitest'
import { fold, foldConnection, newJob, type Step } from '../../src/core/job/fold.ts'
import type { Job } from '../../src/core/job/job.ts'
import { jobLimits } from '../../src/core/job/job-limits.ts'
import type { Reading } from '../../src/core/job/reading.ts'
import { summariseJob } from '../../src/core/job/summary.ts'
import { answer, reasoning, tool, usage } from '../../src/core/reader/say.ts'

/** One event a second, each with these readings. */
function foldAll(...events: readonly (readonly Reading[])[]): Job {
  return events.reduce<Job>((job, readings, i) => {
    const step: Step = { at: (i + 1) * 1_000, readings, repeat: false }
    return fold(job, step)
  }, newJob())
}

test('reasoning is kept apart from the answer, and is not what a person waits for', () => {
  const job = foldAll(reasoning('Let me '), reasoning('think.'), answer('Yes'), answer('.'))
  expect(job.reasoning?.content).toBe('Let me think.')
  expect(job.text?.content).toBe('Yes.')
  expect(job.firstContentAt).toBe(3_000)
  expect(job.written).toEqual({ firstAt: 1_000, lastAt: 4_000 })
})

test('reasoning beyond its limit is cut, and its true length is kept', () => {
  const job = foldAll(reasoning('x'.repeat(jobLimits.reasoningLength)), reasoning('yy'))
  expect(job.reasoning?.content).toHaveLength(jobLimits.reasoningLength)
  expect(job.reasoning?.length).toBe(jobLimits.reasoningLength + 2)
})

test('a call of a tool is written, called and answered, under whichever of its names', () => {
  const job = foldAll(
    [tool('block 1', 'writing', { name: 'search', alias: 'call_7' })],
    [tool('block 1', 'writing', { args: { mode: 'append', text: '{"q":' } })],
    [tool('block 1', 'writing', { args: { mode: 'append', text: '1}' } })],
    [tool('block 1', 'called')],
    [tool('call_7', 'completed', { result: 'three pages' })],
    [tool('block 1', 'called')],
  )
  expect(job.tools).toEqual([
    {
      id: 'block 1',
      alias: 'call_7',
      name: 'search',
      state: 'completed',
      args: '{"q":1}',
      argsLength: 7,
      result: 'three pages',
      startedAt: 1_000,
      calledAt: 4_000,
      endedAt: 5_000,
    },
  ])
  expect(summariseJob(job).tools).toBe(1)
})

test('the end of a block that was no call of a tool makes none', () => {
  expect(foldAll([tool('block 0', 'called')]).tools).toBeUndefined()
})

test('the last calls are kept, and all are counted', () => {
  const calls = Array.from({ length: jobLimits.tools + 5 }, (_, i) => [tool(`${i}`, 'called', { name: 't' })])
  const job = foldAll(...calls)
  expect(job.tools).toHaveLength(jobLimits.tools)
  expect(job.tools?.at(-1)?.id).toBe(`${jobLimits.tools + 4}`)
  expect(job.counts.tools).toBe(jobLimits.tools + 5)
})

test('what is said of the use replaces what was known, field by field, or adds to it', () => {
  const job = foldAll(
    usage({ input: 9, output: 1, model: 'm-1' }),
    usage({ output: 40, finish: 'stop' }),
    usage({ input: 1, output: 2 }, true),
  )
  expect(job.usage).toEqual({
    input: 10,
    output: 42,
    cached: null,
    reasoning: null,
    model: 'm-1',
    finish: 'stop',
  })
  expect(usage({ input: -1, output: 'many', model: '' })).toEqual([])
})

test('the reader that was chosen first stays, with the number of its event', () => {
  const job = foldAll([], [{ type: 'reader', id: 'one' }], [{ type: 'reader', id: 'two' }])
  expect(job.reader).toEqual({ id: 'one', from: 2 })
})

test('the end of a stream may complete a job or fail it, with the stages that were under way', () => {
  const begun = foldAll([{ type: 'stage', id: 's', label: 'S', state: 'started', index: null, of: null }])
  const good = foldConnection(begun, 'ended', 'the stream ended', 9_000, () => true)
  expect(good).toMatchObject({ state: 'completed', cause: null, finishedAt: 9_000 })
  expect(good.stages).toMatchObject([{ state: 'completed', endedAt: 9_000 }])
  expect(foldConnection(begun, 'ended', 'the stream ended', 9_000)).toMatchObject({
    state: 'unknown',
    cause: 'the stream ended',
    finishedAt: null,
  })
  const bad = foldConnection(begun, 'failed', 'no such model', 9_000)
  expect(bad).toMatchObject({ state: 'failed', cause: 'no such model', stages: [{ state: 'failed' }] })
  expect(foldConnection(good, 'failed', 'later', 9_500)).toBe(good)
})

test('the model’s own end of its writing makes every call of a tool that was being written', () => {
  const job = foldAll(
    [tool('call_1', 'writing', { name: 'search', alias: 'place 0' })],
    [tool('call_2', 'completed', { name: 'look', result: 'sea' })],
    [{ type: 'called' }],
    [{ type: 'called' }],
  )
  expect(job.tools?.map(({ state, calledAt, endedAt }) => [state, calledAt, endedAt])).toEqual([
    ['called', 3_000, null],
    ['completed', 2_000, 2_000],
  ])
})

test('of several calls that bore one alias, later pieces belong to the last', () => {
  const piece = tool('place 0', 'writing', { args: { mode: 'append', text: '{}' } })
  const job = foldAll(
    [tool('call_1', 'writing', { name: 'search', alias: 'place 0' })],
    [piece],
    [tool('call_2', 'writing', { name: 'look', alias: 'place 0' })],
    [piece],
    [piece],
  )
  expect(job.tools?.map(({ id, args }) => [id, args])).toEqual([
    ['call_1', '{}'],
    ['call_2', '{}{}'],
  ])
})
