// Which run goes on, while it is still being decided what became of the stream before.

import { expect, test } from 'vitest'
import type { RunSummary } from '../../src/core/run/run.ts'
import { createSameJob } from '../../src/engine/tapped/same-job.ts'
import { makeRun, tappedBy } from '../renderer/make-run.ts'

const job = 'digest'

const observed = (id: number, uid: string): RunSummary => makeRun({ id, tapped: tappedBy({}, { uid, job }) })

function createLog() {
  const runs: RunSummary[] = []
  return {
    runs,
    sameJob: createSameJob(
      (id) => runs.find((run) => run.id === id),
      () => runs,
    ),
  }
}

test('a run that an earlier engine recorded goes on where it is resumed, and not while it already does', () => {
  const { runs, sameJob } = createLog()
  runs.push(observed(1, 'stored'))
  expect(sameJob.find('asker', job, false)).toBeNull()
  expect(sameJob.find('asker', job, true)?.uid).toBe('stored')
  sameJob.begin('asker', 'stored')
  expect(sameJob.find('asker', job, true)).toBeNull()
})

test('a run that the log has, before its stream is told so, is not one of an earlier engine', () => {
  const { runs, sameJob } = createLog()
  const begun = sameJob.begin('asker', 'own')
  runs.push(observed(1, 'own'))
  expect(sameJob.find('asker', job, true)).toBeNull()
  begun.became(1)
  expect(sameJob.find('asker', job, true)).toBeNull()
})

test('nor is one that was added under another name than its stream began under', () => {
  const { runs, sameJob } = createLog()
  sameJob.begin('asker', 'given')
  sameJob.owns('added')
  runs.push(observed(1, 'added'))
  expect(sameJob.find('asker', job, true)).toBeNull()
})

test('a stored run that could not go on is offered again', () => {
  const { runs, sameJob } = createLog()
  runs.push(observed(1, 'stored'))
  sameJob.begin('asker', 'stored').became(null)
  expect(sameJob.find('asker', job, true)?.uid).toBe('stored')
})
