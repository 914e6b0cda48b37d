// What the commands that keep the log have in common: where it is, that there is none yet, and being interrupted.

import { RunlightError } from '../../core/basics/errors.ts'
import { findDataDir } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import type { Progress } from '../host/progress-line.ts'

export type StorageOptions = { readonly json?: true; readonly dataDir?: string }

const interrupted = 130

/** The data directory that is meant. */
export function dirOf(host: CliHost, dataDir: string | undefined): string {
  return findDataDir(dataDir, host.env, host.platform)
}

/** Says that there is no log, which is no failure. */
export function nothingYet(host: CliHost): number {
  host.err.write('runlight: No run is stored here yet: “runlight watch” begins one.\n')
  return 0
}

/** Does `act`; gives 130 where the person ended it. */
export async function working(
  host: CliHost,
  progress: Progress,
  act: (progress: Progress) => Promise<number>,
): Promise<number> {
  try {
    return await act(progress)
  } catch (thrown) {
    if (!(thrown instanceof RunlightError) || thrown.detail?.reason !== 'cancelled') throw thrown
    progress.end()
    host.err.write('runlight: Interrupted. What was begun is whole, and nothing else was changed.\n')
    return interrupted
  } finally {
    progress.end()
  }
}
