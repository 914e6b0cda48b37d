// The reader's thread: one read-only connection, so that no search or page ever waits for, or holds up, the writer.

import { workerData } from 'node:worker_threads'
import { serveThread } from '../../../threads/serve.ts'
import { logPath, openLogForReading } from '../file/open-log.ts'
import { storageError } from '../file/sqlite-errors.ts'
import { createReader } from '../read/reader.ts'

const { dataDir }: { dataDir: string } = workerData

serveThread(
  () => {
    const db = openLogForReading(dataDir)
    if (db === null) throw new Error(`There is no log in ${dataDir}.`)
    return createReader(db)
  },
  (thrown) => storageError(thrown, logPath(dataDir)),
)
