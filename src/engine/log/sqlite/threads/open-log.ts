// The log as the engine uses it: the functions of its threads, as one object. Every function is asynchronous; nothing here
// ever runs on the engine's own thread. Whatever takes longer than a page of rows is under `review`.

import { randomUUID } from 'node:crypto'
import type { Review } from '../../../review/index.ts'
import { type KeptThread, keepThread, type ThreadNews } from '../../../threads/keep.ts'
import type { Thread } from '../../../threads/start.ts'
import type { Reader } from '../read/reader.ts'
import type { GuardedWriter } from '../write/guarded-writer.ts'
import { openLogReadOnly, whyReadOnly } from './read-only-access.ts'
import readerPath from './reader-thread.ts?modulePath'
import reviewPath from './review-thread.ts?modulePath'
import writerPath from './writer-thread.ts?modulePath'

export type LogAccess = Omit<Thread<GuardedWriter>['api'], 'close' | 'stageAnew'> &
  Omit<Thread<Reader>['api'], 'close'> &
  Pick<Thread<GuardedWriter>, 'death'> & {
    readonly review: Omit<Thread<Review>['api'], 'close'>
    /** Why nothing can be written, as a sentence; null where everything can. */
    readonly readOnly: string | null
    /** Names this opening of the log, over all restarts of its threads. */
    readonly session: string
    /** Puts a log that was taken away into its place again, from what is still held open. */
    readonly writeAnew: () => Promise<void>
    readonly close: () => Promise<void>
  }

export type LogThread = 'writer' | 'reader' | 'review'

/**
 * Opens the log of `dataDir` for this engine alone. Throws a RunlightError where the folder is in use, not writable, or
 * holds a newer or a damaged log; `mayOnlyRead` opens a log that cannot be written for reading instead. A thread that dies
 * is started again, of which `hear` is told; `death` resolves when one of them was given up.
 */
export async function openLog(
  dataDir: string,
  host: string,
  mayOnlyRead = false,
  hear: (thread: LogThread, news: ThreadNews) => void = () => {},
): Promise<LogAccess> {
  const session = randomUUID()
  let writer: KeptThread<GuardedWriter>
  try {
    writer = await keepThread<GuardedWriter>(writerPath, { dataDir, host, session }, (news) =>
      hear('writer', news),
    )
  } catch (thrown) {
    const why = mayOnlyRead ? whyReadOnly(dataDir, thrown) : null
    if (why === null) throw thrown
    return openLogReadOnly(dataDir, why)
  }
  try {
    const [reader, review] = await Promise.all([
      keepThread<Reader>(readerPath, { dataDir }, (news) => hear('reader', news)),
      keepThread<Review>(reviewPath, { dataDir }, (news) => hear('review', news)),
    ])
    const close = async () => {
      await Promise.allSettled([reader.stop(), review.stop()])
      await writer.stop()
    }
    const writeAnew = async () => {
      await writer.api.stageAnew()
      // Whoever still holds the old file would go on reading it.
      await writer.again()
      await Promise.all([reader.again(), review.again()])
    }
    const death = Promise.race([writer.death, reader.death, review.death])
    return {
      ...writer.api,
      ...reader.api,
      review: review.api,
      readOnly: null,
      session,
      death,
      writeAnew,
      close,
    }
  } catch (thrown) {
    await writer.stop()
    throw thrown
  }
}
