// What a row says of time, progress and causes: nothing without a basis.

import { describe, expect, test } from 'vitest'
import type { RunSummary } from '../../src/core/run/run.ts'
import { runActions } from '../../src/renderer/desk/run-actions.ts'
import {
  formatDone,
  formatOutput,
  formatPercent,
  formatRunStatus,
  formatRunTime,
} from '../../src/renderer/ui/format-run.ts'
import { formatBeat, formatLastSign } from '../../src/renderer/ui/format-silence.ts'
import { makeRun, noon, tappedBy } from './make-run.ts'

const usual = { p10Ms: 40_000, p50Ms: 55_000, p90Ms: 80_000, count: 41 }
const started = { state: 'processing', firstEventAt: noon } as const
const paced = { ...started, percent: 50, firstProgress: { at: noon, percent: 0 } }

/** By a clock of its own, an hour off. */
const worked = { startedAt: noon - 3_600_000, endedAt: noon - 3_600_000 + 40_600, seenAt: noon + 52_000 }

describe('the time of a row', () => {
  test.each([
    ['nothing before the first event', makeRun(), 0, [null, null, false]],
    [
      'the running time alone where no basis is known',
      makeRun({ job: started }),
      42_000,
      ['0:42', null, false],
    ],
    ['the time left from the job’s own pace', makeRun({ job: paced }), 40_000, ['0:40', '~40 s left', false]],
    [
      'no pace while the stream is stalled',
      makeRun({ job: paced, connection: { state: 'stalled' } }),
      40_000,
      ['0:40', null, false],
    ],
    [
      'no estimate while nothing is connected',
      makeRun({ job: paced, connection: { state: 'waiting' } }),
      40_000,
      ['0:40', null, false],
    ],
    [
      'how long a finished job took, whatever time it is now',
      makeRun({ job: { ...paced, state: 'completed', finishedAt: noon + 43_000 } }),
      9_000_000,
      ['0:43', null, false],
    ],
    [
      'how long the server says it took, where it says that',
      makeRun({ job: { ...started, state: 'completed', finishedAt: noon + 93_000, times: worked } }),
      9_000_000,
      ['0:41', null, false],
    ],
    [
      'the time since the server said that it began, not the wait before',
      makeRun({ job: { ...started, times: { ...worked, endedAt: null } } }),
      60_000,
      ['0:08', null, false],
    ],
    [
      'until its last event for a job that was lost',
      makeRun({ job: { ...started, state: 'unknown' }, lastEventAt: noon + 6_000 }),
      9_000_000,
      ['0:06', null, false],
    ],
  ] as const)('tells %s', (_name, run, afterMs, [elapsed, hint, slow]) => {
    expect(formatRunTime(run, null, noon + afterMs)).toEqual({ elapsed, hint, slow })
  })

  test('says nothing of a rest that is over', () => {
    const done = { ...paced, percent: 100 }
    expect(formatRunTime(makeRun({ job: done }), null, noon + 40_000).hint).toBeNull()
  })

  test('names the usual time of the kind, and says when it is passed', () => {
    const run = makeRun({ job: started })
    expect([30_000, 79_000, 81_000].map((ms) => formatRunTime(run, usual, noon + ms).hint)).toEqual([
      'usually 0:55',
      'usually 0:55',
      'slower than usual',
    ])
  })
})

test('a percentage is rounded down, so that 100 % means all of it', () => {
  expect([0, 16.67, 99.6, 100, 250, null].map(formatPercent)).toEqual([
    '0 %',
    '16 %',
    '99 %',
    '100 %',
    '100 %',
    null,
  ])
})

test('counts are shown as they are known', () => {
  expect([formatDone(8, 13), formatDone(1204, null), formatDone(null, 13)]).toEqual(['8/13', '1,204', null])
  expect([{ items: 1 }, { textLength: 3204 }, {}].map((job) => formatOutput(makeRun({ job }).job))).toEqual([
    '1 item',
    '3,204 characters',
    null,
  ])
})

test('a model’s row says the tool that is under way, or that it reasons, while it does', () => {
  const reasoned = { firstAt: 1, lastAt: 2 }
  const output = (job: Partial<RunSummary['job']>) => formatOutput(makeRun({ job: { reasoned, ...job } }).job)
  expect([
    output({ state: 'processing' }),
    output({ state: 'processing', tool: 'web_search', textLength: 12 }),
    output({ state: 'processing', textLength: 12 }),
    output({ state: 'failed', tool: 'web_search' }),
  ]).toEqual(['reasoning', 'web_search', '12 characters', null])
})

