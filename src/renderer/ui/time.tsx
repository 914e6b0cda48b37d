// A time on the screen: short where it stands, whole, with its zone and how long ago in its tooltip. Every time that is shown alone
// is one of these; it is drawn again by itself when clock or zone change.

import type { ReactElement } from 'react'
import { isoTime } from '../../core/basics/times.ts'
import { formatTime } from './format-time.ts'
import { useTimeStyle } from './time-style.ts'
import { timeTip } from './time-tip.ts'

/**
 * The time `at`, epoch ms, as `shown` writes it; without `shown`, the time of day. `focusable`: it is reached by the keyboard, for
 * one that stands where a person looks for it and not in every row.
 */
export function Time({
  at,
  shown = formatTime,
  words,
  focusable = false,
  className,
}: {
  readonly at: number
  readonly shown?: (at: number) => string
  /** What it is the time of, for the tooltip. */
  readonly words?: string
  readonly focusable?: boolean
  readonly className?: string
}): ReactElement {
  useTimeStyle()
  return (
    <time
      dateTime={isoTime(at)}
      {...timeTip(at, null, words)}
      {...(focusable ? { tabIndex: 0 } : {})}
      className={className}
    >
      {shown(at)}
    </time>
  )
}
