// The log of a folder for one command of the terminal: opened without an engine, given to the command, closed.

import { RunlightError } from '../../core/basics/errors.ts'
import type { LogAccess } from '../log/port.ts'
import { openLogHere } from '../log/sqlite/threads/open-log-here.ts'

/** How a command is told how far it is, and how it is interrupted. */
export type Told = {
  /** What is being done, and how far it is; `total` null while that is not known. */
  readonly told: (sentence: string, done: number, total: number | null) => void
  readonly signal: AbortSignal
}

/**
 * Gives `act` the log of `dataDir`: to `read` beside whatever engine is writing it, or `exclusive`, which is refused with the
 * holder's name where an engine has it. Resolves to null where there is none yet.
 */
export async function withLogIfThere<T>(
  dataDir: string,
  mode: 'read' | 'exclusive',
  act: (log: LogAccess) => Promise<T>,
): Promise<T | null> {
  const log = openLogHere(dataDir, mode)
  if (log === null) return null
  try {
    return await act(log)
  } finally {
    await log.close()
  }
}

/** The same, where it is an error that there is none. */
export async function withLog<T>(
  dataDir: string,
  mode: 'read' | 'exclusive',
  act: (log: LogAccess) => Promise<T>,
): Promise<T> {
  // What `act` resolves to is wrapped, so that a null of its own is not taken for a missing log.
  const done = await withLogIfThere(dataDir, mode, async (log) => ({ value: await act(log) }))
  if (done !== null) return done.value
  throw new RunlightError('not-found', `There is no log in ${dataDir} yet: “runlight watch” begins one.`)
}

export function noSuchRun(run: number, dataDir: string): RunlightError {
  return new RunlightError(
    'not-found',
    `There is no run ${run} in ${dataDir}: “runlight runs” lists those there are.`,
  )
}