describe('the second line of a row', () => {
  test.each([
    [
      'the connection’s cause while a person can act on it',
      {
        job: { state: 'processing', lastLog: 'Found 100 records' },
        connection: { state: 'stalled', cause: 'Silent for longer than its usual 15 s' },
      },
      { text: 'Silent for longer than its usual 15 s', important: true },
    ],
    [
      'the job’s cause once it has failed',
      {
        job: { state: 'failed', cause: 'LLM_TIMEOUT' },
        connection: { state: 'closed', cause: 'The server closed the stream' },
      },
      { text: 'LLM_TIMEOUT', important: true },
    ],
    [
      'the job’s last words while it runs',
      { job: { state: 'processing', lastLog: 'Found 100 records' } },
      { text: 'Found 100 records', important: false },
    ],
    [
      'the stage beside a percentage',
      { job: { state: 'processing', percent: 30, stage: 'Loading data' } },
      { text: 'Loading data', important: false },
    ],
    [
      'no stage where the row shows the stages themselves',
      { job: { state: 'processing', stage: 'Loading data' } },
      null,
    ],
    [
      'checks that were not passed',
      { job: { state: 'completed', failedChecks: 2 } },
      { text: '2 checks not passed', important: true },
    ],
    [
      'nothing more of a job that is well',
      {
        job: { state: 'completed', cause: 'done' },
        connection: { state: 'closed', cause: 'The server closed the stream' },
      },
      null,
    ],
  ] as const)('tells %s', (_name, part, expected) => {
    expect(formatRunStatus(makeRun(part))).toEqual(expected)
  })
})

test('silence is told with the beat it is judged by', () => {
  expect(formatLastSign(null, noon)).toBe('no byte has arrived yet')
  expect(formatLastSign(noon, noon + 400)).toBe('sign of life just now')
  expect(formatLastSign(noon, noon + 2_000)).toBe('sign of life 2 s ago')
  expect([15_000, 200].map(formatBeat)).toEqual(['usually every ~15 s', 'usually several a second'])
})

describe('the acts a run offers', () => {
  const acts = (generates: boolean, state: Parameters<typeof makeRun>[0] & object) =>
    runActions(makeRun({ generates, ...state }))

  test('stop watching what only observes, cancel what generates', () => {
    expect(acts(false, {})).toEqual({ retry: false, stop: 'stop', startAgain: false, edit: null })
    expect(acts(true, {})).toEqual({ retry: false, stop: 'cancel', startAgain: false, edit: null })
  })

  test('a lost stream is asked for again where that only observes, and started again where it generates', () => {
    const lost = { connection: { state: 'ended-early' } } as const
    expect(acts(false, lost)).toEqual({ retry: true, stop: null, startAgain: false, edit: null })
    expect(acts(true, lost)).toEqual({ retry: false, stop: null, startAgain: true, edit: null })
  })

  test('what its server lacks is edited first, where it has a profile', () => {
    const refused = { connection: { state: 'refused', lacks: 'credentials' } } as const
    expect(acts(false, refused)).toMatchObject({ retry: true, edit: 'credentials' })
    expect(acts(false, { ...refused, serverId: null })).toMatchObject({ retry: true, edit: null })
    const unnamed = { connection: { state: 'waiting', lacks: 'address' } } as const
    expect(acts(false, unnamed)).toMatchObject({ retry: true, edit: 'address' })
  })

  test('of what came through a tap only the recording is stopped, and nothing is asked again but as a run of one’s own', () => {
    const tapped = tappedBy({ state: 'cut' })
    const none = { retry: false, stop: null, startAgain: false, edit: null }
    const lost = { connection: { state: 'ended-early', lacks: 'credentials' }, tapped } as const
    expect([
      acts(false, { tapped }),
      acts(true, { tapped }),
      acts(false, { connection: { state: 'stalled' }, tapped }),
      acts(false, lost),
      acts(true, lost),
    ]).toEqual([
      { ...none, stop: 'record' },
      { ...none, stop: 'record' },
      { ...none, stop: 'record' },
      none,
      { ...none, startAgain: true },
    ])
  })

  test('nothing is asked for again once the job has ended', () => {
    const over = { job: { state: 'completed' }, connection: { state: 'stopped' } } as const
    expect(acts(false, over)).toEqual({ retry: false, stop: null, startAgain: false, edit: null })
  })
})
