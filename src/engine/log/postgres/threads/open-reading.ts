// What reads a shared log, on its threads: one that reads rows, one that looks back while somebody does, and others for a task
// each. A thread that dies is started again.

import { keepThread, type ThreadNews } from '../../../threads/keep.ts'
import { restingThread, restsAfterMs } from '../../../threads/rest.ts'
import { startThread } from '../../../threads/start.ts'
import type { Exporter } from '../../../transcripts/export/exporter.ts'
import type { OpenExport } from '../../log-export.ts'
import type { LogReader } from '../../log-reader.ts'
import type { LogReview } from '../../log-review.ts'
import type { LogUpkeep } from '../../log-upkeep.ts'
import type { LogAccess } from '../../port.ts'
import { reviewNames } from '../../review-names.ts'
import type { Spaces } from '../read/database.ts'
import { keepSurveys } from './keep-surveys.ts'
import { keepWordIndex } from './keep-word-index.ts'
import type { ReadingData } from './reading-data.ts'
import exportPath from './shared-export-thread.ts?modulePath'
import type { ReaderThread } from './shared-reader-thread.ts'
import readerPath from './shared-reader-thread.ts?modulePath'
import type { ReviewThread } from './shared-review-thread.ts'
import reviewPath from './shared-review-thread.ts?modulePath'
import type { UpkeepThread } from './shared-upkeep-thread.ts'
import upkeepPath from './shared-upkeep-thread.ts?modulePath'
import { asSeen } from './viewed.ts'

/** MB for what lives shortly in an export: much is made and dropped, and memory counts. */
const youngMb = 8

type ReadAccess = LogReader & LogUpkeep & Pick<LogAccess, 'review' | 'openExport'>

export type Reading = {
  /** The log as it is read by who sees `spaces`. */
  readonly as: (spaces: Spaces) => ReadAccess
  readonly readKinds: () => Promise<void>
  /** Resolves when one of the threads was given up for good. */
  readonly death: Promise<Error>
  readonly close: () => Promise<void>
}

/** Rejects as the database does where it cannot be read. `onState` is told of a thread that died and of its return. */
export async function openReading(
  data: ReadingData,
  onState: (thread: 'reader' | 'review', news: ThreadNews) => void = () => {},
): Promise<Reading> {
  const reader = await keepThread<ReaderThread>(readerPath, data, (news) => onState('reader', news))
  const review = restingThread<ReviewThread>(
    { ...reviewNames, readKinds: true, close: true },
    () => keepThread(reviewPath, data, (news) => onState('review', news)),
    restsAfterMs,
  )
  const index = keepWordIndex(data.url, data.name)
  const surveys = data.ownedBy === null ? keepSurveys({ url: data.url, name: data.name }) : null
  const upkeep = async <T>(act: (thread: { readonly api: UpkeepApi }) => Promise<T>): Promise<T> => {
    const thread = await startThread<UpkeepThread>(upkeepPath, data)
    try {
      return await act(thread)
    } finally {
      void thread.stop().catch(() => {})
    }
  }
  const openExport =
    (spaces: Spaces): OpenExport =>
    async (meta, watch) => {
      const { url, name } = data
      const { api, kill } = await startThread<Exporter>(
        exportPath,
        { url, name, spaces, meta, watch },
        youngMb,
      )
      const { head, begin, next, foot } = api
      return { head, begin, next, foot, end: kill }
    }
  const { readKinds: _, close: __, ...rows } = reader.api
  const { readKinds: ___, close: ____, ...looks } = review.api

  return {
    as: (spaces) => ({
      ...(asSeen(rows, spaces) as unknown as LogReader),
      review: asSeen(looks, spaces) as unknown as LogReview,
      weigh: (now, partsUpTo) => upkeep(({ api }) => api.weigh(spaces, now, partsUpTo)),
      plan: (rules, now) => upkeep(({ api }) => api.plan(spaces, rules, now)),
      bytes: () => upkeep(({ api }) => api.bytes(spaces)),
      openExport: openExport(spaces),
    }),
    readKinds: async () => {
      // One that rests reads the kind files when it starts.
      await Promise.all([reader.api.readKinds(), review.isAwake() ? review.api.readKinds() : null])
    },
    death: Promise.race([reader.death, review.death]),
    close: async () => {
      await Promise.allSettled([reader.stop(), review.stop(), index.stop(), surveys?.stop()])
    },
  }
}

type UpkeepApi = Awaited<ReturnType<typeof startThread<UpkeepThread>>>['api']
