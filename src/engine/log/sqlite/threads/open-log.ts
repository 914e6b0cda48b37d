// The log on its threads: one that writes, one that reads rows, one that looks back, and others for a task each. A thread
// that dies is started again.

import { randomUUID } from 'node:crypto'
import { type KeptThread, keepThread, type ThreadNews } from '../../../threads/keep.ts'
import type { LogAccess, LogThread } from '../../port.ts'
import { createLogFiles, createUpkeep } from '../upkeep/log-files.ts'
import type { GuardedWriter } from '../write/guarded-writer.ts'
import { createOpenExport } from './open-export.ts'
import type { ReaderThread } from './read-kinds.ts'
import { openLogReadOnly, whyReadOnly } from './read-only-access.ts'
import readerPath from './reader-thread.ts?modulePath'
import type { ReviewThread } from './review-of.ts'
import reviewPath from './review-thread.ts?modulePath'
import { createWithMaintenance } from './with-maintenance.ts'
import writerPath from './writer-thread.ts?modulePath'

/**
 * Opens the log of `dataDir` for this engine alone. Rejects with a RunlightError where the folder is in use, not writable, or
 * holds a newer or a damaged log; `mayOnlyRead` opens a log that cannot be written for reading instead. A thread that dies
 * is started again, of which `onState` is told; `death` resolves when one of them was given up.
 */
export async function openLog(
  dataDir: string,
  host: string,
  mayOnlyRead = false,
  onState: (thread: LogThread, news: ThreadNews) => void = () => {},
): Promise<LogAccess> {
  const session = randomUUID()
  let writer: KeptThread<GuardedWriter>
  try {
    writer = await keepThread<GuardedWriter>(writerPath, { dataDir, host, session }, (news) =>
      onState('writer', news),
    )
  } catch (thrown) {
    const why = mayOnlyRead ? whyReadOnly(dataDir, thrown) : null
    if (why === null) throw thrown
    return openLogReadOnly(dataDir, why)
  }
  try {
    const [reader, review] = await Promise.all([
      keepThread<ReaderThread>(readerPath, { dataDir, kindsDir: dataDir }, (news) => onState('reader', news)),
      keepThread<ReviewThread>(reviewPath, { dataDir, kindsDir: dataDir }, (news) => onState('review', news)),
    ])
    const writeAnew = async () => {
      await writer.api.stageAnew()
      // Whoever still holds the old file would go on reading it.
      await writer.again()
      await Promise.all([reader.again(), review.again()])
    }
    const withMaintenance = createWithMaintenance(dataDir)
    const { restored } = reader.api
    const { freeSlice, emptyJournal, fillColumns } = writer.api
    const files = {
      dataDir,
      session,
      withMaintenance,
      restored,
      freeSlice,
      emptyJournal,
      fillColumns,
      writeAnew,
    }
    return {
      ...writer.api,
      ...reader.api,
      ...createUpkeep(withMaintenance),
      review: review.api,
      files: createLogFiles(files),
      openExport: createOpenExport(dataDir),
      readKinds: async () => {
        await Promise.all([reader.api.readKinds(), review.api.readKinds()])
      },
      place: dataDir,
      readOnly: null,
      death: Promise.race([writer.death, reader.death, review.death]),
      close: async () => {
        await Promise.allSettled([reader.stop(), review.stop()])
        await writer.stop()
      },
    }
  } catch (thrown) {
    await writer.stop()
    throw thrown
  }
}
