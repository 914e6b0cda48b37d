// The writer's thread: takes the data directory's lock, opens and migrates the log, and serves the writer's functions.

import { workerData } from 'node:worker_threads'
import { serveThread } from '../threads/serve.ts'
import { lockDataDir } from './lock.ts'
import { logPath, openLogForWriting, prepareDataDir } from './open-log.ts'
import { storageError } from './sqlite-errors.ts'
import { createWriter } from './writer.ts'

const { dataDir, host }: { dataDir: string; host: string } = workerData

serveThread(
  () => {
    prepareDataDir(dataDir)
    const release = lockDataDir(dataDir, host)
    try {
      const writer = createWriter(openLogForWriting(dataDir))
      const close = () => {
        writer.close()
        release()
      }
      return { ...writer, close }
    } catch (thrown) {
      release()
      throw thrown
    }
  },
  (thrown) => storageError(thrown, logPath(dataDir)),
)
