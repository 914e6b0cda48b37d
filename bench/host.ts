// The built browser host as the bench uses it: on a data directory, with what calls it and what ends it.

import { join } from 'node:path'
import type { CallName, Input, Output } from '../src/core/contract/contract.ts'
import { startReady } from './process.ts'

/** The built command line. */
export const cli = join(import.meta.dirname, '../out/main/cli.js')

export type Host = {
  /** With its token, for a page. */
  readonly url: string
  readonly pid: number
  /** One call; throws the answer's message. */
  readonly call: <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>
  readonly stop: () => Promise<void>
}

/** Starts `runlight serve` on `dataDir`, with further `options`. */
export async function startHost(dataDir: string, options: readonly string[] = []): Promise<Host> {
  const { line, child } = await startReady([cli, 'serve', '--no-open', '--data-dir', dataDir, ...options])
  const url = /http:\S+/.exec(line)?.[0] ?? ''
  const { origin, hash } = new URL(url)
  const authorization = `Bearer ${hash.replace('#token=', '')}`
  return {
    url,
    pid: child.pid ?? 0,
    call: async (name, input) => {
      const response = await fetch(`${origin}/api/call`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ name, input }),
      })
      const answer = await response.json()
      if (!answer.ok) throw new Error(answer.error.message)
      return answer.value
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGINT')
      await ended
    },
  }
}

/** What `runs.add` takes to watch the plain stream at `url`. */
export function plainRun(url: string): Input<'runs.add'> {
  return {
    kind: 'plain',
    serverId: null,
    baseUrl: null,
    headers: null,
    title: null,
    evenIfWatched: true,
    retry: true,
    params: { url, endEvent: 'end' },
  }
}
