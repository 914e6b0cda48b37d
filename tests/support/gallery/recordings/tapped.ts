// Runs that came through a tap: what applications asked, and how both connections of each fared.

import type { Attempt } from '../../../../src/core/run/run.ts'
import type { ClientSide, Tapped } from '../../../../src/core/run/tapped.ts'
import { production } from '../engine/fake-servers.ts'
import { kindOf } from '../engine/kinds.ts'
import { addRecording, type Recording, type Wire } from '../engine/record.ts'
import type { World } from '../engine/world.ts'
import { flashcardSteps } from './flashcards.ts'
import { chatSteps, pathSteps, plainSteps, processSteps } from './others.ts'
import { storySteps } from './stories.ts'

type At = (seq: number) => number
type Row = Omit<Recording, 'kind' | 'server' | 'part' | 'wire'> & {
  readonly kind: string
  readonly client: Partial<ClientSide>
  readonly tapped?: Partial<Tapped>
  /** What the wire did, with the client of its latest attempt. */
  readonly wire?: (at: At, client: ClientSide) => Wire
}

const python = { agent: 'OpenAI/Python 1.99.1', address: '127.0.0.1' }
const tablet = { agent: 'story-tablet/2.1 (Android 15; Pixel Tablet)', address: '10.0.0.17' }
const browser = {
  agent:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  address: '127.0.0.1',
}
/** Markup, another direction, and no end. */
const hostile = {
  agent: `<img src=x onerror=alert(1)>/9.9\u202egnp.exe\u200b ${'very-long-product-name/1.0 '.repeat(14)}`,
  address: 'fe80::1ff:fe23:4567:890a%enp0s31f6',
}
const live = { state: 'live' } as const
const ago = (ms: number) => Date.now() - ms

function clientOf(part: Partial<ClientSide>): ClientSide {
  return { ...python, state: 'open', since: ago(20_000), bytes: 84_000, waiting: 0, slowMs: 0, ...part }
}

function add(world: World, { client: part, tapped, wire, kind, ...recording }: Row): void {
  const client = clientOf(part)
  addRecording(world, {
    ...recording,
    kind: kindOf(kind),
    server: production,
    part: { tapped: { uid: `u${world.runs.size}`, job: 'digest', client, unrecorded: 0, ...tapped } },
    wire: wire === undefined ? () => ({ attempts: [{ client }] }) : (at) => wire(at, client),
  })
}

const storyParams = { child_id: '1', theme: 'adventure', title: 'The lighthouse that could hum' }

/** A story that a tablet receives now. */
export function addTappedLive(world: World): void {
  add(world, {
    kind: 'stories',
    params: storyParams,
    steps: storySteps('writing'),
    agoMs: 300,
    connection: { ...live, since: ago(12_000) },
    client: { ...tablet, since: ago(12_000), bytes: 9_400 },
    tapped: { job: null },
  })
}

/** A client that takes nothing while the server sends. */
export function addTappedSlow(world: World): void {
  add(world, {
    kind: 'chat',
    params: { prompt: 'Explain tides to a ten-year-old.' },
    steps: chatSteps(180, false),
    agoMs: 200,
    connection: { ...live, since: ago(42_000) },
    client: { state: 'slow', since: ago(14_000), bytes: 812_000, waiting: 1_210_000, slowMs: 21_000 },
    tapped: { job: null },
  })
}

/** A client that left before the end. */
export function addTappedGone(world: World): void {
  const cause = 'The client went away at 61 %'
  add(world, {
    kind: 'flashcards',
    title: 'Biology 101',
    params: { run_id: '101' },
    steps: flashcardSteps(9),
    agoMs: 65_000,
    connection: { state: 'ended-early', cause, since: ago(64_000) },
    client: { ...tablet, state: 'gone', since: ago(64_000), bytes: 3_600, slowMs: 2_300 },
    wire: (at, client) => {
      const last = flashcardSteps(9).length
      return {
        attempts: [{ client, ending: cause }],
        transitions: [
          { at: at(1) - 20, attempt: 1, afterSeq: 0, state: 'live', cause: null, job: null },
          { at: at(last) + 900, attempt: 1, afterSeq: last, state: 'ended-early', cause, job: 'unknown' },
        ],
      }
    },
  })
}

/** A server that broke off, which cut its client off. */
export function addTappedBroken(world: World): void {
  const cause = 'The connection was reset while the stream was open'
  add(world, {
    kind: 'processes',
    title: 'Nightly customer match',
    params: { path: '/api/process/stream' },
    steps: processSteps(3),
    agoMs: 26_000,
    connection: { state: 'ended-early', cause, since: ago(25_000) },
    client: { agent: 'curl/8.5.0', address: '127.0.0.1', state: 'cut', since: ago(25_000), bytes: 21_400 },
    wire: (_, client) => ({ attempts: [{ client, ending: cause }] }),
  })
}

