// What Runlight says it does about a run that came through a tap: nothing that its server or its client does.

import { expect, test } from 'vitest'
import { describeActivity } from '../../src/engine/calls/describe-activity.ts'
import { makeRun, noon, tappedBy } from '../renderer/make-run.ts'

const now = noon + 12_000
type Connection = Parameters<typeof makeRun>[0] & object

const said = (
  connection: Connection['connection'] & object,
  client: Parameters<typeof tappedBy>[0] = {},
  job: string | null = null,
) =>
  describeActivity(
    makeRun({
      beatMs: 15_000,
      connection: { since: noon, ...connection },
      tapped: tappedBy(client, { job }),
    }),
    now,
  )
const slow = { state: 'slow', since: noon, waiting: 1_200_000 } as const

test('a stream that flows is passed on, and a slow client is told of', () => {
  expect([said({ state: 'connecting' }), said({ state: 'live' }), said({ state: 'quiet' }, slow)]).toEqual([
    'story-tablet 2.1 asked through Runlight, and the server’s answer begins.',
    'The server sends, and Runlight passes it on. story-tablet 2.1 takes what comes. The server usually gives a sign of life every 15 s.',
    'The server is silent, within the usual. story-tablet 2.1 has taken nothing for 12 s: 1.2 MB wait for it. The server usually gives a sign of life every 15 s.',
  ])
})

test('a silence is the server’s alone while the client takes what comes', () => {
  const cause = 'Silent for longer than its usual 15 s'
  expect([said({ state: 'stalled', cause }), said({ state: 'stalled', cause }, slow)]).toEqual([
    'Silent for longer than its usual 15 s. story-tablet 2.1 takes what comes. Runlight only looks on: whether to wait any longer is for the client to say.',
    'story-tablet 2.1 has taken nothing for 12 s: 1.2 MB wait for it. While that lasts, nothing more may be read from the server: its silence need not be its own.',
  ])
})

test('an end is told with its cause, what the client had of it, and who may ask again', () => {
  expect([
    said({ state: 'closed' }, { state: 'done' }),
    said({ state: 'ended-early', cause: 'The client went away at 62 %' }, { state: 'gone' }, 'digest'),
    said({ state: 'ended-early', cause: 'The connection was lost' }, { state: 'cut' }),
    said({ state: 'ended-early', cause: 'Runlight was not running' }, { state: 'unknown' }),
    said({ state: 'stopped' }),
  ]).toEqual([
    'The job is over and the server’s connection is closed, after 1 attempt. story-tablet 2.1 was handed all of it.',
    'The client went away at 62 %. story-tablet 2.1 had been handed 800 kB when it went away. Runlight asks for nothing itself: this run goes on when the client asks again.',
    'The connection was lost. The answer to story-tablet 2.1 was cut off with it. Runlight asks for nothing itself: when the client asks again, that is a run of its own.',
    'Runlight was not running. What became of story-tablet 2.1 is not known. Runlight asks for nothing itself: when the client asks again, that is a run of its own.',
    'Recording was stopped by the operator 12 s ago. What the client receives goes on.',
  ])
})
