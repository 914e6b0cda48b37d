// An engine for the tests of a file, and the server of one field case at a time. To be called once in a file: it cleans up.

import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Input } from '../../src/core/contract/contract.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import { isSettled } from '../../src/core/run/states.ts'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { type FieldServer, startFieldServer } from './field-server.ts'

export type FieldStage = {
  readonly engine: () => TestEngine
  /** The server of the case that was served last. */
  readonly server: () => FieldServer
  /** Serves the case; its pauses are a tenth of what they were. */
  readonly serve: (name: string) => Promise<FieldServer>
  /** Serves the case and watches it as a plain run; resolves to its summary once its connection rests. */
  readonly watch: (
    name: string,
    params: Readonly<Record<string, string>>,
    more?: Partial<Input<'runs.add'>>,
  ) => Promise<RunSummary>
  /** The run's summary once its connection rests. */
  readonly settled: (run: number) => Promise<RunSummary>
}

export function createFieldStage(): FieldStage {
  let engine: TestEngine
  let server: FieldServer

  beforeAll(async () => {
    engine = await startEngine()
  })
  afterEach(() => server.close())
  afterAll(async () => {
    await engine.close()
    removeDir(engine.dataDir)
  })

  const serve = async (name: string) => {
    server = await startFieldServer(name, 10)
    return server
  }
  const settled = (run: number) => engine.until(run, (now) => isSettled(now.connection.state), 60_000)
  return {
    engine: () => engine,
    server: () => server,
    serve,
    settled,
    watch: async (name, params, more) => {
      const { url } = await serve(name)
      return settled(await engine.watch(`${url}/v1/`, { ...params }, more))
    },
  }
}
