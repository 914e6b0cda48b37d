// The thread of one import: reads and folds, and never touches the log.

import { workerData } from 'node:worker_threads'
import { openKinds } from '../../base/kind-set.ts'
import { serveThread } from '../../threads/serve.ts'
import { explainReading } from './explain-reading.ts'
import type { ImportSource } from './import-steps.ts'
import { createImporter } from './importer.ts'

const { source, kindsDir }: { source: ImportSource; kindsDir: string } = workerData

serveThread(
  () => createImporter(source, openKinds(kindsDir).kinds),
  (thrown) => explainReading(thrown, source.path),
)
