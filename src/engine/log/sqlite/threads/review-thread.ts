// The review's thread: a read-only connection of its own, so that no search or export ever holds up the rows on the screen.

import { workerData } from 'node:worker_threads'
import { serveThread } from '../../../threads/serve.ts'
import type { LogReview } from '../../log-review.ts'
import type { AtOnce } from '../../port.ts'
import { logPath, openLogForReading } from '../file/open-log.ts'
import { storageError } from '../file/sqlite-errors.ts'
import { reviewOf } from './review-of.ts'

/** What this thread serves. */
export type ReviewThread = AtOnce<LogReview> & { readonly close: () => void }

const { dataDir }: { dataDir: string } = workerData

serveThread(
  () => {
    const db = openLogForReading(dataDir)
    if (db === null) throw new Error(`There is no log in ${dataDir}.`)
    const close = () => void db.close()
    return { ...reviewOf(db), close } satisfies ReviewThread
  },
  (thrown) => storageError(thrown, logPath(dataDir)),
)
