// The guard of a server, from the side of the test: a process that owns the server and its folder, and ends both when this
// process is gone.

import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { runAs } from './binaries.ts'
import type { FromGuard, GuardOptions } from './words.ts'

const run = promisify(execFile)

export type Guard = {
  readonly folder: string
  /** Its process id; null while there is none. */
  readonly postmaster: () => number | null
  /** The server's log, where the postmaster has ended; null while it runs. */
  readonly ended: () => string | null
  readonly start: () => Promise<void>
  readonly signal: (signal: NodeJS.Signals) => Promise<void>
  readonly kill: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts a guard, which makes a folder with an empty cluster. */
export async function startGuard(
  binaries: string,
  options: Pick<GuardOptions, 'owner' | 'port' | 'settings' | 'follows'>,
): Promise<Guard> {
  const all: GuardOptions = { ...options, binaries, as: runAs() ?? {} }
  // A group of its own: Ctrl+C ends the tests, and the guard then ends the server.
  const child = fork(join(import.meta.dirname, '../postgres-process.ts'), [JSON.stringify(all)], {
    detached: true,
    execArgv: [],
    // Of its own: whoever waits for the end of this process's output would wait for the guard's end too.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  child.stderr?.on('data', (text: Buffer) => process.stderr.write(text))
  let postmaster: number | null = null
  child.on('message', ({ type, ...message }: FromGuard) => {
    if (type === 'exited') postmaster = null
    else if (type === 'started') postmaster = message.pid ?? null
  })
  const gone = once(child, 'exit')
  const heard = async (type: FromGuard['type']): Promise<FromGuard> => {
    child.channel?.ref()
    try {
      for (;;) {
        const [message] = (await Promise.race([once(child, 'message'), gone])) as [FromGuard | number | null]
        if (message === null || typeof message === 'number')
          throw new Error('The guard of PostgreSQL has ended')
        if (message.type === type) return message
      }
    } finally {
      child.channel?.unref()
    }
  }
  const { folder = '' } = await heard('ready')
  // A worker whose tests are done ends although its shared server runs.
  child.unref()
  if (child.stderr instanceof Socket) child.stderr.unref()

  const signal = async (name: NodeJS.Signals) => {
    if (postmaster === null) return
    const exited = heard('exited')
    process.kill(postmaster, name)
    await exited
  }
  return {
    folder,
    postmaster: () => postmaster,
    ended: () => (postmaster === null ? readFileSync(join(folder, 'log'), 'utf8') : null),
    start: async () => {
      const started = heard('started')
      child.send('start')
      await started
    },
    signal,
    kill: async () => {
      if (postmaster === null) return
      // Held first, or it would start processes between the list and the end.
      process.kill(postmaster, 'SIGSTOP')
      const children = await childrenOf(postmaster)
      const exited = heard('exited')
      for (const pid of [postmaster, ...children]) killIfThere(pid)
      await exited
      // A start would be refused while one of them still holds the shared memory.
      while ((await processes()).some(({ pid }) => children.includes(pid))) await delay(10)
    },
    close: async () => {
      child.ref()
      if (child.connected) child.disconnect()
      await gone
    },
  }
}

/** The processes that `pid` has started and that run. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  return (await processes()).filter(({ parent }) => parent === pid).map((one) => one.pid)
}

/** All that run here. One that has ended and whose parent has not asked for its end (Z) does not. */
async function processes(): Promise<readonly { readonly pid: number; readonly parent: number }[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,state='])
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state]) => state !== 'Z')
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }))
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
