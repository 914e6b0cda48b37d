// Makers of the worlds that scenes are played in.

import { local, production, staging } from './engine/fake-servers.ts'
import { kindOf } from './engine/kinds.ts'
import { addRecording, type Recording } from './engine/record.ts'
import { newWorld, type World } from './engine/world.ts'
import { bigLog } from './recordings/big-log.ts'
import { flashcardSteps } from './recordings/flashcards.ts'

const usual = new Map([
  ['videos', { p10Ms: 41_000, p50Ms: 55_000, p90Ms: 80_000, count: 41 }],
  ['stories', { p10Ms: 33_000, p50Ms: 42_000, p90Ms: 58_000, count: 23 }],
  ['flashcards', { p10Ms: 71_000, p50Ms: 96_000, p90Ms: 140_000, count: 12 }],
])
const servers = [local, staging, production]
export const live = { state: 'live' } as const

/** Three servers, what is usual, and what `fill` adds. */
export function filled(fill: (world: World) => void, part: Partial<World> = {}): () => World {
  return () => {
    const world = newWorld({ servers, usual, ...part })
    fill(world)
    return world
  }
}

/** A run whose log has `count` events that are made on demand; with `perTick` it grows. */
export function withBigLog(count: number, perTick = 0): () => World {
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

/** One run and nothing else. */
export function oneRun(
  kind: string,
  recording: Omit<Recording, 'kind' | 'server'>,
  part: Partial<World> = {},
) {
  return filled(
    (world) => void addRecording(world, { kind: kindOf(kind), server: local, ...recording }),
    part,
  )
}
