// The log on its threads: one that writes, those that read while somebody asks, and others for a task each. A thread that dies is
// started again.

import { randomUUID } from 'node:crypto'
import { type KeptThread, keepThread, type ThreadNews } from '../../../threads/keep.ts'
import type { LogAccess, LogThread } from '../../port.ts'
import { createLogFiles, createUpkeep } from '../upkeep/log-files.ts'
import { apart } from './apart.ts'
import { createGiveWay } from './give-way.ts'
import { createOpenExport } from './open-export.ts'
import { openLogReadOnly, whyReadOnly } from './read-only-access.ts'
import { openReading } from './reading.ts'
import { createWithMaintenance } from './with-maintenance.ts'
import type { WriterThread } from './writer-thread.ts'
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
  let writer: KeptThread<WriterThread>
  try {
    writer = await keepThread<WriterThread>(writerPath, { dataDir, host, session }, (news) =>
      onState('writer', news),
    )
  } catch (thrown) {
    const why = mayOnlyRead ? whyReadOnly(dataDir, thrown) : null
    if (why === null) throw thrown
    return openLogReadOnly(dataDir, why)
  }
  const { writing, facts, isFree } = apart(writer.api)
  const giveWay = createGiveWay(isFree)
  const reading = openReading({ dataDir, facts, isWriterFree: () => writer.isUp() && isFree(), onState })
  const writeAnew = async () => {
    await writing.stageAnew()
    // Whoever still holds the old file would go on reading it.
    await writer.again()
    await reading.again()
  }
  const withMaintenance = createWithMaintenance(dataDir)
  const { restored } = reading.rows
  const { freeSlice, emptyJournal, fillColumns } = writing
  const own = { dataDir, session, withMaintenance, restored }
  const files = { ...own, freeSlice, emptyJournal, fillColumns, writeAnew }
  return {
    ...writing,
    ...reading.rows,
    ...createUpkeep(withMaintenance),
    review: {
      ...reading.review,
      search: giveWay(reading.review.search),
      searchCount: giveWay(reading.review.searchCount),
    },
    files: createLogFiles(files),
    openExport: createOpenExport(dataDir),
    readKinds: reading.readKinds,
    place: dataDir,
    readOnly: null,
    death: Promise.race([writer.death, reading.death]),
    close: async () => {
      await reading.close()
      await writer.stop()
    },
  }
}
