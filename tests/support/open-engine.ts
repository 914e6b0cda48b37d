// An engine as the tests open it: without a keychain, a network to watch or a sample backend. Used by the test's own process
// and by the children that are measured or killed, so that all of them mean the same engine.

import type { CallName, Input, Output } from '../../src/core/contract/contract.ts'
import { createSessionSecrets, type Engine, type EngineOptions, openEngine } from '../../src/engine/index.ts'

export type Call = <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>

/** Opens an engine on `dataDir`. Its defects go to standard error unless `onDefect` is given. */
export function openTestEngine(dataDir: string, more: Partial<EngineOptions> = {}): Promise<Engine> {
  return openEngine({
    host: 'terminal',
    version: '0.0.0-test',
    secrets: createSessionSecrets(),
    network: () => () => {},
    sample: null,
    onDefect: (where, thrown) => {
      process.stderr.write(`${where}: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`)
    },
    checkAnswers: true,
    ...more,
    dataDir,
  })
}

/** The call's value; throws an error that carries the answer's code, with `cause()` as its cause. */
export function createCall(engine: Engine, cause: () => unknown = () => undefined): Call {
  return async (name, input) => {
    const answer = await engine.dispatch(name, input)
    if (!answer.ok) throw Object.assign(new Error(answer.error.message, { cause: cause() }), answer.error)
    // The contract pairs this name with this output; no guard can follow a generic.
    return answer.value as never
  }
}

/** What adds a plain run that watches `url`. */
export function plainRun(
  url: string,
  params: Readonly<Record<string, string>> = {},
  more: Partial<Input<'runs.add'>> = {},
): Input<'runs.add'> {
  return {
    kind: 'plain',
    serverId: null,
    baseUrl: null,
    params: { url, ...params },
    headers: null,
    title: null,
    evenIfWatched: true,
    retry: true,
    ...more,
  }
}
