// What one event says in a row of the log.

import { describe, expect, test } from 'vitest'
import { eventMessage, longestMessage } from '../../src/core/job/event-message.ts'
import type { Reading } from '../../src/core/job/reading.ts'
import {
  append,
  completed,
  failed,
  final,
  item,
  log,
  processing,
  progress,
  stage,
  terminal,
} from './build-readings.ts'

const check = (passed: boolean, issues: readonly string[]): Reading => ({
  type: 'check',
  name: 'Safety',
  passed,
  score: passed ? 0.98 : 0.41,
  issues,
})
/** A share that only its text is known of. */
const progressText = (raw: string): Reading => ({
  type: 'progress',
  percent: null,
  done: null,
  total: null,
  raw,
})
const fact = (name: string, value: string): Reading => ({ type: 'fact', name, value })

describe('the message of an event', () => {
  test.each<readonly [string, readonly Reading[], string, string | null]>([
    ['a line of the job’s log', [log('info', 'Found 100 records')], '{}', 'Found 100 records'],
    [
      'a line with details',
      [{ type: 'log', level: 'error', message: 'Failed', details: '{"code":7}', at: null }],
      '{}',
      'Failed – {"code":7}',
    ],
    ['a stage', [stage('Generate content', 'started')], '{}', 'stage Generate content started'],
    ['a stage that is over', [stage('Plan', 'completed')], '{}', 'stage Plan completed'],
    ['a stage that failed', [stage('Plan', 'failed')], '{}', 'stage Plan failed'],
    [
      'a numbered stage and how far it is',
      [stage('Match', 'entered', 3, 7), progress(42)],
      '{}',
      'stage Match started, 3 of 7 · 42 %',
    ],
    [
      'a state with counts',
      [processing, progress(null, 8, 13)],
      '{"status":"processing"}',
      'processing · 61 %, 8 of 13',
    ],
    ['a count without a total', [progress(null, 4)], '{}', '4 done'],
    [
      'a share that no bar can show',
      [{ type: 'progress', percent: 250, done: null, total: null, raw: '250' }],
      '{}',
      '100 %',
    ],
    ['a share of which only the text is known', [progressText('250')], '{}', '250 %'],
    ['a share that has its sign', [progressText('50%')], '{}', '50%'],
    ['a share in words', [progressText('half')], '{}', 'half'],
    ['an item', [item('Item 1', 'completed')], '{}', 'Item 1, completed'],
    ['a piece of text, as it is', [append(' and\n then ')], '{}', ' and\n then '],
    [
      'the whole text',
      [final('Once.'), completed, terminal],
      '{}',
      'completed · the whole text, 5 characters: Once.',
    ],
    [
      'a check that did not pass, with all it found',
      [check(false, ['Too dark', 'No adult'])],
      '{}',
      'check Safety did not pass, score 0.41: Too dark; No adult',
    ],
    ['a check that passed', [check(true, [])], '{}', 'check Safety passed, score 0.98'],
    [
      'facts, few of them',
      'abcde'.split('').map((name) => fact(name, '1')),
      '{}',
      'A: 1 · B: 1 · C: 1 · 2 further values',
    ],
    [
      'facts as people write them',
      [fact('promptName', 'night'), fact('Started', '2025-01-01T12:01:00Z'), fact('Result', '{"written":3}')],
      '{}',
      'Prompt name: night · Started: 2025-01-01 12:01:00 UTC · Result: written 3',
    ],
    ['a failure and its reason', [failed('Out of memory'), terminal], '{}', 'failed: Out of memory'],
    ['nothing that a sentence would make plainer', [], '{"a":1}', null],
    ['a ping', [{ type: 'ping' }], '', null],
    ['what cannot be read', [{ type: 'unreadable', reason: 'no JSON' }], 'oops', null],
    ['a state that the event itself does not name', [processing], '{"price":3}', null],
  ])('%s', (_name, readings, data, message) => {
    expect(eventMessage(readings, data)).toBe(message)
  })

  test('is bounded, whatever the event holds', () => {
    expect(eventMessage([log('info', 'x'.repeat(10_000))], '')?.length).toBe(longestMessage)
  })
})
