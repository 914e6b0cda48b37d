// The writer's thread: takes the data directory's lock, opens and migrates the log, and serves the writer's functions.

import { workerData } from 'node:worker_threads'
import { serveThread } from '../../../threads/serve.ts'
import { carryOutRestore } from '../backup/restore.ts'
import { lockDataDir } from '../file/lock.ts'
import { logPath, openLogForWriting, prepareDataDir } from '../file/open-log.ts'
import { createOwnFiles } from '../file/own-files.ts'
import { storageError } from '../file/sqlite-errors.ts'
import { guardWriter } from '../write/guarded-writer.ts'

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
      return { ...writer, close }
    } catch (thrown) {
      lock.release(!lock.unclean)
      throw thrown
    }
  },
  (thrown) => storageError(thrown, logPath(dataDir)),
)
