// The progress of a job on its row: a bar where the server gives a percentage, the stages where it names them, else the
// output so far.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { cx } from '../ui/cx.ts'
import { formatDone, formatOutput, formatPercent } from '../ui/format-run.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { CurrentStage, StageTrail } from './stage-trail.tsx'

/** The progress of `job`; `narrow` shortens the bar for rows that share their line. */
export function RowProgress({
  job,
  narrow = false,
}: {
  readonly job: RunSummary['job']
  readonly narrow?: boolean
}): ReactElement | null {
  const percent = formatPercent(job.percent)
  if (percent !== null && job.percent !== null) {
    const done = formatDone(job.done, job.total)
    return (
      <span
        className={cx('flex items-center gap-2.5 tabular-nums', narrow ? 'shrink-0' : 'min-w-0')}
        title={job.raw === null ? undefined : `The server said ${job.raw}`}
      >
        <ProgressBar
          percent={job.percent}
          state={job.state}
          className={narrow ? 'w-16 shrink-0' : 'max-w-44 min-w-12 flex-1'}
        />
        <span
          className={cx(
            'shrink-0 whitespace-nowrap text-right text-ink-2 text-small',
            narrow ? 'w-9' : 'w-10',
          )}
        >
          {percent}
        </span>
        {done !== null && (
          <span className={cx('shrink-0 whitespace-nowrap text-ink-3 text-small', !narrow && 'w-14')}>
            {done}
          </span>
        )}
      </span>
    )
  }
  if (narrow && job.stages.length > 0) return <CurrentStage job={job} />
  if (job.stages.length > 0) return <StageTrail job={job} />
  const output = formatOutput(job)
  return output === null ? null : <span className="truncate text-ink-3 text-small">{output}</span>
}
