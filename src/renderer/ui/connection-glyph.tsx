// The icons of the connection states, one shape each, drawn for 14 px. Two of them move: the halo of a live connection when
// bytes arrived, and the dotted ring while a connection is being made. Only whole boxes are animated: the compositor moves
// them alone, where a part of an SVG would have the page made anew for every frame.

import type { ReactElement } from 'react'
import type { ConnectionState } from '../../core/run/states.ts'
import { cx } from './cx.ts'
import { connectionTone, toneInk } from './tones.ts'

type Props = {
  readonly state: ConnectionState
  /**
   * When the last bytes arrived, epoch ms; the halo pulses once for each new second. For one connection on its own page: the
   * halos of a whole board would move all the time, and each costs frames.
   */
  readonly beatAt?: number | null
  readonly size?: number
}

/** The icon of `state`. Decorative: the word stands beside it. */
export function ConnectionGlyph({ state, beatAt = null, size = 14 }: Props): ReactElement {
  const ink = toneInk[connectionTone[state]]
  const shape = (
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
      className={cx('shrink-0', ink, state === 'connecting' && 'animate-turn')}
    >
      {shapes[state]}
    </svg>
  )
  if (state !== 'live' || beatAt === null) return shape
  return (
    <span aria-hidden="true" className={cx('relative shrink-0', ink)}>
      <span
        key={Math.floor(beatAt / 1_000)}
        className="absolute inset-0 animate-arrive rounded-full bg-current opacity-0"
      />
      {shape}
    </span>
  )
}

const solid = { fill: 'currentColor', stroke: 'none' } as const

const shapes: Readonly<Record<ConnectionState, ReactElement>> = {
  idle: <circle cx="8" cy="8" r="4.4" strokeWidth="1.3" />,
  connecting: <circle cx="8" cy="8" r="5.4" strokeWidth="2" strokeDasharray="0 4.24" />,
  live: (
    <>
      <circle cx="8" cy="8" r="4" {...solid} />
      <circle cx="8" cy="8" r="6.4" strokeWidth="1" opacity=".45" />
    </>
  ),
  quiet: (
    <>
      <circle cx="8" cy="8" r="4.4" strokeWidth="1.4" />
      <path d="M8 3.6a4.4 4.4 0 0 0 0 8.8z" {...solid} />
    </>
  ),
  stalled: (
    <>
      <path d="M8 2.2 14.4 13.4H1.6z" />
      <path d="M8 6.6v2.9" />
      <circle cx="8" cy="11.4" r=".55" {...solid} />
    </>
  ),
  waiting: (
    <>
      <path d="M13.2 6.2A5.6 5.6 0 1 0 13.6 9" />
      <path d="M13.8 2.9v3.5h-3.5" />
    </>
  ),
  paused: <path d="M5.8 4v8m4.4-8v8" strokeWidth="2.2" />,
  closed: (
    <>
      <circle cx="8" cy="8" r="5.8" strokeWidth="1.3" />
      <path d="m5.6 8.1 1.7 1.7 3.2-3.5" strokeWidth="1.4" />
    </>
  ),
  'ended-early': (
    <>
      <path d="M12.9 10.6A5.6 5.6 0 1 1 11 3.3" />
      <path d="m12.3 4.9 2.4-1.6M13.4 7.9l2.2.3" strokeWidth="1.4" />
    </>
  ),
  refused: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="m4.1 4.1 7.8 7.8" />
    </>
  ),
  stopped: <rect x="4.4" y="4.4" width="7.2" height="7.2" rx="1.4" {...solid} />,
}
