// An engine on a fresh data directory, with the calls the tests need said shortly.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallName, Changes, Input, Output } from '../../src/core/contract/contract.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import { createSessionSecrets, type Engine, type EngineOptions, openEngine } from '../../src/engine/index.ts'

export type TestEngine = {
  readonly engine: Engine
  readonly dataDir: string
  /** The call's value; throws the error's data. */
  readonly call: <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>
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
  const engine = await openEngine({
    host: 'terminal',
    version: '0.0.0-test',
    secrets: createSessionSecrets(),
    network: () => () => {},
    sample: null,
    onDefect: (_where, thrown) => defects.push(thrown),
    ...options,
    dataDir,
  })
  const pushes: Changes[] = []
  engine.onChanges((changes) => pushes.push(changes))

  const call: TestEngine['call'] = async (name, input) => {
    const answer = await engine.dispatch(name, input)
    if (!answer.ok)
      throw Object.assign(new Error(answer.error.message, { cause: defects.at(-1) }), answer.error)
    return answer.value as never
  }
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
    watch: async (url, params = {}, more = {}) => {
      const common = {
        serverId: null,
        baseUrl: null,
        headers: null,
        title: null,
        evenIfWatched: true,
        retry: true,
      }
      const { run } = await call('runs.add', {
        kind: 'plain',
        ...common,
        params: { url, ...params },
        ...more,
      })
      return run
    },
    until: async (run, test, withinMs = 30_000) => {
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
  const { run } = await engine.call('runs.add', {
    kind,
    serverId: null,
    baseUrl,
    params,
    headers: null,
    title: null,
    evenIfWatched: true,
    retry: true,
    ...more,
  })
  return run
}
