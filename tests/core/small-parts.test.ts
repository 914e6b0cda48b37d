// The small parts of the vocabulary: states, flags, cut texts, the shared status words and the projection for a row.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clip, oneLine } from '../../src/core/basics/clip.ts'
import { errorData, RunlightError } from '../../src/core/basics/errors.ts'
import { readFinalStatus, readPolledStatus } from '../../src/core/job/polled-status.ts'
import type { Reading } from '../../src/core/job/reading.ts'
import { summariseJob } from '../../src/core/job/summary.ts'
import { readTextAsLog } from '../../src/core/job/text-as-log.ts'
import { flags, flagsOf } from '../../src/core/log/flags.ts'
import { numberMeant } from '../../src/core/query/number-meant.ts'
import { widerQueries } from '../../src/core/query/widen.ts'
import {
  connectionStates,
  isFinished,
  isOpen,
  isSettled,
  jobStates,
  needsOperator,
} from '../../src/core/run/states.ts'
import {
  append,
  completed,
  failed,
  item,
  jobAfter,
  log,
  progress,
  stage,
  terminal,
} from './build-readings.ts'

describe('states', () => {
  test('a connection is open, settled, or on its way', () => {
    const way = connectionStates.map((state) => [
      state,
      isOpen(state) ? 'open' : isSettled(state) ? 'settled' : 'way',
    ])
    expect(Object.fromEntries(way)).toEqual({
      idle: 'settled',
      connecting: 'way',
      live: 'open',
      quiet: 'open',
      stalled: 'open',
      waiting: 'way',
      paused: 'way',
      closed: 'settled',
      'ended-early': 'settled',
      refused: 'settled',
      stopped: 'settled',
    })
  })

  test('a job is finished by a verdict or by the operator, and by nothing else', () => {
    expect(jobStates.filter(isFinished)).toEqual(['completed', 'failed', 'cancelled'])
  })

  test('a person is needed where a job failed or its stream cannot go on by itself', () => {
    expect(connectionStates.filter((state) => needsOperator('processing', state))).toEqual([
      'stalled',
      'ended-early',
      'refused',
    ])
    expect(jobStates.filter((state) => needsOperator(state, 'closed'))).toEqual(['failed'])
  })
})

describe('flags', () => {
  test('are bits of their own', () => {
    const bits = Object.values(flags)
    expect(bits.reduce((all, bit) => all | bit, 0)).toBe(bits.reduce((sum, bit) => sum + bit, 0))
    expect(bits.every((bit) => Number.isInteger(Math.log2(bit)))).toBe(true)
  })

  test.each<[string, Reading[], number]>([
    ['nothing', [], 0],
    ['a ping', [{ type: 'ping' }], flags.ping],
    ['a piece of text', [append('x')], flags.content | flags.chunk],
    ['text and progress', [append('x'), progress(3)], flags.content],
    ['an item', [item('1', 'completed')], flags.content],
    ['progress and a stage', [progress(3), stage('a', 'entered')], 0],
    ['a stage that failed', [stage('a', 'failed')], flags.error],
    ['a warning', [log('warning', 'x')], flags.warning],
    ['an error in the log', [log('error', 'x')], flags.error],
    [
      'a check that did not pass',
      [{ type: 'check', name: 'a', passed: false, score: null, issues: [] }],
      flags.warning,
    ],
    ['a check that passed', [{ type: 'check', name: 'a', passed: true, score: null, issues: [] }], 0],
    ['the end', [completed, terminal], flags.terminal],
    ['a failure at the end', [failed('x'), terminal], flags.error | flags.terminal],
    [
      'text and something unreadable',
      [append('x'), { type: 'unreadable', reason: '' }],
      flags.content | flags.unreadable,
    ],
  ])('of %s', (_name, readings, bits) => {
    expect(flagsOf(readings)).toBe(bits)
  })
})

describe('cut texts', () => {
  test.each([
    ['short', 5, 'short'],
    ['longer', 5, 'long…'],
    ['ab👋cd', 4, 'ab…'],
    ['ab👋cd', 5, 'ab👋…'],
    ['ab', 1, '…'],
  ])('%s at %s is %s', (text, limit, cut) => {
    expect(clip(text, limit)).toBe(cut)
  })

  test('never pass their limit, and halve no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 30 }), (text, limit) => {
        const cut = clip(text, limit)
        expect(cut.length).toBeLessThanOrEqual(limit)
        expect(cut.isWellFormed()).toBe(text.isWellFormed())
      }),
    )
  })

  test('of titles stand on one line', () => {
    expect(oneLine('  Explain\r\n\ttides\u2028now ', 80)).toBe('Explain tides now')
  })
})

