// What is stored of a run's connections and of its folded job: attempts, gaps, transitions, checkpoints.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, newJob } from '../../src/core/job/fold.ts'
import type { Job } from '../../src/core/job/job.ts'
import type { Attempt, Gap } from '../../src/core/run/run.ts'
import type { Checkpoint } from '../../src/engine/log/rows.ts'
import { kindOf } from '../kinds/all-kinds.ts'
import { arbitraryRun } from '../support/arbitrary-runs.ts'
import { rounds } from './arbitrary.ts'
import { addRun, closed, type LedgerRun, many, noon } from './ledger.ts'
import { onEveryLog } from './logs.ts'

const ofRun = <T extends object>(run: number, all: readonly T[]) => all.map((one) => ({ ...one, run }))

onEveryLog('connections', (log) => {
  test('come back as they were stored, all of them or the latest', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRun([kindOf('plain')]), async ({ attempts, gaps, transitions, events }) => {
        const run = await addRun(log())
        const { id } = run
        await run.commit(events, {
          attempts: ofRun(id, attempts),
          gaps: ofRun(id, gaps),
          transitions: ofRun(id, transitions),
        })
        expect(await log().attempts(id)).toEqual(attempts)
        expect(await log().attempts(id, 2)).toEqual(attempts.slice(-2))
        expect(await log().gaps(id)).toEqual(gaps)
        expect(await log().gaps(id, 1)).toEqual(gaps.slice(-1))
        expect(await log().transitions(id, 1_000)).toEqual(transitions)
        expect(await log().transitions(id, 3)).toEqual(transitions.slice(-3))
        const from = Math.floor(events.length / 2)
        expect(await log().jobTransitions(id, from)).toEqual(
          transitions.filter(({ afterSeq, job }) => afterSeq >= from && job !== null),
        )
        expect((await log().run(id))?.transitions).toBe(transitions.length)
      }),
      rounds(8),
    )
  })

  test('that are stored again replace what was known of them', async () => {
    const run = await addRun(log())
    const attempt = attemptOf(1)
    const gap: Gap = {
      number: 1,
      afterSeq: 0,
      attempt: 1,
      from: noon,
      until: null,
      cause: 'lost',
      missed: 'open',
      basis: '',
    }
    await run.commit([{}], { attempts: ofRun(run.id, [attempt]), gaps: ofRun(run.id, [gap]) })
    const over = { ...gap, until: noon + 5, missed: 'nothing', basis: 'resumed by id 4' } as const
    const ended = { ...attempt, endedAt: noon + 9, ending: 'closed' }
    await run.commit([{}], { attempts: ofRun(run.id, [ended]), gaps: ofRun(run.id, [over]) })
    expect(await log().attempts(run.id)).toEqual([ended])
    expect(await log().gaps(run.id)).toEqual([over])
  })

  test('tell of the latest attempt what came with the latest transaction', async () => {
    const run = await addRun(log())
    const received = { bytes: 900, events: 3, comments: 1, replayed: 2 }
    await run.commit([{}], {
      attempts: ofRun(run.id, [attemptOf(1), attemptOf(2)]),
      summary: { received, connection: { ...closed, attempt: 2 } },
    })
    const [first, second] = await log().attempts(run.id)
    expect(first).toEqual(attemptOf(1))
    expect(second).toEqual({ ...attemptOf(2), ...received })
  })

  test('of a run that is not there are none', async () => {
    const none = 9_000_000
    expect(await log().attempts(none)).toEqual([])
    expect(await log().gaps(none)).toEqual([])
    expect(await log().transitions(none, 5)).toEqual([])
    expect(await log().jobTransitions(none, 0)).toEqual([])
    expect(await log().checkpoint(none, 5)).toBe(null)
    expect(await log().run(none)).toBe(null)
  })
})

onEveryLog('checkpoints', (log) => {
  test('give the job as of the latest before an event, its text joined over all of them', async () => {
    const run = await addRun(log())
    const jobs = jobsOf(60)
    const kept = [20, 40, 60]
    await run.commit(many(60), {
      checkpoints: kept.map((seq, i) => checkpointOf(run, jobs, seq, kept[i - 1] ?? 0)),
    })
    expect(await log().checkpoint(run.id, 19)).toBe(null)
    for (const [seq, at] of [
      [20, 20],
      [39, 20],
      [40, 40],
      [500, 60],
    ] as const) {
      expect(await log().checkpoint(run.id, seq)).toEqual({ seq: at, job: jobs[at] })
    }
  })

  test('that cannot be read are passed over, and dropped where that is asked for', async () => {
    const run = await addRun(log())
    const jobs = jobsOf(40)
    const bad = { ...checkpointOf(run, jobs, 40, 20), job: '{"not":"a job"' }
    await run.commit(many(40), { checkpoints: [checkpointOf(run, jobs, 20, 0), bad] })
    expect(await log().checkpoint(run.id, 40)).toEqual({ seq: 20, job: jobs[20] })
    await log().putCheckpoints(run.id, [checkpointOf(run, jobs, 30, 20)], [40])
    expect(await log().checkpoint(run.id, 40)).toEqual({ seq: 30, job: jobs[30] })
  })
})

/** Jobs after 0, 1, 2 … events that each add to a text, one of them half a character. */
function jobsOf(events: number): Job[] {
  const jobs = [newJob()]
  for (let seq = 1; seq <= events; seq++) {
    const text = seq % 7 === 0 ? 'half \ud83e' : `word ${seq}\0 `
    const readings = [{ type: 'text', mode: 'append', text }] as const
    jobs.push(fold(jobs.at(-1) ?? newJob(), { at: noon + seq, readings, repeat: false }))
  }
  return jobs
}

function checkpointOf(run: LedgerRun, jobs: readonly Job[], seq: number, after: number): Checkpoint {
  const { text, ...job } = jobs[seq] ?? newJob()
  const before = jobs[after]?.text?.content.length ?? 0
  return {
    run: run.id,
    seq,
    job: JSON.stringify({ ...job, text: text === null ? null : { ...text, content: '' } }),
    textAfter: after,
    textFrom: before,
    text: text?.content.slice(before) ?? '',
  }
}

function attemptOf(number: number): Attempt {
  return {
    number,
    startedAt: noon + number,
    openedAt: noon + number,
    endedAt: null,
    method: 'GET',
    url: 'https://example.com/events',
    status: 200,
    headers: [['x-note', 'a\0b']],
    redirects: [],
    resumedFrom: '4',
    bytes: 0,
    events: 0,
    comments: 0,
    replayed: 0,
    ending: null,
    bodyHead: null,
    afterSeq: 0,
  }
}
