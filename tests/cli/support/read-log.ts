// A look into the log from beside, closed again at once: what is stored, whatever the command under test says.

import { openReadOnlyLog, type ReadOnlyLog } from '../../../src/engine/index.ts'

/** What `look` sees in the log of `dataDir`; undefined where there is none yet. */
export async function readLog<T>(
  dataDir: string,
  look: (log: ReadOnlyLog) => Promise<T>,
): Promise<T | undefined> {
  const log = openReadOnlyLog(dataDir)
  if (log === null) return undefined
  try {
    return await look(log)
  } finally {
    await log.close()
  }
}
