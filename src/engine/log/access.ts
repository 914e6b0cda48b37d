// The log as the engine uses it: the writer's and the reader's functions, each on its thread, as one object. Every
// function is asynchronous; nothing here ever runs on the engine's own thread.

import { startThread, type Thread } from '../threads/start.ts'
import type { Reader } from './reader.ts'
import readerPath from './reader-thread.ts?modulePath'
import type { Writer } from './writer.ts'
import writerPath from './writer-thread.ts?modulePath'

export type LogAccess = Omit<Thread<Writer>['api'], 'close'> &
  Omit<Thread<Reader>['api'], 'close'> &
  Pick<Thread<Writer>, 'death'> & { readonly close: () => Promise<void> }

/**
 * Opens the log of `dataDir` for this engine alone. Throws a RunlightError where the folder is in use, not writable, or
 * holds a newer log. `death` resolves when one of the threads dies unasked.
 */
export async function openLog(dataDir: string, host: string): Promise<LogAccess> {
  const writer = await startThread<Writer>(writerPath, { dataDir, host })
  try {
    const reader = await startThread<Reader>(readerPath, { dataDir })
    const close = async () => {
      await reader.stop()
      await writer.stop()
    }
    return { ...writer.api, ...reader.api, close, death: Promise.race([writer.death, reader.death]) }
  } catch (thrown) {
    await writer.stop()
    throw thrown
  }
}
