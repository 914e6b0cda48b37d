// The built terminal host as a process of its own, which is how people and scripts meet it.

import { type ChildProcess, spawn } from 'node:child_process'
import { expect } from 'vitest'
import { builtCli } from './built-cli.ts'

export type Ended = {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export type Running = {
  readonly child: ChildProcess
  readonly out: () => string
  /** The first line of standard output that `test` holds for, as soon as it is there. */
  readonly line: (test: (line: string) => boolean) => Promise<string>
  readonly ended: Promise<Ended>
}

export type CliOptions = {
  readonly dataDir: string
  readonly env?: Readonly<Record<string, string>>
  readonly script?: string
  /** What comes on its standard input; absent, there is none. */
  readonly input?: string
  /** How many open files the process is allowed. */
  readonly openFiles?: number
}

/** Starts `runlight` with these words. */
export async function startCli(words: readonly string[], options: CliOptions): Promise<Running> {
  const script = options.script ?? (await builtCli()).script
  const { NO_COLOR, FORCE_COLOR, DISPLAY, WAYLAND_DISPLAY, ...env } = process.env
  const program = [process.execPath, script, ...words]
  const limited = ['sh', '-c', 'ulimit -n "$0" && exec "$@"', `${options.openFiles}`, ...program]
  const [command = '', ...args] = options.openFiles === undefined ? program : limited
  const child = spawn(command, args, {
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    env: { ...env, RUNLIGHT_DATA_DIR: options.dataDir, ...options.env },
  })
  const { stdin, stdout, stderr } = child
  if (stdout === null || stderr === null) throw new Error('The process has no output.')
  stdin?.end(options.input)
  let out = ''
  let err = ''
  const waiting = new Set<() => void>()
  const tell = () => {
    for (const look of waiting) look()
  }
  stdout.setEncoding('utf8').on('data', (text) => {
    out += text
    tell()
  })
  stderr.setEncoding('utf8').on('data', (text) => {
    err += text
  })
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, out, err })))
  void ended.then(tell)
  return {
    child,
    out: () => out,
    line: (test) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = out.split('\n').slice(0, -1).find(test)
          if (found !== undefined) resolve(found)
          else if (child.exitCode !== null) reject(new Error(`ended without that line: ${out}${err}`))
          else return
          waiting.delete(look)
        }
        waiting.add(look)
        look()
      }),
    ended,
  }
}

/** Runs `runlight` with these words to its end. */
export async function runCli(words: readonly string[], options: CliOptions): Promise<Ended> {
  return (await startCli(words, options)).ended
}

export type Line = Readonly<Record<string, unknown>>

/** The lines of `out` as the objects they are. */
export function jsonLines(out: string): Line[] {
  const lines = out.split('\n')
  expect(lines.pop()).toBe('')
  return lines.map((line) => JSON.parse(line))
}

const times = new Set(['at', 'from', 'until', 'createdAt', 'finishedAt'])

/** The same lines with `T` for every time, each of which must be ISO 8601 in UTC. */
export function withoutTimes(lines: readonly Line[]): Line[] {
  return lines.map((line) =>
    Object.fromEntries(
      Object.entries(line).map(([name, value]) => {
        if (!times.has(name) || value === null) return [name, value]
        expect(value).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
        return [name, 'T']
      }),
    ),
  )
}
