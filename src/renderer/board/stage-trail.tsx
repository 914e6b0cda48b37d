// The last stages of a job in one line: `generate › safety › metrics`. For a board row; the overview draws all of them.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { keyByIndex } from '../ui/key-by-index.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'

const inks = { running: 'text-ink font-medium', completed: 'text-ink-3', failed: 'text-bad' } as const

/**
 * The stages of `job`; earlier ones are counted. One that has no room beside those after it is left out whole: it wraps into
 * a line that is not seen, and the sign before the next one stays.
 */
export function StageTrail({ job }: { readonly job: RunSummary['job'] }): ReactElement {
  const before = job.stageCount - job.stages.length
  return (
    <span className="flex min-w-0 items-baseline gap-1 text-small leading-5">
      <span className="flex h-5 min-w-0 flex-row-reverse flex-wrap justify-end gap-x-1 overflow-hidden">
        {before > 0 && (
          <span className="shrink-0 text-ink-3" style={{ order: job.stages.length }}>
            +{before} ›
          </span>
        )}
        {keyByIndex(job.stages).map(({ key, index: i, item: stage }) => (
          <span key={key} className="max-w-full truncate" style={{ order: job.stages.length - 1 - i }}>
            {i > 0 && <span className="mr-1 text-ink-3">›</span>}
            <UntrustedText text={stage.label} className={inks[stage.state]} />
          </span>
        ))}
      </span>
      {job.stagesOf !== null && (
        <span className="ml-1 shrink-0 text-ink-3">
          {job.stageCount}/{job.stagesOf}
        </span>
      )}
    </span>
  )
}

/** The running or failed stage; nothing once all are completed. For rows without room for more. */
export function CurrentStage({ job }: { readonly job: RunSummary['job'] }): ReactElement | null {
  const stage = job.stages.findLast((one) => one.state !== 'completed') ?? null
  if (stage === null) return null
  return (
    <span className="max-w-36 shrink-0 truncate text-small">
      <UntrustedText text={stage.label} className={inks[stage.state]} />
    </span>
  )
}
