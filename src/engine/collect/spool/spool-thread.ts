// The spool's thread: a disk that takes its time holds up no stream.

import { workerData } from 'node:worker_threads'
import { serveThread } from '../../threads/serve.ts'
import { openSpool } from './spool.ts'

const { dataDir }: { dataDir: string } = workerData

serveThread(
  () => openSpool(dataDir),
  (thrown) => thrown,
)
