// One run of each sort and state: the board that most scenes begin with.

import { local, production, staging } from '../engine/fake-servers.ts'
import { kindOf } from '../engine/kinds.ts'
import { addRecording, type Recording } from '../engine/record.ts'
import type { World } from '../engine/world.ts'
import { flashcardRepeats, flashcardSteps } from './flashcards.ts'
import { chatSteps, pathSteps, plainSteps, processSteps, videoSteps } from './others.ts'
import { failedStorySteps, storySteps } from './stories.ts'
import { cutAndBack, refusedWith, turnedAway } from './wires.ts'

type Row = Omit<Recording, 'kind'> & { readonly kind: string }

const minute = 60_000
const live = { state: 'live' } as const
const closed = { state: 'closed' } as const
const forbidden = 'HTTP 403: no access to this child profile'

/** The states of the board, each at least once. */
export function addAllStates(world: World): void {
  for (const row of [...needing(), ...running(), ...resting()]) {
    addRecording(world, { ...row, kind: kindOf(row.kind) })
  }
}

function running(): readonly Row[] {
  const before = flashcardSteps(5)
  const biology = [...before, ...flashcardRepeats(5, 31_000), ...flashcardSteps(8).slice(before.length)]
  const chemistry = flashcardSteps(6)
  const waiting = {
    state: 'waiting',
    cause: 'The server answered HTTP 503',
    retryAt: Date.now() + 7_200,
  } as const
  return [
    {
      kind: 'plain',
      server: null,
      host: 'deploys.example.com',
      params: { url: 'https://deploys.example.com/events' },
      steps: plainSteps(140),
      agoMs: 9_000,
      connection: { state: 'paused', cause: 'This computer is offline' },
    },
    {
      kind: 'flashcards',
      server: local,
      title: 'Biology 101',
      params: { run_id: '101' },
      steps: biology,
      agoMs: 400,
      connection: live,
      wire: cutAndBack(before.length),
    },
    {
      kind: 'videos',
      server: production,
      params: { video_uuid: '4f3e2d1c-77aa-4b1e-9c0d-1f2e3d4c5b6a' },
      steps: videoSteps(31_000),
      agoMs: 11_000,
      connection: { state: 'quiet' },
    },
    {
      kind: 'flashcards',
      server: staging,
      title: 'Organic chemistry',
      params: { run_id: '88' },
      steps: chemistry,
      agoMs: 20_000,
      connection: waiting,
      wire: turnedAway(chemistry.length),
    },
    {
      kind: 'processes',
      server: local,
      title: 'Nightly customer match',
      params: { path: '/api/process/stream' },
      steps: processSteps(3),
      agoMs: 2_000,
      connection: live,
    },
    {
      kind: 'stories',
      server: local,
      params: {
        child_id: '1',
        theme: 'adventure',
        chapter_number: '1',
        title: 'The lighthouse that could hum',
      },
      steps: storySteps('writing'),
      agoMs: 400,
      connection: live,
    },
    {
      kind: 'chat',
      server: local,
      params: { prompt: 'Explain tides to a ten-year-old.' },
      steps: chatSteps(180, false),
      agoMs: 200,
      connection: live,
    },
    {
      kind: 'flashcards',
      server: production,
      params: { run_id: '140' },
      steps: [],
      agoMs: 1_200,
      connection: { state: 'connecting' },
    },
  ]
}

function needing(): readonly Row[] {
  return [
    {
      kind: 'processes',
      server: staging,
      title: 'Import of suppliers',
      params: { path: '/api/process/stream' },
      steps: processSteps(4, 'error'),
      agoMs: 65 * minute,
      connection: closed,
    },
    {
      kind: 'stories',
      server: local,
      params: { child_id: '2', theme: 'space', chapter_number: '1' },
      steps: failedStorySteps(),
      agoMs: 6 * minute,
      connection: closed,
    },
    {
      kind: 'stories',
      server: production,
      params: { child_id: '7', theme: 'friendship', chapter_number: '2' },
      steps: [],
      agoMs: 3 * minute,
      connection: { state: 'refused', cause: forbidden },
      wire: refusedWith(403, forbidden, '{"detail":"You do not have access to this child profile"}'),
    },
    {
      kind: 'videos',
      server: staging,
      params: { video_uuid: '9b1c0f77-0a3e-4f1d-8a52-6a1de77c01b2' },
      steps: videoSteps(46_000),
      agoMs: 34_000,
      connection: { state: 'stalled', cause: 'Silent for longer than its usual 15 s' },
    },
    {
      kind: 'learning-paths',
      server: local,
      params: { topic: 'Rust for web developers' },
      steps: pathSteps(3),
      agoMs: 26_000,
      connection: { state: 'ended-early', cause: 'The stream ended without its last event' },
    },
  ]
}

function resting(): readonly Row[] {
  return [
    {
      kind: 'videos',
      server: local,
      params: { video_uuid: '0d9e8f7a-1b2c-3d4e-5f60-718293a4b5c6' },
      steps: videoSteps(61_000, 'completed'),
      agoMs: 150 * minute,
      connection: closed,
    },
    {
      kind: 'learning-paths',
      server: local,
      params: { topic: 'Sourdough' },
      steps: pathSteps(2),
      agoMs: 90 * minute,
      connection: { state: 'stopped' },
    },
    {
      kind: 'learning-paths',
      server: production,
      params: { topic: 'Watercolour' },
      steps: pathSteps(4, 'done'),
      agoMs: 41 * minute,
      connection: closed,
    },
    {
      kind: 'stories',
      server: local,
      params: {
        child_id: '1',
        theme: 'adventure',
        chapter_number: '2',
        title: 'The key no longer than a thumb',
      },
      steps: storySteps('differs'),
      agoMs: 24 * minute,
      connection: closed,
    },
    {
      kind: 'flashcards',
      server: local,
      title: 'World history, 1789 to 1914',
      params: { run_id: '97' },
      steps: flashcardSteps(13, 'completed'),
      agoMs: 12 * minute,
      connection: closed,
    },
  ]
}
