// The open run: its two states, and its overview for every kind.

import type { ConnectionState, JobState } from '../../../../src/core/run/states.ts'
import { flashcardSteps, manySets } from '../recordings/flashcards.ts'
import { addMarked } from '../recordings/marked.ts'
import { addOdd } from '../recordings/odd.ts'
import { pathSteps, processSteps } from '../recordings/others.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import { addState } from '../recordings/state-grid.ts'
import { storySteps } from '../recordings/stories.ts'
import { unreadSteps } from '../recordings/unread.ts'
import type { Scene } from '../scene.ts'
import { filled, live, oneRun } from '../worlds.ts'

const allStates = filled(addAllStates)

const pairs: Readonly<Record<ConnectionState, JobState>> = {
  idle: 'pending',
  connecting: 'pending',
  live: 'processing',
  quiet: 'processing',
  stalled: 'processing',
  waiting: 'unknown',
  paused: 'processing',
  closed: 'completed',
  'ended-early': 'unknown',
  refused: 'failed',
  stopped: 'cancelled',
}

export const twoTruths: readonly Scene[] = [
  ...Object.entries(pairs).map(
    ([connection, job]): Scene => ({
      name: `truth-${connection}`,
      area: 'Two truths',
      shows: `A run whose connection is ${connection} and whose job is ${job}.`,
      world: filled((world) => void addState(world, connection as ConnectionState, job)),
      at: { run: connection },
    }),
  ),
  {
    name: 'truth-imported',
    area: 'Two truths',
    shows: 'A run that came out of a file.',
    world: filled(addMarked),
    at: { run: 'Brought' },
  },
  {
    name: 'truth-notice',
    area: 'Two truths',
    shows: 'A stream that works and is odd, started again from another run.',
    world: filled(addMarked),
    at: { run: 'Nightly' },
  },
]

const story = (until: 'unsafe' | 'differs' | 'rejected') =>
  oneRun('stories', {
    params: { child_id: '1', theme: 'adventure', title: 'The lighthouse that could hum' },
    steps: storySteps(until),
    agoMs: until === 'unsafe' ? 300 : 60_000,
    connection: until === 'unsafe' ? live : { state: 'closed' },
  })

const of = (name: string, shows: string, run: string, world = allStates): Scene => ({
  name,
  area: 'Overview',
  shows,
  world,
  at: { run },
})

const many = oneRun('flashcards', {
  title: 'Everything, in cards',
  params: { run_id: '7' },
  steps: manySets(640),
  agoMs: 300,
  connection: live,
})

const unread = (readAs: string, again = false) =>
  oneRun('plain', {
    title: 'Why tides?',
    host: 'api.example.com',
    params: { url: 'https://api.example.com/v1/messages', method: 'POST', readAs },
    steps: unreadSteps,
    agoMs: 60_000,
    connection:
      readAs === 'none'
        ? { state: 'ended-early', cause: 'The server ended the stream' }
        : { state: 'closed' },
    ...(again ? { part: { reading: { readAs: 'anthropic', done: 9 } } } : {}),
  })

export const overview: readonly Scene[] = [
  of('reading-offer', 'A stream that a reader would understand.', 'Why tides?', unread('none')),
  of('reading-again', 'A stream whose events are being read again.', 'Why tides?', unread('none', true)),
  of('reading-known', 'A stream that was recognised.', 'Why tides?', unread('auto')),
  of('overview-flashcards', 'Items as they come.', 'Biology 101'),
  of('overview-story', 'A text that is being written.', 'The lighthouse'),
  {
    ...of('story-unsafe', 'A check that did not pass.', 'The lighthouse', story('unsafe')),
    act: (hand) => hand.show('did not pass'),
  },
  of(
    'story-rejected',
    'A story that failed by its own check: the check is the reason, and its stage has not passed.',
    'The lighthouse',
    story('rejected'),
  ),
  of('story-differs', 'The final text is not the sum of its pieces.', 'The lighthouse', story('differs')),
  of('overview-chat', 'An answer, token by token.', 'Explain tides'),
  of('overview-plain', 'A stream of no documented kind.', 'deploys.example.com'),
  of('overview-video', 'A job that says only that it lives.', '4f3e2d1c'),
  of('overview-failed', 'A failed process.', 'Import of suppliers'),
  of('overview-unknown', 'The stream ended without a verdict.', 'Rust for web'),
  of('overview-refused', 'The server does not let it in: nothing has arrived.', 'child 7'),
  of('overview-stopped', 'Stopped by a person.', 'Sourdough'),
  of('overview-nothing', 'Connected, and nothing has arrived yet.', '140'),
  of('odd-story', 'A text from right to left.', 'המגדלור', filled(addOdd)),
  of('odd-items', 'Titles with hidden signs and markup.', 'علم', filled(addOdd)),
  of('many-items', '640 items.', 'Everything', many),
  of(
    'process',
    'A finished process with its stages and figures.',
    'Nightly',
    oneRun('processes', {
      title: 'Nightly customer match',
      params: { path: '/api/process/stream' },
      steps: processSteps(5, 'result'),
      agoMs: 60_000,
      connection: { state: 'closed' },
    }),
  ),
  of(
    'path',
    'A learning path under way.',
    'Rust',
    oneRun('learning-paths', {
      params: { topic: 'Rust for web developers' },
      steps: pathSteps(3),
      agoMs: 300,
      connection: live,
    }),
  ),
  of(
    'overview-completed',
    'All done.',
    'World history',
    oneRun('flashcards', {
      title: 'World history, 1789 to 1914',
      params: { run_id: '97' },
      steps: flashcardSteps(13, 'completed'),
      agoMs: 12 * 60_000,
      connection: { state: 'closed' },
    }),
  ),
]
