// An engine that lets applications in by a real gate, whose targets each test adds for itself: one gate serves all of a file's
// servers.

import type { RunSummary } from '../../src/core/run/run.ts'
import { isSettled } from '../../src/core/run/states.ts'
import type { EngineOptions, TapGate, TapPort, TapTarget } from '../../src/engine/index.ts'
import { createTap } from '../../src/tap/index.ts'
import { removeDir, startEngine, type TestEngine } from './engine.ts'

export type TappedEngine = TestEngine & {
  /** `127.0.0.1:4319` */
  readonly address: string
  /** What stands for the server at `to`; each call gives an address of its own. */
  readonly through: (to: string, more?: Partial<TapTarget>) => string
  /**
   * The runs that came since this was last asked, as soon as there are `count` and all of them are at rest; with `path` those in
   * whose title it is.
   */
  readonly came: (count: number, path?: string) => Promise<readonly RunSummary[]>
}

/** `closes` removes the data directory too. */
export async function startTappedEngine(options: Partial<EngineOptions> = {}): Promise<TappedEngine> {
  const tap = createTap()
  const targets: TapTarget[] = []
  let gate: TapGate | null = null
  const port: TapPort = async (listen, witness) => {
    gate = await tap(listen, witness)
    return gate
  }
  const nowhere = { to: 'http://127.0.0.1:9', caPem: null, proxyUrl: null }
  const own = { listen: '127.0.0.1:0', target: nowhere, serverId: null, kind: null, readAs: null }
  const engine = await startEngine({ ...options, taps: { port, own } })
  const { address } = gate ?? fail('the gate is not open')
  let seen = 0
  return {
    ...engine,
    address,
    through: (to, more = {}) => {
      const name = `s${targets.length}`
      targets.push({ name, to, caPem: null, proxyUrl: null, ...more })
      gate?.setTargets(targets)
      return `http://${address}/${name}`
    },
    came: async (count, path = '') => {
      const end = Date.now() + 30_000
      for (;;) {
        const { runs } = await engine.call('runs.snapshot', {})
        const fresh = runs
          .filter(({ id, title }) => id > seen && title.includes(path))
          .toSorted((a, b) => a.id - b.id)
        if (fresh.length >= count && fresh.every(isOver)) {
          seen = fresh.at(-1)?.id ?? seen
          return fresh
        }
        if (Date.now() > end)
          throw new Error(`${count} never came; there are ${JSON.stringify(fresh, null, 1)}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    close: async () => {
      await engine.close()
      removeDir(engine.dataDir)
    },
  }
}

/** Both of its connections are. */
function isOver({ connection, tapped }: RunSummary): boolean {
  return isSettled(connection.state) && tapped?.client.state !== 'open' && tapped?.client.state !== 'slow'
}

function fail(what: string): never {
  throw new Error(what)
}
