// The rate of events of a run on its row. What draws it, and what asks for it, is loaded after the rows.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { lazyChunk, lazyPart } from '../ui/lazy-part.tsx'

const SparkLine = lazyPart(
  lazyChunk(() => import('./spark-line.tsx')),
  (module) => module.SparkLine,
  { fallback: () => null, frame: () => <span /> },
)

/** The line of the last minutes, and the present rate beside it. */
export function RowRate({ run }: { readonly run: RunSummary }): ReactElement | null {
  return run.events === 0 ? null : <SparkLine run={run} />
}
