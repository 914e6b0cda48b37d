// Runs the desktop app to its end, in a process group of its own: the terminal sends Ctrl+C to its whole group, and whoever
// passes signals on would send it a second time. It gets one signal, once, and closes in order.

import { spawn } from 'node:child_process'

export type AppEnd = {
  readonly code: number
  /** Somebody asked for the end by a signal. */
  readonly interrupted: boolean
  /** The beginning of what it said on stderr, which is shown as well. */
  readonly said: string
}

const mostSaid = 64 * 1024
const lastWordsMs = 1_000
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Never rejects: a program that cannot be started ends with 127. */
export function runApp(path: string, args: readonly string[]): Promise<AppEnd> {
  // It would make Electron a plain Node, without the app.
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env
  const windows = process.platform === 'win32'
  const child = spawn(path, args, { stdio: ['inherit', 'inherit', 'pipe'], env, detached: !windows })
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => {
    process.stderr.write(bytes)
    if (said.length < mostSaid) said += String(bytes)
  })
  let interrupted = false
  const pass = (signal: NodeJS.Signals) => {
    // Windows has no signals: sending one ends the process at once.
    if (!interrupted && !windows) child.kill(signal)
    interrupted = true
  }
  for (const signal of signals) process.on(signal, pass)
  return new Promise((resolve) => {
    const end = (code: number) => {
      for (const signal of signals) process.off(signal, pass)
      resolve({ code, interrupted, said })
    }
    child.on('error', () => end(127))
    child.on('exit', (code, signal) => {
      const ended = () => end(code ?? (signal === 'SIGINT' ? 130 : 1))
      // Its last words may still be on the way; a child of its own that lives on would keep the pipe open for ever.
      const timer = setTimeout(ended, lastWordsMs)
      child.on('close', () => {
        clearTimeout(timer)
        ended()
      })
    })
  })
}
