// Runs whose stream was never opened: their words, and when a person has to look.

import { describe, expect, test } from 'vitest'
import { applyMarks } from '../../src/core/run/mark-change.ts'
import { marksAfter, needsPerson } from '../../src/core/run/marks.ts'
import { jobWordOf, unreachedMessage } from '../../src/core/run/reach.ts'
import { makeRun } from '../renderer/make-run.ts'

const refused = makeRun({
  job: { state: 'unknown' },
  connection: { state: 'refused', lacks: 'credentials', cause: 'Needs credentials (401 Unauthorized)' },
})
const trying = (attempt: number, state: 'waiting' | 'connecting' = 'waiting', since = attempt) =>
  makeRun({
    connection: { state, attempt, since, cause: 'The server’s name is not known', lacks: 'address' },
  })
const over = makeRun({ connection: { state: 'closed' } })

describe('a job that was never heard of', () => {
  test.each([
    ['not started', refused],
    ['not started', makeRun({ connection: { state: 'stopped' } })],
    ['not reached', trying(2)],
    ['not reached', trying(2, 'connecting')],
    ['pending', trying(1, 'connecting')],
    ['no events', over],
    ['unknown', makeRun({ job: { state: 'unknown' }, connection: { state: 'ended-early' } })],
    ['unknown', { ...refused, events: 3, lastBytesAt: 5 }],
    ['failed', makeRun({ job: { state: 'failed' }, connection: { state: 'refused' } })],
  ])('is called %s', (word, run) => {
    expect(jobWordOf(run)).toBe(word)
  })

  test('says what may be done', () => {
    expect([refused, trying(3), over, makeRun({})].map((run) => unreachedMessage(run))).toEqual([
      {
        title: 'Not started: the server wants credentials.',
        advice: 'Edit the credentials of “local”: it is asked again as soon as they are saved.',
      },
      {
        title: 'The server has not been reached yet.',
        advice: 'Look whether the server’s address is right.',
      },
      {
        title: 'The server has nothing to send.',
        advice: 'The job may be over, or not have begun: retry to ask again.',
      },
      null,
    ])
  })

  test('needs a person where somebody must act: refused, nothing to send, and tried in vain again and again', () => {
    expect([refused, over, trying(4), trying(5), trying(9, 'connecting')].map(needsPerson)).toEqual([
      true,
      true,
      false,
      true,
      true,
    ])
  })

  test('asks once, however often it is tried after that', () => {
    const seen = applyMarks(trying(5), { acknowledged: true }, 9)
    const later = trying(6, 'connecting')
    expect(needsPerson({ ...later, marks: marksAfter(seen.marks, seen, later) })).toBe(false)
  })
})
