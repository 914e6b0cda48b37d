// The reader's thread: one read-only connection, so that no search or page ever waits for, or holds up, the writer.

import { workerData } from 'node:worker_threads'
import { openKinds } from '../../../base/kind-set.ts'
import { serveThread } from '../../../threads/serve.ts'
import { logPath, openLogForReading } from '../file/open-log.ts'
import { storageError } from '../file/sqlite-errors.ts'
import { createReader } from '../read/reader.ts'
import { type ReaderThread, readKindsOf } from './read-kinds.ts'

const { dataDir, kindsDir }: { dataDir: string; kindsDir: string } = workerData

serveThread(
  () => {
    const db = openLogForReading(dataDir)
    if (db === null) throw new Error(`There is no log in ${dataDir}.`)
    const set = openKinds(kindsDir)
    const reader = createReader(db, set.kinds)
    return { ...reader, readKinds: readKindsOf(set, reader) } satisfies ReaderThread
  },
  (thrown) => storageError(thrown, logPath(dataDir)),
)
