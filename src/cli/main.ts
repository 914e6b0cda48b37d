// The terminal host: gives the command line the process it runs in, and ends with its exit code. Besides the entry, the one place
// of the room that touches `process`.

import { addAbortSignal } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { isatty } from 'node:tty'
import { createInterrupts } from '../core/basics/interrupts.ts'
import type { CliHost } from './host/host.ts'
import { reportDefect } from './host/report-defect.ts'
import { run } from './run.ts'
import { createOutput } from './terminal/output.ts'

const interrupts = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** SIGUSR1 is Node's own, and what stops and continues programs is for the terminal's whole group. */
const passedOn = [...interrupts, 'SIGQUIT', 'SIGUSR2'] as const

/** Whoever insists ends the process at once: what is stored is stored. */
function onInterrupt(listener: () => void): () => void {
  const hear = createInterrupts(
    listener,
    () => process.exit(130),
    () => performance.now(),
  )
  for (const signal of interrupts) process.on(signal, hear)
  return () => {
    for (const signal of interrupts) process.off(signal, hear)
  }
}

function onSignal(listener: (signal: NodeJS.Signals) => void): () => void {
  for (const signal of passedOn) process.on(signal, listener)
  return () => {
    for (const signal of passedOn) process.off(signal, listener)
  }
}

/** Runs `words`, the command line without the program, and ends the process. */
export async function main(
  words: readonly string[],
  { version, rendererDir }: Pick<CliHost, 'version' | 'rendererDir'>,
): Promise<never> {
  const host: CliHost = {
    out: createOutput(process.stdout, process.env),
    err: createOutput(process.stderr, process.env),
    env: process.env,
    platform: process.platform,
    version,
    input: () => buffer(process.stdin),
    inputPieces: (signal) => addAbortSignal(signal, process.stdin),
    rendererDir,
    onInterrupt,
    onSignal,
    // Not by `process.stdin`: whoever looks at that has begun to read from it.
    hasTerminal: [0, 1, 2].some((fd) => isatty(fd)),
  }

  /** Nobody caught it: said like any defect, and the end. What was shown is stored. */
  const fail = (thrown: unknown) => {
    reportDefect(host.err)('the terminal', thrown)
    host.err.write(
      'runlight: Something went wrong inside Runlight. What was shown is stored: start it again.\n',
    )
    void host.err.flush().finally(() => process.exit(70))
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)

  process.exit(await run(words, host))
}
