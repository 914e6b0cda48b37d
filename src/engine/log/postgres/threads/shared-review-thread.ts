// The review's thread of a shared log: a connection of its own, so that no search ever holds up the rows on the screen.

import { workerData } from 'node:worker_threads'
import { openKinds } from '../../../base/kind-set.ts'
import { serveThread } from '../../../threads/serve.ts'
import { placeOf } from '../base/place.ts'
import { postgresError } from '../base/postgres-errors.ts'
import { createSyncClient } from '../base/sync-client.ts'
import { createDatabase } from '../read/database.ts'
import type { ReadingData } from './reading-data.ts'
import { reviewOf } from './review-of.ts'
import { viewed } from './viewed.ts'

const { url, name, kindsDir }: ReadingData = workerData

const open = () => {
  const db = createDatabase(createSyncClient(url, name))
  const set = openKinds(kindsDir)
  const review = reviewOf(db, set.kinds)
  return {
    ...viewed(db, { ...review }),
    readKinds: () => {
      if (set.refresh()) review.forgetReadings()
    },
    close: () => db.close(),
  }
}

/** What the review's thread serves. */
export type ReviewThread = ReturnType<typeof open>

serveThread(open, (thrown) => postgresError(thrown, placeOf(url)))
