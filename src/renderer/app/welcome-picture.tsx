// The picture of the welcome screen: three streams with their events. Decorative: hidden from screen readers, not animated.

import type { ReactElement } from 'react'

const streams = [
  { y: 28, dots: [40, 74, 96, 132, 158, 204, 232], end: 262, ink: 'text-ok' },
  { y: 64, dots: [40, 62, 112, 148, 170], end: 198, ink: 'text-accent' },
  { y: 100, dots: [40, 88, 120, 178, 216, 250, 284], end: 316, ink: 'text-accent' },
] as const

/** The drawing. */
export function WelcomePicture(): ReactElement {
  return (
    <svg aria-hidden="true" viewBox="0 0 360 128" width="360" height="128" fill="none">
      {streams.map(({ y, dots, end, ink }) => (
        <g key={y} className={ink} stroke="currentColor" fill="currentColor">
          <path
            d={`M24 ${y}H336`}
            className="text-ink-3"
            opacity=".25"
            strokeDasharray="1 5"
            strokeLinecap="round"
          />
          <path d={`M24 ${y}H${end}`} opacity=".35" strokeWidth="1.5" />
          {dots.map((x, i) => (
            <circle key={x} cx={x} cy={y} r="2.5" stroke="none" opacity={0.35 + (0.5 * i) / dots.length} />
          ))}
          <circle cx={end} cy={y} r="5" stroke="none" />
          <circle cx={end} cy={y} r="10" stroke="none" opacity=".16" />
          <circle cx={end} cy={y} r="17" stroke="none" opacity=".07" />
        </g>
      ))}
    </svg>
  )
}
