// The bar of a call of a tool on a stretch of time: thin while its arguments are written, full while the tool is at work.

import type { ReactElement } from 'react'
import type { ToolBar as Bar } from '../../core/job/tools.ts'
import { cx } from './cx.ts'

type Props = Bar & {
  /** The colour of the full part. */
  readonly look: string
  readonly className?: string
}

/** The bar on its track; decorative: state and duration stand beside it. */
export function ToolBar({ from, called, to, look, className }: Props): ReactElement {
  // Whatever is at the very end is still seen, within the track.
  const box = (begin: number, end: number) => ({
    left: `min(${begin * 100}%, calc(100% - 4px))`,
    width: `${(end - begin) * 100}%`,
  })
  return (
    <span aria-hidden="true" className={cx(className, 'relative h-2.5 rounded-sm bg-hover')}>
      {called > from && (
        <span className="absolute top-1 h-0.5 min-w-0.5 bg-ink-3/60" style={box(from, called)} />
      )}
      <span className={cx('absolute inset-y-0 min-w-1 rounded-sm', look)} style={box(called, to)} />
    </span>
  )
}