describe('text that no API documents', () => {
  test.each([
    ['plain words', 'plain words'],
    ['[12:03] restarting', '[12:03] restarting'],
    ['42', '42'],
    ['"as a JSON string\\n"', 'as a JSON string\n'],
    ['"quoted" in part', '"quoted" in part'],
    ['"two" or "three"', '"two" or "three"'],
    ['{"broken": ', '{"broken": '],
  ])('“%s” is a line of the log', (data, message) => {
    expect(readTextAsLog(data)).toEqual([{ type: 'log', level: 'info', message, details: null, at: null }])
  })

  test.each(['', ' \n ', '""', '{}', '[]', '{"a": 1}', '[1, 2]'])('“%s” is none', (data) => {
    expect(readTextAsLog(data)).toEqual([])
  })

  test('is cut at 500 characters', () => {
    const [line] = readTextAsLog('x'.repeat(501))
    expect(line?.type === 'log' && line.message).toBe(`${'x'.repeat(499)}…`)
  })
})

describe('the status words of the polling services', () => {
  test.each<[unknown, Reading]>([
    ['pending', { type: 'status', state: 'pending' }],
    ['processing', { type: 'status', state: 'processing' }],
    ['completed', { type: 'outcome', state: 'completed', reason: null }],
    ['failed', { type: 'outcome', state: 'failed', reason: 'The service gave no reason.' }],
    ['queued', { type: 'unreadable', reason: '“queued” is not a status that the API documents.' }],
    ['Completed', { type: 'unreadable', reason: '“Completed” is not a status that the API documents.' }],
    [7, { type: 'unreadable', reason: '“7” is not a status that the API documents.' }],
    [null, { type: 'unreadable', reason: 'There is no status in it.' }],
    [undefined, { type: 'unreadable', reason: 'There is no status in it.' }],
  ])('%j', (word, reading) => {
    expect(readPolledStatus(word)).toEqual(reading)
  })

  test('end the stream in any case, with a verdict only where there is one', () => {
    expect(readFinalStatus('failed')).toEqual([failed('The service gave no reason.'), terminal])
    expect(readFinalStatus('processing')).toEqual([
      { type: 'unreadable', reason: 'The last event says “processing”, which is no end.' },
      terminal,
    ])
    expect(readFinalStatus(undefined).map(({ type }) => type)).toEqual(['unreadable', 'terminal'])
  })
})

test('a row shows the running stage, the last four, and counts of the rest', () => {
  const stages = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => stage(id, 'started'))
  const job = jobAfter(stages, [
    stage('f', 'completed'),
    item('1', 'processing'),
    append('text'),
    log('info', 'line'),
  ])
  expect(summariseJob(job)).toMatchObject({
    state: 'processing',
    stages: [
      { label: 'c', state: 'running' },
      { label: 'd', state: 'running' },
      { label: 'e', state: 'running' },
      { label: 'f', state: 'completed' },
    ],
    stage: 'e',
    stageCount: 6,
    items: 1,
    textLength: 4,
    failedChecks: 0,
    lastLog: 'line',
  })
})

test('errors cross a wire as data, and only those written for people with their words', () => {
  expect(
    errorData(new RunlightError('port-in-use', 'Port 80 is taken; choose another.', { port: 80 })),
  ).toEqual({
    code: 'port-in-use',
    message: 'Port 80 is taken; choose another.',
    detail: { port: 80 },
  })
  for (const thrown of [
    new Error('inner words'),
    'text',
    null,
    undefined,
    { code: 'not-found', message: 'x' },
  ]) {
    expect(errorData(thrown)).toMatchObject({ code: 'internal', detail: null })
  }
})

test('a word that is found nowhere is offered as the beginning and as a part of words', () => {
  expect([
    widerQueries('lant'),
    widerQueries('level:error lant* OR x'),
    widerQueries('"a b" -c *d*'),
  ]).toEqual([
    [
      { query: 'lant*', part: 'lant*' },
      { query: '*lant*', part: '*lant*' },
    ],
    [{ query: 'level:error *lant* OR x', part: '*lant*' }],
    [],
  ])
})

test('a number sign and a number name an event or a run, and nothing else does', () => {
  expect(['#33', ' # 7 ', '33', '#0', '#3a', 'run #3'].map(numberMeant)).toEqual([
    33,
    7,
    null,
    null,
    null,
    null,
  ])
})
