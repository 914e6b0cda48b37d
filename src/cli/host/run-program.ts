// Another program that a command runs in its own place: it has this one's terminal, input and output, hears its signals, and
// its end is the command's.

import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { RunlightError } from '../../core/basics/errors.ts'
import type { CliHost } from './host.ts'

export type Program = {
  /** Resolves to its exit code, or to 128 + n for a signal n that ended it, as shells say it. */
  readonly ended: Promise<number>
  /** Sends it a signal, where the terminal has not done so. */
  readonly signal: (name: NodeJS.Signals) => void
}

/** It is there and cannot be run, and it is not there: as shells say it. */
const notRunnable = 126
const notFound = 127

/** What a terminal sends to all of its programs by itself. */
const byTerminal: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT']

/**
 * Starts `command` with these words and this environment. Rejects with a RunlightError whose detail has the exit `code`, 127 or
 * 126, where it cannot be started.
 */
export async function startProgram(
  { hasTerminal }: Pick<CliHost, 'hasTerminal'>,
  command: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Program> {
  const child = spawn(command, words, { stdio: 'inherit', env })
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    )
  })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (error: NodeJS.ErrnoException) => reject(whyNot(command, error)))
  })
  child.on('error', () => {})
  return {
    ended,
    signal: (name) => {
      if (!hasTerminal || !byTerminal.includes(name)) child.kill(name)
    },
  }
}

function whyNot(command: string, { code }: NodeJS.ErrnoException): RunlightError {
  const name = command.slice(0, 200)
  if (code === 'ENOENT')
    return new RunlightError('not-found', `There is no program “${name}”: check its name and its path.`, {
      code: notFound,
    })
  const why = code === 'EACCES' ? 'it may not be executed by you' : (code ?? 'the system refused')
  return new RunlightError('not-allowed', `The program “${name}” cannot be started: ${why}.`, {
    code: notRunnable,
  })
}
