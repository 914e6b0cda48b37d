// The review's thread: a read-only connection of its own, so that no search or export ever holds up the rows on the screen.

import { workerData } from 'node:worker_threads'
import { createReview } from '../../../review/index.ts'
import { serveThread } from '../../../threads/serve.ts'
import { logPath, openLogForReading } from '../file/open-log.ts'
import { storageError } from '../file/sqlite-errors.ts'

const { dataDir }: { dataDir: string } = workerData

serveThread(
  () => {
    const db = openLogForReading(dataDir)
    if (db === null) throw new Error(`There is no log in ${dataDir}.`)
    return createReview(db)
  },
  (thrown) => storageError(thrown, logPath(dataDir)),
)
