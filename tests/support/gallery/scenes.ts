// The scenes by name: each makes a world. What a person then does in it (open a run, press a key) stands in shot-list.ts.

import { local, production, staging } from './fake-servers.ts'
import { kindOf } from './kinds.ts'
import { bigLog } from './recordings/big-log.ts'
import { addCrowd, moveCrowd } from './recordings/crowd.ts'
import { flashcardSteps, manySets } from './recordings/flashcards.ts'
import { addLongTitles, addOdd } from './recordings/odd.ts'
import { pathSteps, processSteps } from './recordings/others.ts'
import { addAllStates } from './recordings/plain-set.ts'
import { storySteps } from './recordings/stories.ts'
import { addRecording, newWorld, type World } from './world.ts'

const usual = new Map([
  ['videos', { p50Ms: 55_000, p90Ms: 80_000, count: 41 }],
  ['stories', { p50Ms: 42_000, p90Ms: 58_000, count: 23 }],
  ['flashcards', { p50Ms: 96_000, p90Ms: 140_000, count: 12 }],
])
const servers = [local, staging, production]
const live = { state: 'live' } as const

function filled(fill: (world: World) => void, part: Partial<World> = {}): () => World {
  return () => {
    const world = newWorld({ servers, usual, ...part })
    fill(world)
    return world
  }
}

/** A run whose log has `count` events that are made on demand; with `perTick` it grows. */
function withBigLog(count: number, perTick = 0): () => World {
  return () => {
    const world = newWorld({ servers, usual })
    const run = addRecording(world, {
      kind: kindOf('flashcards'),
      server: local,
      title: 'A year of biology',
      params: { run_id: '1' },
      steps: flashcardSteps(8),
      agoMs: 0,
      connection: live,
    })
    let length = count
    const everyMs = perTick === 0 ? 40 : 1
    run.events = bigLog(() => length, Date.now() - length * everyMs, everyMs)
    run.attempts = [
      {
        ...firstOf(run.attempts),
        endedAt: Date.now() - 90_000,
        ending: 'The connection was reset',
        afterSeq: 0,
      },
      { ...firstOf(run.attempts), number: 2, afterSeq: 400, endedAt: null, ending: null },
      { ...firstOf(run.attempts), number: 3, afterSeq: count - 12, endedAt: null, ending: null },
    ]
    run.gaps = [
      {
        number: 1,
        afterSeq: 400,
        attempt: 1,
        from: Date.now() - 90_000,
        until: Date.now() - 60_000,
        cause: 'disconnected',
        missed: 'unknown',
        basis: 'no ids',
      },
      {
        number: 2,
        afterSeq: count - 12,
        attempt: 2,
        from: Date.now() - 9_000,
        until: Date.now() - 6_000,
        cause: 'disconnected',
        missed: 'nothing',
        basis: 'resumed by id 418',
      },
    ]
    const show = () => {
      const pings = length - run.events.withoutPings()
      run.summary = {
        ...run.summary,
        events: length,
        pings,
        bytes: length * 140,
        lastEventAt: Date.now(),
        lastBytesAt: Date.now(),
        gaps: 2,
        connection: { ...run.summary.connection, attempt: 3 },
      }
    }
    show()
    if (perTick > 0) {
      world.move = () => {
        length += perTick
        show()
        return [run.summary.id]
      }
    }
    return world
  }
}

function firstOf<T>(list: readonly T[]): T {
  const first = list[0]
  if (first === undefined) throw new Error('The list is empty.')
  return first
}

export const scenes: ReadonlyMap<string, () => World> = new Map([
  ['empty', () => newWorld()],
  ['no-sample', () => newWorld({ sample: false })],
  ['no-runs', filled(() => undefined)],
  [
    'one-live',
    filled(
      (world) =>
        void addRecording(world, {
          kind: kindOf('flashcards'),
          server: local,
          title: 'Biology 101',
          params: { run_id: '101' },
          steps: flashcardSteps(8),
          agoMs: 300,
          connection: live,
        }),
      { servers: [local] },
    ),
  ],
  ['all-states', filled(addAllStates)],
  ['two-hundred', filled((world) => addCrowd(world, 240), { move: moveCrowd() })],
  ['five-hundred', filled((world) => addCrowd(world, 500), { move: moveCrowd() })],
  ['long-titles', filled(addLongTitles)],
  ['odd-texts', filled(addOdd)],
  [
    'story-unsafe',
    filled(
      (world) =>
        void addRecording(world, {
          kind: kindOf('stories'),
          server: local,
          params: { child_id: '1', theme: 'adventure', title: 'The lighthouse that could hum' },
          steps: storySteps('unsafe'),
          agoMs: 300,
          connection: live,
        }),
    ),
  ],
  [
    'story-differs',
    filled(
      (world) =>
        void addRecording(world, {
          kind: kindOf('stories'),
          server: local,
          params: { child_id: '1', theme: 'adventure', title: 'The lighthouse that could hum' },
          steps: storySteps('differs'),
          agoMs: 60_000,
          connection: { state: 'closed' },
        }),
    ),
  ],
  [
    'many-items',
    filled(
      (world) =>
        void addRecording(world, {
          kind: kindOf('flashcards'),
          server: local,
          title: 'Everything, in cards',
          params: { run_id: '7' },
          steps: manySets(640),
          agoMs: 300,
          connection: live,
        }),
    ),
  ],
  [
    'process',
    filled(
      (world) =>
        void addRecording(world, {
          kind: kindOf('processes'),
          server: local,
          title: 'Nightly customer match',
          params: { path: '/api/process/stream' },
          steps: processSteps(5, 'result'),
          agoMs: 60_000,
          connection: { state: 'closed' },
        }),
    ),
  ],
  [
    'path',
    filled(
      (world) =>
        void addRecording(world, {
          kind: kindOf('learning-paths'),
          server: local,
          params: { topic: 'Rust for web developers' },
          steps: pathSteps(3),
          agoMs: 300,
          connection: live,
        }),
    ),
  ],
  [
    'disconnected',
    filled((world) => {
      addAllStates(world)
      setTimeout(() => {
        world.lost = true
      }, 1_500)
    }),
  ],
  [
    'storage-full',
    filled(addAllStates, {
      log: {
        state: 'full',
        sentence:
          'The disk is full: 0 bytes are left in /home/operator/.config/Runlight. Streams are paused and nothing is lost. Free some space and they go on by themselves.',
      },
    }),
  ],
  [
    'log-missing',
    filled(addAllStates, {
      log: {
        state: 'missing',
        sentence:
          'The log at /home/operator/.config/Runlight/runlight.db was deleted, moved or replaced while Runlight was running. Streams are held, and nothing more is stored or shown. Put it back, or have it written anew: what it held is lost only when Runlight ends.',
      },
    }),
  ],
  ['log-10k', withBigLog(10_000)],
  ['log-1m', withBigLog(1_000_000)],
  ['log-10m', withBigLog(10_000_000)],
  ['log-growing', withBigLog(5_000, 200)],
])
