// What many runs of a server have in common, what is snoozed of it, and what is said of an alert that is over.

import { expect, test } from 'vitest'
import { newRule } from '../../src/core/alerts/new-rule.ts'
import type { Rule } from '../../src/core/alerts/rule.ts'
import { makeRun } from '../renderer/make-run.ts'
import { createAlertStage } from '../support/alert-stage.ts'

type Stage = ReturnType<typeof createAlertStage>

const together: Rule = { ...newRule({ type: 'failed' }), id: 'failed', since: 0 }
const live = (id: number) => makeRun({ id, createdAt: 0, askedAt: 0, connection: { since: 0 } })

async function stageOf(runs: number): Promise<Stage> {
  const stage = createAlertStage([together])
  for (let id = 1; id <= runs; id++) stage.runs.set(id, live(id))
  await stage.start()
  return stage
}

function fail(stage: Stage, id: number): void {
  const run = stage.runs.get(id) ?? live(id)
  const now = stage.clock.now()
  stage.is({
    ...run,
    job: { ...run.job, state: 'failed', cause: 'no GPU', finishedAt: now },
    connection: { ...run.connection, state: 'closed', since: now },
  })
}

test('a server’s fall is one alert that counts all, and a later failure of it is told by itself', async () => {
  const stage = await stageOf(260)
  for (let id = 1; id <= 250; id++) fail(stage, id)
  await stage.pass(3)
  fail(stage, 251)
  await stage.pass(3)
  expect(stage.alerts.map(({ many, run: of }) => ({ many, of }))).toEqual([
    { many: { runs: 251, of: 260 }, of: null },
  ])
  await stage.pass(120)
  fail(stage, 252)
  await stage.pass(3)
  expect(stage.alerts.map(({ run: of }) => of)).toEqual([null, 252])
})

test('of several runs one that is snoozed does not silence the others', async () => {
  const stage = await stageOf(4)
  await stage.judge().snooze({ type: 'run', run: 1 }, null)
  for (const id of [1, 2, 3]) fail(stage, id)
  await stage.pass(3)
  expect(stage.alerts.map(({ silent, many }) => [silent, many?.runs])).toEqual([[null, 3]])
})

test('snoozes of the same moment are all kept, and an alert that is over can still be given a note', async () => {
  const stage = await stageOf(6)
  const ids = [1, 2, 3, 4, 5, 6]
  await Promise.all(ids.map((id) => stage.judge().snooze({ type: 'run', run: id }, 1e9)))
  expect(stage.judge().rules.snoozes().length).toBe(6)
  fail(stage, 6)
  await stage.pass(3)
  stage.gone(6)
  await stage.pass(1)
  const [alert] = stage.alerts
  expect(alert?.resolution).toBe('the run was removed')
  if (alert !== undefined) stage.judge().acknowledge([alert], 'known')
  await stage.pass(1)
  expect(stage.alerts[0]?.note).toBe('known')
})

test('what someone has seen before it was told is noted, and asks for nobody', async () => {
  const stage = await stageOf(1)
  await stage.pass(1)
  fail(stage, 1)
  const run = stage.runs.get(1) ?? live(1)
  stage.is({ ...run, marks: { ...run.marks, acknowledgedAt: stage.clock.now() } })
  await stage.pass(3)
  expect(stage.alerts.map(({ acknowledgedAt, resolvedAt }) => [acknowledgedAt, resolvedAt])).toEqual([
    [1_000, null],
  ])
})
