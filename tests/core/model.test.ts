// The figures of a model's stream: one formula each, true of what was seen, and nothing where it is not known.

import { expect, test } from 'vitest'
import { fold, foldConnection, newJob } from '../../src/core/job/fold.ts'
import type { Job } from '../../src/core/job/job.ts'
import { jobLimits } from '../../src/core/job/job-limits.ts'
import {
  firstTokenAt,
  formatUsage,
  isOfModel,
  outputNote,
  tokensPerSecond,
} from '../../src/core/job/model.ts'
import type { Reading } from '../../src/core/job/reading.ts'
import { summariseJob } from '../../src/core/job/summary.ts'
import { toolAxis, toolBar, toolOutcome, toolsNote, toolTook } from '../../src/core/job/tools.ts'
import { answer, completed, failed, reasoning, tool, usage } from '../../src/core/reader/say.ts'

/** One event a second, the first at 1 s. */
function foldAll(...events: readonly (readonly Reading[])[]): Job {
  return events.reduce<Job>(
    (job, readings, i) => fold(job, { at: (i + 1) * 1_000, readings, repeat: false }),
    newJob(),
  )
}

test('tokens a second are those of a completed answer, over the time in which it was written', () => {
  const written = [answer('a'), answer('b'), answer('c')]
  const job = foldAll(...written, [...usage({ output: 30 }), completed])
  expect([tokensPerSecond(job), tokensPerSecond(summariseJob(job))]).toEqual([15, 15])
  // The number that a stream begins with is no figure of what it has written since.
  expect(tokensPerSecond(foldAll(usage({ output: 1 }), ...written))).toBeNull()
  const lost = foldConnection(foldAll(usage({ output: 1 }), ...written), 'unknown', 'gone', 9_000)
  expect(tokensPerSecond(lost)).toBeNull()
  expect(tokensPerSecond(foldAll(answer('at once'), [...usage({ output: 30 }), completed]))).toBeNull()
  expect(tokensPerSecond(foldAll(...written, [completed]))).toBeNull()
})

test('reasoning that was counted and not sent is no part of what was written in that time', () => {
  const ended = [...usage({ output: 130, reasoning: 100 }), completed]
  expect(tokensPerSecond(foldAll(answer('a'), answer('b'), ended))).toBe(30)
  expect(tokensPerSecond(foldAll(reasoning('a'), answer('b'), ended))).toBe(130)
})

test('the first token is of reasoning, arguments or answer; a stream that is no model’s has none', () => {
  expect(firstTokenAt(foldAll([], reasoning('a'), answer('b')))).toBe(2_000)
  expect(firstTokenAt(foldAll([tool('1', 'writing', { name: 't' })], answer('b')))).toBe(2_000)
  const plain = foldAll(answer('just a text'))
  expect([isOfModel(plain), firstTokenAt(plain)]).toEqual([false, null])
  const used = foldAll(usage({ model: 'm' }))
  expect([isOfModel(used), isOfModel(summariseJob(used)), firstTokenAt(used)]).toEqual([true, true, null])
})

test('a tool takes from its call to its result; a call that came with its result, since it was named', () => {
  const args = { mode: 'final', text: '{}' } as const
  const [first, second, third, fourth] =
    foldAll(
      [tool('1', 'writing', { name: 'a' }), tool('4', 'completed', { name: 'd', result: 'at once' })],
      [tool('1', 'called', { args })],
      [tool('2', 'writing', { name: 'b' })],
      [],
      [tool('1', 'completed', { result: 'x' }), tool('2', 'failed', { result: 'no' })],
      [tool('3', 'called', { name: 'c' })],
    ).tools?.toSorted((x, y) => Number(x.id) - Number(y.id)) ?? []
  expect([first, second, third, fourth].map((one) => one && toolTook(one))).toEqual([
    3_000,
    2_000,
    null,
    null,
  ])
})

