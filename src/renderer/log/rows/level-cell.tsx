// How grave an event is, as a shape and a word: an error is a filled diamond, a warning a triangle, the rest a small dot. The
// strip beside the list uses the same shapes.

import type { ReactElement } from 'react'
import { flags } from '../../../core/log/flags.ts'
import { toneInk } from '../../ui/tones.ts'

type Level = { readonly word: string; readonly ink: string; readonly shape: string }

const levels = {
  error: { word: 'error', ink: toneInk.bad, shape: 'M5 0.5L9.5 5L5 9.5L0.5 5Z' },
  warning: { word: 'warning', ink: toneInk.warn, shape: 'M5 0.8L9.6 9.2H0.4Z' },
  info: { word: 'info', ink: 'text-ink-3', shape: 'M5 3.5a1.5 1.5 0 1 0 0.01 0Z' },
  ping: { word: 'ping', ink: 'text-ink-3', shape: 'M2 4.4h6v1.2h-6Z' },
} as const satisfies Readonly<Record<string, Level>>

/** The level that the flags of an event say; as in a query, `info` is what has no other. */
function levelOf(bits: number): keyof typeof levels {
  if ((bits & flags.error) !== 0) return 'error'
  if ((bits & flags.warning) !== 0) return 'warning'
  return (bits & flags.ping) !== 0 ? 'ping' : 'info'
}

/** The mark of the level of an event with the flags `bits`. */
export function LevelMark({ bits }: { readonly bits: number }): ReactElement {
  const { word, ink, shape } = levels[levelOf(bits)]
  return (
    <span className={`flex items-center gap-1.5 ${ink}`}>
      <svg aria-hidden="true" width="10" height="10" viewBox="0 0 10 10" className="shrink-0">
        <path d={shape} fill="currentColor" />
      </svg>
      {word}
    </span>
  )
}
