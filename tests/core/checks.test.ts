// What a check that did not pass makes of the job's cause and of its stage, wherever they are shown.

import { expect, test } from 'vitest'
import { judgedStages } from '../../src/core/job/checks.ts'
import { fold, newJob } from '../../src/core/job/fold.ts'
import type { Job } from '../../src/core/job/job.ts'
import type { Reading } from '../../src/core/job/reading.ts'
import { nestStages, type StageNode } from '../../src/core/job/stage-tree.ts'
import { summariseJob } from '../../src/core/job/summary.ts'

const stage = (id: string, state: 'started' | 'entered' | 'completed'): Reading => ({
  type: 'stage',
  id,
  label: id,
  state,
  index: null,
  of: null,
})
const safety = (passed: boolean, ...issues: string[]): Reading => ({
  type: 'check',
  name: 'Safety',
  passed,
  score: null,
  issues,
  stage: 'safety',
})
const jobOf = (...events: Reading[][]): Job =>
  events.reduce((job, readings, at) => fold(job, { at, readings, repeat: false }), newJob())
const failedWith = (reason: string | null): Reading => ({ type: 'outcome', state: 'failed', reason })

test('the cause of a failure is the server’s word, else its failed checks, else that it gave none', () => {
  const unsafe = [safety(false, 'too dark', 'nobody is near')]
  expect([
    jobOf(unsafe, [failedWith('No more credit')]).cause,
    jobOf(unsafe, [failedWith(null)]).cause,
    jobOf([safety(false)], [failedWith(null)]).cause,
    jobOf([safety(true)], [failedWith(null)]).cause,
  ]).toEqual([
    'No more credit',
    'Safety did not pass: too dark; nobody is near',
    'Safety did not pass',
    'The service gave no reason.',
  ])
})

test('a job that completed with a failed check says so on the board and in the terminal', () => {
  const job = jobOf([safety(false, 'too dark')], [{ type: 'outcome', state: 'completed', reason: null }])
  expect(summariseJob(job)).toMatchObject({
    state: 'completed',
    cause: 'Safety did not pass: too dark',
    failedChecks: 1,
  })
})

test('the stage of a failed check has failed, and no other, until the check passes', () => {
  const run = [[stage('write', 'started')], [stage('write', 'completed'), stage('safety', 'started')]]
  const over = [[stage('safety', 'completed')]]
  const states = (job: Job) => judgedStages(job).map(({ id, state }) => [id, state])
  expect(states(jobOf(...run, [safety(false)], ...over))).toEqual([
    ['write', 'completed'],
    ['safety', 'failed'],
  ])
  expect(states(jobOf(...run, [safety(false)]))).toEqual([
    ['write', 'completed'],
    ['safety', 'running'],
  ])
  const again = jobOf(...run, [safety(false)], ...over, [safety(true)])
  expect([states(again)[1], summariseJob(again).stages[1]]).toEqual([
    ['safety', 'completed'],
    { label: 'safety', state: 'completed' },
  ])
})

test('stages that run while another runs are within it; one after the other and side by side they are not', () => {
  const names = (nodes: readonly StageNode[]): unknown[] =>
    nodes.map((node) => (node.within.length === 0 ? node.stage.id : [node.stage.id, ...names(node.within)]))
  const tree = (...events: Reading[][]) => names(nestStages(jobOf(...events).stages))
  expect([
    tree(
      [stage('workflow', 'started')],
      [stage('write', 'started')],
      [stage('write', 'completed')],
      [stage('check', 'started')],
      [stage('check', 'completed')],
      [stage('workflow', 'completed')],
      [stage('store', 'started')],
    ),
    tree([stage('workflow', 'started')], [stage('write', 'started')]),
    tree([stage('a', 'entered')], [stage('b', 'entered')], [stage('c', 'entered')]),
    tree(
      [stage('a', 'started')],
      [stage('b', 'started')],
      [stage('a', 'completed')],
      [stage('b', 'completed')],
    ),
  ]).toEqual([
    [['workflow', 'write', 'check'], 'store'],
    [['workflow', 'write']],
    ['a', 'b', 'c'],
    ['a', 'b'],
  ])
})
