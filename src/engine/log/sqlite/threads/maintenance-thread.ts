// A maintenance reader's thread: a read-only connection of its own to the log of a folder, or to a backup that may be restored there.

import { workerData } from 'node:worker_threads'
import { serveThread } from '../../../threads/serve.ts'
import { openBackup } from '../backup/restore.ts'
import { logPath, openLogForReading } from '../file/open-log.ts'
import { storageError } from '../file/sqlite-errors.ts'
import { createMaintenanceReader } from '../upkeep/maintenance-reader.ts'

const { dataDir, backup }: { dataDir: string; backup: string | null } = workerData

serveThread(
  () => {
    if (backup !== null) return createMaintenanceReader(openBackup(backup, dataDir), backup, false)
    const db = openLogForReading(dataDir)
    if (db === null) throw new Error(`There is no log in ${dataDir}.`)
    return createMaintenanceReader(db, logPath(dataDir), true)
  },
  (thrown) => storageError(thrown, backup ?? logPath(dataDir)),
)
