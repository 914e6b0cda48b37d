// A bar of progress. It can show 0–100 and nothing else; where nothing is known there is no bar, and words stand instead.

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

/** `percent` of the bar, in the ink of the job's state. Decorative where the number stands beside it. */
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
