// The thread of one import: reads and folds, and never touches the log.

import { workerData } from 'node:worker_threads'
import { kinds } from '../../base/kinds.ts'
import { serveThread } from '../../threads/serve.ts'
import { explainReading } from './explain-reading.ts'
import type { ImportSource } from './import-steps.ts'
import { createImporter } from './importer.ts'

const { source }: { source: ImportSource } = workerData

serveThread(
  () => createImporter(source, kinds),
  (thrown) => explainReading(thrown, source.path),
)
