// The icons of the job states, one shape each, drawn for 14 px, so that they differ without colour and motion. Library icons
// were rejected: they are drawn for 24 px and share their outlines.

import type { ReactElement } from 'react'
import type { JobState } from '../../core/run/states.ts'
import { cx } from './cx.ts'
import { jobTone, toneInk } from './tones.ts'

type Props = { readonly state: JobState; readonly percent?: number | null; readonly size?: number }

/** The icon of `state`; while processing, a pie filled by `percent`. Decorative: the word stands beside it. */
export function JobGlyph({ state, percent = null, size = 14 }: Props): ReactElement {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={cx('shrink-0', toneInk[jobTone[state]])}
    >
      {state === 'processing' ? <Pie percent={percent} /> : shapes[state]}
    </svg>
  )
}

const solid = { fill: 'currentColor', stroke: 'none' } as const
const cut = { stroke: 'var(--glyph-cut)', strokeWidth: 1.8 } as const

const shapes: Readonly<Record<Exclude<JobState, 'processing'>, ReactElement>> = {
  pending: (
    <>
      <circle cx="8" cy="8" r="6" strokeDasharray="3.2 3.08" />
      <path d="M8 5.4V8l1.6 1.2" />
    </>
  ),
  completed: (
    <>
      <circle cx="8" cy="8" r="6.8" {...solid} />
      <path d="m5.1 8.2 2 2 3.8-4.1" {...cut} />
    </>
  ),
  failed: (
    <>
      <path d="M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2z" {...solid} />
      <path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4" {...cut} />
    </>
  ),
  cancelled: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M5.4 8h5.2" />
    </>
  ),
  unknown: (
    <>
      <path d="M8 1.6 14.4 8 8 14.4 1.6 8z" />
      <path d="M6.7 6.7c0-1.7 2.7-1.7 2.7 0 0 1-1.4 1-1.4 2.1" strokeWidth="1.3" />
      <circle cx="8" cy="10.9" r=".5" {...solid} />
    </>
  ),
}

/** A pie of radius 3.6 drawn by one thick dashed circle of half that radius. */
function Pie({ percent }: { readonly percent: number | null }): ReactElement {
  const around = 2 * Math.PI * 1.9
  const filled = percent === null ? 0.3 : Math.max(0.04, percent / 100)
  return (
    <>
      <circle cx="8" cy="8" r="6" />
      <circle
        cx="8"
        cy="8"
        r="1.9"
        strokeWidth="3.8"
        strokeLinecap="butt"
        strokeDasharray={`${filled * around} ${around}`}
        transform="rotate(-90 8 8)"
        className="transition-[stroke-dasharray] duration-300"
      />
    </>
  )
}
