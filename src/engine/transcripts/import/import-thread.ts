// The thread of one import: reads and folds, and never touches the log.

import { workerData } from 'node:worker_threads'
import { openKinds } from '../../base/kind-set.ts'
import { type PackedBatch, packBatch } from '../../log/packed-batch.ts'
import { serveThread } from '../../threads/serve.ts'
import { explainReading } from './explain-reading.ts'
import type { ImportSource, ImportStep } from './import-steps.ts'
import { createImporter, type Importer } from './importer.ts'

/** A step as it crosses. */
type SentStep =
  | Exclude<ImportStep, { type: 'batch' }>
  | (Omit<Extract<ImportStep, { type: 'batch' }>, 'batch'> & { readonly batch: PackedBatch })

/** What this thread serves. */
export type ImportThread = Omit<Importer, 'next'> & { readonly next: () => Promise<SentStep> }

const { source, kindsDir }: { source: ImportSource; kindsDir: string } = workerData

serveThread(
  () => {
    const importer = createImporter(source, openKinds(kindsDir).kinds)
    const next = async (): Promise<SentStep> => {
      const step = await importer.next()
      return step.type === 'batch' ? { ...step, batch: packBatch(step.batch) } : step
    }
    return { ...importer, next } satisfies ImportThread
  },
  (thrown) => explainReading(thrown, source.path),
)