/** A stretch that went by while the log could not keep up. */
export function addTappedGap(world: World): void {
  add(world, {
    kind: 'plain',
    title: 'Deploy log',
    params: { url: 'https://api.example.com/logs' },
    steps: plainSteps(140),
    agoMs: 400,
    connection: { ...live, since: ago(60_000) },
    client: { agent: 'node', address: '127.0.0.1', bytes: 3_100_000, since: ago(60_000) },
    tapped: { unrecorded: 1_210_000 },
    wire: (at, client) => ({
      attempts: [{ client }],
      gaps: [
        {
          afterSeq: 131,
          attempt: 1,
          from: at(131),
          until: at(132),
          cause: 'the log could not keep up',
          missed: 'some',
          basis: '',
          bytes: 1_210_000,
        },
      ],
    }),
  })
}

/** The same client asked again with the last event id that it had. */
export function addTappedAgain(world: World): void {
  const steps = flashcardSteps(6)
  const reset = 'The connection was lost'
  const first: Partial<Attempt> = { events: 9, bytes: 1_900, ending: reset, afterSeq: 0 }
  add(world, {
    kind: 'flashcards',
    title: 'Organic chemistry',
    params: { run_id: '88' },
    steps,
    agoMs: 600,
    connection: { ...live, attempt: 2, since: ago(7_000) },
    client: { ...browser, since: ago(7_000), bytes: 4_200 },
    wire: (at, client) => {
      const cut = at(9) + 300
      const back = at(10) - 40
      return {
        attempts: [
          {
            ...first,
            endedAt: cut,
            client: { ...client, state: 'cut', since: cut, bytes: 1_900, slowMs: 0 },
          },
          { startedAt: back - 30, openedAt: back, afterSeq: 9, resumedFrom: '9', client },
        ],
        gaps: [
          {
            afterSeq: 9,
            attempt: 1,
            from: cut,
            until: back,
            cause: 'disconnected',
            missed: 'nothing',
            basis: 'resumed by id 9',
          },
        ],
        transitions: [
          { at: at(1) - 20, attempt: 1, afterSeq: 0, state: 'live', cause: null, job: null },
          { at: cut, attempt: 1, afterSeq: 9, state: 'ended-early', cause: reset, job: 'unknown' },
          { at: back - 30, attempt: 2, afterSeq: 9, state: 'connecting', cause: null, job: null },
          { at: back, attempt: 2, afterSeq: 9, state: 'live', cause: null, job: null },
        ],
      }
    },
  })
}

/** A run that was open when Runlight ended, and what became of it nobody saw. */
export function addTappedUnknown(world: World): void {
  const cause = 'Runlight was not running'
  add(world, {
    kind: 'learning-paths',
    params: { topic: 'Rust for web developers' },
    steps: pathSteps(3),
    agoMs: 11 * 60_000,
    connection: { state: 'ended-early', cause, since: ago(4 * 60_000) },
    client: { ...browser, state: 'unknown', since: ago(4 * 60_000), bytes: 31_000 },
    tapped: { job: null },
    wire: (_, client) => ({ attempts: [{ client, ending: cause }] }),
  })
}

/** An application that says of itself what no layout expects. */
export function addTappedHostile(world: World): void {
  add(world, {
    kind: 'chat',
    title: 'Whose text is this?',
    params: { prompt: 'Whose text is this?' },
    steps: chatSteps(180, false),
    agoMs: 900,
    connection: { ...live, since: ago(5_000) },
    client: { ...hostile, state: 'slow', since: ago(4_000), bytes: 12_000, waiting: 4_194_304 },
  })
}

/** One that its client has whole. */
export function addTappedDone(world: World): void {
  add(world, {
    kind: 'flashcards',
    title: 'World history, 1789 to 1914',
    params: { run_id: '97' },
    steps: flashcardSteps(13, 'completed'),
    agoMs: 4 * 60_000,
    connection: { state: 'closed', since: ago(4 * 60_000) },
    client: { ...tablet, state: 'done', since: ago(4 * 60_000), bytes: 1_240_000 },
  })
}

/** All of them. */
export function addTapped(world: World): void {
  addTappedUnknown(world)
  addTappedDone(world)
  addTappedGone(world)
  addTappedBroken(world)
  addTappedHostile(world)
  addTappedAgain(world)
  addTappedGap(world)
  addTappedSlow(world)
  addTappedLive(world)
}