test('a call’s bar is thin while its arguments are written and full while it is at work, within the axis', () => {
  const call = { startedAt: 20, calledAt: 40, endedAt: 80 }
  const axis = { from: 0, to: 100 }
  expect(toolBar(call, 'completed', axis)).toEqual({ from: 0.2, called: 0.4, to: 0.8 })
  expect(toolBar({ ...call, endedAt: null }, 'running', axis, 90)).toEqual({
    from: 0.2,
    called: 0.4,
    to: 0.9,
  })
  expect(toolBar({ ...call, endedAt: null }, 'called', axis)).toEqual({ from: 0.2, called: 0.4, to: 0.4 })
  const open = { startedAt: 20, calledAt: null, endedAt: null }
  expect(toolBar(open, 'cut', axis, 90)).toEqual({ from: 0.2, called: 0.9, to: 0.9 })
  expect(toolBar(call, 'completed', { from: 50, to: 60 })).toEqual({ from: 0, called: 0, to: 1 })
  const lost = foldConnection(foldAll([], []), 'unknown', 'gone', 9_000)
  expect([toolAxis(foldAll([], []), 500, 7_000), toolAxis(lost, 500, 7_000)]).toEqual([
    { from: 500, to: 7_000 },
    { from: 500, to: 2_000 },
  ])
})

test('a call without a result runs while its job does; afterwards nothing is claimed of it', () => {
  const states = ['writing', 'called', 'completed', 'failed'] as const
  const of = (job: Job['state']) => states.map((state) => toolOutcome({ state }, job))
  expect(of('processing')).toEqual(['writing', 'running', 'completed', 'failed'])
  for (const over of ['completed', 'failed', 'cancelled', 'unknown'] as const)
    expect(of(over)).toEqual(['cut', 'called', 'completed', 'failed'])
})

test('all calls, those that ended and those that failed are counted, however few are kept, and each tool is named once', () => {
  const calls = Array.from({ length: jobLimits.tools + 5 }, (_, i) => [
    tool(`${i}`, i % 2 === 0 ? 'failed' : 'completed', { name: i % 3 === 0 ? 'search' : 'read' }),
  ])
  const job = foldAll(...calls, [tool('last', 'called', { name: 'think' })])
  expect(summariseJob(job)).toMatchObject({
    tools: 106,
    toolsEnded: 105,
    toolsFailed: 53,
    toolNames: ['search', 'read', 'think'],
    tool: 'think',
  })
  expect(toolsNote(job.tools?.length ?? 0, job.counts)).toBe('the latest 100 of 106 calls, 53 failed')
  const many = Array.from({ length: 80 }, (_, i) => [tool(`${i}`, 'called', { name: `t${i}` })])
  expect(foldAll(...many).toolNames).toHaveLength(jobLimits.toolNames)
})

test('a number of output tokens that came before the last words is told as such', () => {
  const [early, whole] = [usage({ output: 3 }), usage({ output: 130, reasoning: 100, finish: 'stop' })]
  const note = (...events: readonly (readonly Reading[])[]) => {
    const { usage: used, state } = foldAll(...events)
    return used === undefined ? undefined : outputNote(used, state)
  }
  expect(note(early, answer('a'))).toBe('told so far')
  expect(note(early, answer('a'), [failed('overloaded')])).toBe('told so far')
  expect(note(early, answer('a'), whole)).toBe('100 reasoning')
  expect(note(early, [completed])).toBeNull()
})

test('what was used, in words', () => {
  const all = { input: 2_431, output: 512, cached: 1_024, reasoning: 0, model: 'm', finish: null }
  expect(formatUsage(all)).toBe('2,431 tokens in (1,024 cached), 512 out')
  expect(formatUsage({ ...all, input: null, output: 1, reasoning: 1 })).toBe('1 token out (1 reasoning)')
  expect(formatUsage({ ...all, input: null, output: null })).toBeNull()
})
