// A bar of progress from 0 to 100. Where the progress is unknown, no bar is drawn and words are shown instead.

import type { ReactElement } from 'react'
import type { JobState } from '../../core/run/states.ts'
import { cx } from './cx.ts'

const fills: Readonly<Record<JobState, string>> = {
  pending: 'bg-accent',
  processing: 'bg-accent',
  completed: 'bg-ok',
  failed: 'bg-bad',
  cancelled: 'bg-ink-3',
  unknown: 'text-warn hatched',
}

/** A bar filled by `percent` (0–100), in the colour of the job's state. Decorative: the number stands beside it. */
export function ProgressBar({
  percent,
  state,
  className,
}: {
  readonly percent: number
  readonly state: JobState
  readonly className?: string
}): ReactElement {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'block h-1 overflow-hidden rounded-full bg-press forced-colors:border forced-colors:border-[CanvasText]',
        className,
      )}
    >
      <span
        style={{ width: `${percent}%` }}
        className={cx(
          'block h-full rounded-full transition-[width] duration-300 ease-out forced-colors:bg-[CanvasText]',
          fills[state],
        )}
      />
    </span>
  )
}
