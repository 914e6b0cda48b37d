// Making a backup the log of a folder in this very process. The log that is there need not be one that can be opened: a
// restore is what mends that.

import type { FileWatch } from '../../log-upkeep.ts'
import { carryOutRestore, stagedPath } from '../backup/restore.ts'
import { lockDataDir } from '../file/lock.ts'
import { prepareDataDir } from '../file/open-log.ts'
import { stageBackup } from '../upkeep/watched-work.ts'
import { withBackupHere } from './open-log-here.ts'

/**
 * Makes the backup at `file` the log of `dataDir`, under the folder's lock; resolves to where the log before it lies, or to
 * null where there was none. `stageOnly` leaves it to the next start.
 */
export async function restoreHere(
  dataDir: string,
  file: string,
  watch: FileWatch,
  stageOnly: boolean,
): Promise<string | null> {
  prepareDataDir(dataDir)
  const lock = lockDataDir(dataDir, 'terminal')
  try {
    const restored = { at: Date.now(), file, aside: null, session: null }
    await withBackupHere(file, dataDir, (reader) =>
      stageBackup(reader, file, stagedPath(dataDir), restored, watch),
    )
    return stageOnly ? null : carryOutRestore(dataDir, '')
  } finally {
    lock.release(true)
  }
}
