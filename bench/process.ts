// Runs one measured process to its end and reads the JSON it prints.

import { type ChildProcess, spawn } from 'node:child_process'

/** The last line of the process's output, parsed. */
export async function measure<T>(args: readonly string[]): Promise<T> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', (text) => {
    out += text
  })
  const code = await new Promise((resolve) => child.on('exit', resolve))
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}`)
  return JSON.parse(out.trim().split('\n').at(-1) ?? '')
}

/** Seconds that the process took to its end. */
export async function runToEnd(args: readonly string[]): Promise<number> {
  const started = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise((resolve) => child.on('exit', resolve))
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}`)
  return (performance.now() - started) / 1_000
}

/** Starts a process that prints one line when it is ready, and gives that line. */
export async function startReady(args: readonly string[]): Promise<{ line: string; child: ChildProcess }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim().split('\n')[0] ?? ''))
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${String(code)}`)))
  })
  return { line, child }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
