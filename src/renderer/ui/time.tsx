// A time on the screen: short where it stands, whole and with its zone on hover. Every time that is shown alone is one of
// these; it is drawn again by itself when clock or zone change.

import type { ReactElement } from 'react'
import { isoTime } from '../../core/basics/times.ts'
import { formatFullTime, formatTime } from './format-time.ts'
import { useTimeStyle } from './time-style.ts'

/** The time `at`, epoch ms, as `shown` writes it; without `shown`, the time of day. */
export function Time({
  at,
  shown = formatTime,
  className,
}: {
  readonly at: number
  readonly shown?: (at: number) => string
  readonly className?: string
}): ReactElement {
  useTimeStyle()
  return (
    <time dateTime={isoTime(at)} title={formatFullTime(at)} className={className}>
      {shown(at)}
    </time>
  )
}
