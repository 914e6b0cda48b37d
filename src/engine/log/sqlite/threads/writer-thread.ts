// The writer's thread: takes the data directory's lock, opens and migrates the log, and serves the writer's functions, and those
// that tell an engine nobody looks at what it asks for its own sake.

import { workerData } from 'node:worker_threads'
import { serveThread } from '../../../threads/serve.ts'
import { type PackedBatch, unpackBatch } from '../../packed-batch.ts'
import { carryOutRestore } from '../backup/restore.ts'
import { lockDataDir } from '../file/lock.ts'
import { logPath, openLogForWriting, prepareDataDir } from '../file/open-log.ts'
import { createOwnFiles } from '../file/own-files.ts'
import { storageError } from '../file/sqlite-errors.ts'
import { createBlockReader } from '../read/blocks.ts'
import { createFacts } from '../read/facts.ts'
import { type GuardedWriter, guardWriter } from '../write/guarded-writer.ts'
import type { WriterFacts } from './reading.ts'

/** What the writer's thread serves: batches come as columns. */
export type WriterThread = Omit<GuardedWriter, 'commit'> &
  WriterFacts & { readonly commit: (batch: PackedBatch, again?: boolean) => void }

const { dataDir, host, session }: { dataDir: string; host: string; session: string } = workerData

serveThread(
  () => {
    prepareDataDir(dataDir)
    const lock = lockDataDir(dataDir, host)
    try {
      carryOutRestore(dataDir, session)
      const db = openLogForWriting(dataDir, lock.unclean)
      const writer = guardWriter(db, dataDir, createOwnFiles(dataDir))
      const close = () => {
        writer.close()
        lock.release(true)
      }
      const facts = { ...createFacts(db), lackingBlocks: createBlockReader(db).lacking }
      const commit = (batch: PackedBatch, again?: boolean) => writer.commit(unpackBatch(batch), again)
      return { ...facts, ...writer, commit, close } satisfies WriterThread
    } catch (thrown) {
      lock.release(!lock.unclean)
      throw thrown
    }
  },
  (thrown) => storageError(thrown, logPath(dataDir)),
)
