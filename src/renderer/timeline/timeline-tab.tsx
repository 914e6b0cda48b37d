// The tab.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run.ts'

export function TimelineTab({ run }: { readonly run: RunSummary }): ReactElement {
  return <section aria-label={`Timeline of ${run.title}`} />
}
