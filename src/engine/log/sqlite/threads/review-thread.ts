// The review's thread: a read-only connection of its own, so that no search or export ever holds up the rows on the screen.

import { workerData } from 'node:worker_threads'
import { openKinds } from '../../../base/kind-set.ts'
import { serveThread } from '../../../threads/serve.ts'
import { logPath, openLogForReading } from '../file/open-log.ts'
import { storageError } from '../file/sqlite-errors.ts'
import { readKindsOf } from './read-kinds.ts'
import { type ReviewThread, reviewOf } from './review-of.ts'

const { dataDir, kindsDir }: { dataDir: string; kindsDir: string } = workerData

serveThread(
  () => {
    const db = openLogForReading(dataDir)
    if (db === null) throw new Error(`There is no log in ${dataDir}.`)
    const set = openKinds(kindsDir)
    const review = reviewOf(db, set.kinds)
    const readKinds = readKindsOf(set, review)
    return { ...review, readKinds, close: () => void db.close() } satisfies ReviewThread
  },
  (thrown) => storageError(thrown, logPath(dataDir)),
)
