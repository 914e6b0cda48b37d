// A child process of the harness, its output taken line by line as it comes.

import { type ChildProcess, spawn } from 'node:child_process'

export type Child = {
  readonly process: ChildProcess
  /** Resolves when a line with `text` in it was printed, to that line; to null when the process ended without. */
  readonly line: (text: string) => Promise<string | null>
  /** Resolves when the process has ended and all it printed was taken. */
  readonly ended: Promise<number | null>
  readonly kill: (signal: NodeJS.Signals) => Promise<void>
  /** Writes a line to its standard input; a process that has ended takes none. */
  readonly send: (line: string) => void
  readonly stderr: () => string
}

/** Runs Node on `args`; `hear` is given every whole line of its standard output. */
export function startChild(
  args: readonly string[],
  hear: (line: string) => void = () => {},
  command = process.execPath,
): Child {
  const child = spawn(command, args, { stdio: 'pipe' })
  child.stdin.on('error', () => {})
  const waiting = new Set<{ text: string; resolve: (line: string | null) => void }>()
  let rest = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    const lines = (rest + part).split('\n')
    // A line that was cut off by the kill was not said.
    rest = lines.pop() ?? ''
    for (const line of lines) {
      hear(line)
      for (const one of waiting) {
        if (!line.includes(one.text)) continue
        waiting.delete(one)
        one.resolve(line)
      }
    }
  })
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    errors = (errors + part).slice(-20_000)
  })
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      for (const one of waiting) one.resolve(null)
      waiting.clear()
      resolve(code)
    })
  })
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  return {
    process: child,
    line: (text) =>
      isOver ? Promise.resolve(null) : new Promise((resolve) => waiting.add({ text, resolve })),
    ended,
    kill: async (signal) => {
      child.kill(signal)
      await ended
    },
    send: (line) => {
      child.stdin.write(`${line}\n`)
    },
    stderr: () => errors,
  }
}
