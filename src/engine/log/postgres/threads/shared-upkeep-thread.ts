// The thread that weighs a shared log and plans removals: started for one question, which may take seconds.

import { workerData } from 'node:worker_threads'
import { serveThread } from '../../../threads/serve.ts'
import { placeOf } from '../base/place.ts'
import { postgresError } from '../base/postgres-errors.ts'
import { createSyncClient } from '../base/sync-client.ts'
import { createDatabase } from '../read/database.ts'
import { createUpkeep } from '../upkeep/weigh.ts'
import type { ReadingData } from './reading-data.ts'
import { viewed } from './viewed.ts'

const { url, name }: ReadingData = workerData

const open = () => {
  const db = createDatabase(createSyncClient(url, name))
  return { ...viewed(db, { ...createUpkeep(db, placeOf(url)) }), close: () => db.close() }
}

/** What the thread serves. */
export type UpkeepThread = ReturnType<typeof open>

serveThread(open, (thrown) => postgresError(thrown, placeOf(url)))
