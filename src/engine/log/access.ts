// The log as the engine uses it: the functions of its threads, as one object. Every function is asynchronous; nothing here
// ever runs on the engine's own thread. Whatever takes longer than a page of rows is under `review`.

import type { Review } from '../review/index.ts'
import { startThread, type Thread } from '../threads/start.ts'
import type { Reader } from './reader.ts'
import readerPath from './reader-thread.ts?modulePath'
import reviewPath from './review-thread.ts?modulePath'
import type { Writer } from './writer.ts'
import writerPath from './writer-thread.ts?modulePath'

export type LogAccess = Omit<Thread<Writer>['api'], 'close'> &
  Omit<Thread<Reader>['api'], 'close'> &
  Pick<Thread<Writer>, 'death'> & {
    readonly review: Omit<Thread<Review>['api'], 'close'>
    readonly close: () => Promise<void>
  }

/**
 * Opens the log of `dataDir` for this engine alone. Throws a RunlightError where the folder is in use, not writable, or
 * holds a newer log. `death` resolves when one of the threads dies unasked.
 */
export async function openLog(dataDir: string, host: string): Promise<LogAccess> {
  const writer = await startThread<Writer>(writerPath, { dataDir, host })
  try {
    const [reader, review] = await Promise.all([
      startThread<Reader>(readerPath, { dataDir }),
      startThread<Review>(reviewPath, { dataDir }),
    ])
    const close = async () => {
      await Promise.all([reader.stop(), review.stop()])
      await writer.stop()
    }
    const death = Promise.race([writer.death, reader.death, review.death])
    return { ...writer.api, ...reader.api, review: review.api, death, close }
  } catch (thrown) {
    await writer.stop()
    throw thrown
  }
}
