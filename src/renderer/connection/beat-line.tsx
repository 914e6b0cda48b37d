// When the stream last gave a sign of life, ticking. How often it usually does stands in what Runlight says it is doing.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { useNow } from '../desk/desk-context.ts'
import { formatAgo } from '../ui/format-silence.ts'

/** The line under what Runlight is doing. */
export function BeatLine({ run }: { readonly run: RunSummary }): ReactElement {
  const now = useNow()
  const { lastBytesAt } = run
  return (
    <p className="mt-0.5 text-ink-3 tabular-nums">
      {lastBytesAt === null
        ? 'No byte has arrived yet.'
        : `The last sign of life was ${formatAgo(now - lastBytesAt)}.`}
    </p>
  )
}
