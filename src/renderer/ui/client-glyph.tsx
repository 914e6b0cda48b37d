// The icons of a tapped run's client: how the connection from Runlight to the application fares, one shape each, drawn for 14 px.
// None looks like a state of the server's connection: all of them end at a bar, which stands for the application.

import type { ReactElement } from 'react'
import type { ClientState } from '../../core/run/tapped.ts'
import { cx } from './cx.ts'
import { clientTone, toneInk } from './tones.ts'

type Props = { readonly state: ClientState; readonly size?: number }

/** The icon of `state`. Decorative: the word stands beside it. */
export function ClientGlyph({ state, size = 14 }: Props): ReactElement {
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
      className={cx('shrink-0', toneInk[clientTone[state]])}
    >
      {shapes[state]}
    </svg>
  )
}

const bar = <path d="M13.6 3v10" />
const faintBar = <path d="M13.6 3v10" opacity=".4" strokeDasharray="1 3" />
const dot = { r: 1.3, fill: 'currentColor', stroke: 'none' } as const

const shapes: Readonly<Record<ClientState, ReactElement>> = {
  open: (
    <>
      <path d="M1.8 8h8M6.8 4.8 10 8l-3.2 3.2" />
      {bar}
    </>
  ),
  slow: (
    <>
      <circle cx="2.2" cy="8" {...dot} />
      <circle cx="6" cy="8" {...dot} />
      <circle cx="9.8" cy="8" {...dot} />
      {bar}
    </>
  ),
  done: (
    <>
      <path d="m1.8 8.2 2.8 2.8 5.4-5.8" />
      {bar}
    </>
  ),
  gone: (
    <>
      <path d="M1.8 8h7.4M5 4.8 1.8 8 5 11.2" />
      {faintBar}
    </>
  ),
  cut: (
    <>
      <path d="M1.8 8h2.4M8.6 8h1.6M4.6 11.4l3.6-6.8" />
      {bar}
    </>
  ),
  unknown: (
    <>
      <path d="M1.8 8h8" strokeDasharray="0.1 3.2" />
      {faintBar}
    </>
  ),
}
