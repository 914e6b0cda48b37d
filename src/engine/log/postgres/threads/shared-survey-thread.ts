// The thread that makes surveys of a shared log: started for what there is to do, seconds of work for each.

import { workerData } from 'node:worker_threads'
import { serveThread } from '../../../threads/serve.ts'
import { placeOf } from '../base/place.ts'
import { postgresError } from '../base/postgres-errors.ts'
import { createSyncClient } from '../base/sync-client.ts'
import { createSurveyor, type Done } from '../upkeep/make-survey.ts'
import type { ReadingData } from './reading-data.ts'

/** What the thread is started with. `before`: what the thread before it had done; null: there was none. */
export type SurveyData = Pick<ReadingData, 'url' | 'name'> & { readonly before: Done | null }

const { url, name, before }: SurveyData = workerData

const open = () => {
  const client = createSyncClient(url, name)
  return { ...createSurveyor(client, undefined, before), close: () => client.close() }
}

/** What the thread serves. */
export type SurveyThread = ReturnType<typeof open>

serveThread(open, (thrown) => postgresError(thrown, placeOf(url)))
