// Engines before scripted servers, with clocks that run faster than the wall: what most tests of a fault need, and what
// tells of a run at once: both its states and the cause. An engine serves all tests of its file that need its clock, and
// starts each with no run; servers are each test's own.

import { afterAll, afterEach } from 'vitest'
import type { RunSummary } from '../../src/core/run/run.ts'
import type { EngineOptions } from '../../src/engine/index.ts'
import { removeDir, startEngine, type TestEngine } from './engine.ts'
import { createFastClock } from './fast-clock.ts'
import { type Behaviour, type SseServer, startSseServer } from './sse-server.ts'

export type Stage = {
  /** The engine that was started last. */
  readonly engine: () => TestEngine
  /** The server that was started last. */
  readonly server: () => SseServer
  /** An engine whose clock runs `factor` times as fast; with options it is the test's own. */
  readonly startEngine: (factor: number, options?: Partial<EngineOptions>) => Promise<TestEngine>
  /** A server that answers its connections in this order. */
  readonly serve: (behaviours: readonly Behaviour[], port?: number) => Promise<SseServer>
  /** Both. */
  readonly start: (behaviours: readonly Behaviour[], factor?: number) => Promise<void>
  /** Watches the server's `/s` as a plain run that ends with an event named `end`. */
  readonly watch: (params?: Record<string, string>) => Promise<number>
  /** Closed after the test. */
  readonly closing: (close: () => unknown) => void
}

/** `end` as a stream's last event, for a run that `watch` started. */
export const endEvent = 'event: end\ndata:\n\n'

/** To be called once in a file: it cleans up after each test, and after the last. */
export function createStage(): Stage {
  const shared = new Map<number, TestEngine>()
  let own: TestEngine[] = []
  let engine: TestEngine | null = null
  let server: SseServer | null = null
  let closers: (() => unknown)[] = []

  const clear = async (one: TestEngine) => {
    const { runs } = await one.call('runs.snapshot', {})
    for (const { id } of runs) await one.call('runs.remove', { run: id })
  }
  const close = async (one: TestEngine) => {
    await one.close()
    removeDir(one.dataDir)
  }
  afterEach(async () => {
    // Two of them may have had one folder, one after the other.
    for (const one of own) await one.close()
    for (const one of own) removeDir(one.dataDir)
    for (const one of shared.values()) await clear(one)
    for (const end of closers.reverse()) await end()
    own = []
    closers = []
    server = null
  })
  afterAll(async () => {
    for (const one of shared.values()) await close(one)
  })

  const need = <T>(one: T | null): T => {
    if (one === null) throw new Error('not started')
    return one
  }
  const startOne = async (factor: number, options: Partial<EngineOptions> | null = null) => {
    const known = shared.get(factor)
    if (options === null && known !== undefined) {
      engine = known
      return known
    }
    const made = await startEngine({ clock: createFastClock(factor), ...options })
    if (options === null) shared.set(factor, made)
    else own.push(made)
    engine = made
    return made
  }
  const serve = async (behaviours: readonly Behaviour[], port = 0) => {
    const made = await startSseServer(behaviours, port)
    closers.push(made.close)
    server = made
    return made
  }
  return {
    engine: () => need(engine),
    server: () => need(server),
    startEngine: startOne,
    serve,
    start: async (behaviours, factor = 20) => {
      await serve(behaviours)
      await startOne(factor)
    },
    watch: (params = {}) => need(engine).watch(`${need(server).url}/s`, { endEvent: 'end', ...params }),
    closing: (end) => closers.push(end),
  }
}

export type States = readonly [job: string | null, connection: string, cause: string | null]

/** Both states, and the connection's cause. */
export function statesOf({ job, connection }: RunSummary): States {
  return [job.state, connection.state, connection.cause]
}

/** The same for the run now. */
export async function states(engine: TestEngine, run: number): Promise<States> {
  return statesOf(await engine.summary(run))
}

/** The same for the run as soon as its connection is in this state, at the `attempt`th connection or later. */
export async function reach(engine: TestEngine, run: number, state: string, attempt = 0): Promise<States> {
  return statesOf(
    await engine.until(run, ({ connection }) => connection.state === state && connection.attempt >= attempt),
  )
}

/**
 * What the connection's first move into this state said: of the job (null: it stays as it was), the state, and the cause.
 * For states that pass too quickly to be looked at.
 */
export async function moved(engine: TestEngine, run: number, state: string): Promise<States> {
  const find = async () => {
    const { transitions } = await engine.call('runs.connection', { run })
    return transitions.find((one) => one.state === state)
  }
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const found = await find()
    if (found !== undefined) return [found.job, found.state, found.cause]
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`run ${run} never came to be ${state}`)
}
