// Waiting for the person to end a command that runs until then. It is begun before the command starts anything, so that
// an early Ctrl-C ends it cleanly, too.

import type { CliHost } from './host.ts'

/** Resolves when the process is asked to end; from now on it no longer ends by itself. */
export function untilInterrupted(host: CliHost): Promise<void> {
  return new Promise((resolve) => {
    host.onInterrupt(resolve)
  })
}
