// The reader's thread of a shared log: one connection, so that no search or page ever waits for, or holds up, the writer.

import { workerData } from 'node:worker_threads'
import { openKinds } from '../../../base/kind-set.ts'
import { serveThread } from '../../../threads/serve.ts'
import { placeOf } from '../base/place.ts'
import { postgresError } from '../base/postgres-errors.ts'
import { createSyncClient } from '../base/sync-client.ts'
import { createDatabase } from '../read/database.ts'
import { createReader } from '../read/reader.ts'
import type { ReadingData } from './reading-data.ts'
import { viewed } from './viewed.ts'

const { url, name, kindsDir, ownedBy }: ReadingData = workerData

const open = () => {
  const db = createDatabase(createSyncClient(url, name))
  const set = openKinds(kindsDir)
  const reader = createReader(db, set.kinds, ownedBy)
  return {
    ...viewed(db, { ...reader }),
    readKinds: () => {
      if (set.refresh()) reader.forgetReadings()
    },
    close: () => db.close(),
  }
}

/** What the reader's thread serves. */
export type ReaderThread = ReturnType<typeof open>

serveThread(open, (thrown) => postgresError(thrown, placeOf(url)))
