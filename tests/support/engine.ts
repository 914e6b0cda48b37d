// An engine on a fresh data directory, with the calls the tests need said shortly.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Changes, Input, Output } from '../../src/core/contract/contract.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import type { Engine, EngineOptions } from '../../src/engine/index.ts'
import { type Call, createCall, openTestEngine, plainRun } from './open-engine.ts'

export type TestEngine = {
  readonly engine: Engine
  readonly dataDir: string
  /** The call's value; throws the error's data. */
  readonly call: Call
  readonly pushes: readonly Changes[]
  /** Watches `url` as a plain run with these parameters. */
  readonly watch: (
    url: string,
    params?: Record<string, string>,
    more?: Partial<Input<'runs.add'>>,
  ) => Promise<number>
  readonly summary: (run: number) => Promise<RunSummary>
  /** The run's summary as soon as `test` holds. */
  readonly until: (run: number, test: (run: RunSummary) => boolean, withinMs?: number) => Promise<RunSummary>
  readonly events: (run: number) => Promise<Output<'events.range'>['rows']>
  readonly close: () => Promise<void>
}

export function freshDir(): string {
  return mkdtempSync(join(tmpdir(), 'runlight-test-'))
}

export async function startEngine(options: Partial<EngineOptions> = {}): Promise<TestEngine> {
  const dataDir = options.dataDir ?? freshDir()
  const defects: unknown[] = []
  const engine = await openTestEngine(dataDir, {
    onDefect: (_where, thrown) => defects.push(thrown),
    ...options,
  })
  const pushes: Changes[] = []
  engine.onChanges((changes) => pushes.push(changes))

  const call = createCall(engine, () => defects.at(-1))
  const summary = async (run: number): Promise<RunSummary> => {
    const { runs } = await call('runs.snapshot', {})
    const found = runs.find((one) => one.id === run)
    if (found === undefined) throw new Error(`no run ${run}`)
    return found
  }
  return {
    engine,
    dataDir,
    call,
    pushes,
    summary,
    watch: async (url, params, more) => (await call('runs.add', plainRun(url, params, more))).run,
    until: async (run, test, withinMs = 60_000) => {
      const end = Date.now() + withinMs
      for (;;) {
        const now = await summary(run)
        if (test(now)) return now
        if (Date.now() > end) throw new Error(`never came; at last: ${JSON.stringify(now, null, 1)}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    events: async (run) => (await call('events.range', { run, from: 1, limit: 1_000 })).rows,
    close: () => engine.close(),
  }
}

export function removeDir(dir: string): void {
  // Windows keeps files for a moment after the process that had them open is gone.
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
}

/** Adds a run of a kind that has a server, as often as it is asked to; gives its number. */
export async function addRun(
  engine: Pick<TestEngine, 'call'>,
  kind: string,
  baseUrl: string,
  params: Record<string, string>,
  more: Partial<Input<'runs.add'>> = {},
): Promise<number> {
  const { run } = await engine.call('runs.add', plainRun('', {}, { kind, baseUrl, params, ...more }))
  return run
}
