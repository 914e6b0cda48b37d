// Who takes part: a server, the forwarding library alone and an engine with its gate before it, and an application that asks one
// of the three; each is a process of its own.

import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../../tests/support/module-path.ts'
import { measure, startReady } from '../process.ts'
import type { Left } from './gate-process.ts'

/** The ways to the server. */
export const ways = ['direct', 'library', 'tap'] as const
export type Way = (typeof ways)[number]

export type Peers = {
  /** The application's measurement by `way`. */
  readonly ask: <T>(
    way: Way,
    what: 'latency' | 'bulk' | 'steady',
    ...more: readonly (string | number)[]
  ) => Promise<T>
  /** Processor time, in ms, of what forwards: the library's process, or the gate's thread. */
  readonly forwardMs: (way: Exclude<Way, 'direct'>) => Promise<number>
  /** Processor time, in ms, of the engine and its log, without the gate. */
  readonly engineMs: () => Promise<number>
  /** Holds the engine's main thread; resolves when it begins. */
  readonly block: (ms: number) => Promise<void>
  /** What is recorded, once every run is at rest. */
  readonly left: () => Promise<Left>
  readonly close: () => Promise<void>
}

const here = (name: string) => join(import.meta.dirname, name)

export async function startPeers(): Promise<Peers> {
  const dataDir = mkdtempSync(join(tmpdir(), 'runlight-bench-'))
  const server = await startReady([here('tap-server.ts')])
  const to = `http://127.0.0.1:${server.line}`
  const library = await startReady([here('pipe-process.ts'), to])
  const gate = await startReady([await bundle(here('gate-process.ts')), dataDir, to])
  const [gatePort = '', enginePort = ''] = gate.line.split(' ')
  const origins: Readonly<Record<Way, string>> = {
    direct: to,
    library: `http://127.0.0.1:${library.line}`,
    tap: `http://127.0.0.1:${gatePort}`,
  }
  const engine = async <T>(path: string): Promise<T> =>
    (await fetch(`http://127.0.0.1:${enginePort}${path}`)).json()
  const cpu = () => engine<{ ms: number; gateMs: number }>('/cpu')
  return {
    ask: (way, what, ...more) =>
      measure([here('client-process.ts'), what, origins[way], ...more.map(String)]),
    forwardMs: async (way) =>
      way === 'tap' ? (await cpu()).gateMs : (await (await fetch(`${origins.library}/cpu`)).json()).ms,
    engineMs: async () => {
      const { ms, gateMs } = await cpu()
      return ms - gateMs
    },
    block: (ms) => engine(`/block?ms=${ms}`),
    left: () => engine<Left>('/left'),
    close: async () => {
      await Promise.all([gate.child, library.child, server.child].map(ended))
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
