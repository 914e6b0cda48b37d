// How the rows of a log are laid out: which columns there is room for, and the one height of all rows. Pure. A column is
// never squeezed below what can be read: where there is no room for all, the event's name gives way first, then its number,
// and pinned columns that do not fit are counted in the header.

import type { CSSProperties } from 'react'

/** How rows are drawn, as set; `columns` are the pinned ones of the run's kind. */
export type RowStyle = {
  readonly wrap: boolean
  readonly mono: boolean
  /** The data as received instead of the message. */
  readonly raw: boolean
  readonly columns: readonly string[]
}

/** The columns that there is room for; level and message always are. */
type Shown = {
  readonly time: boolean
  readonly number: boolean
  readonly name: boolean
  /** The pinned columns that fit. */
  readonly pinned: readonly string[]
}

/** The style within the room there is. */
export type RowLayout = RowStyle & {
  readonly shown: Shown
  readonly grid: CSSProperties
  /** The height of every row, px. */
  readonly height: number
}

const lineHeight = 17
/** Lines of a wrapped row. Rows of different heights were rejected (see slots.ts). */
const wrappedLines = { message: 3, data: 4 } as const

const rowGap = 10
const sides = 32
const widths = { time: 104, level: 62, name: 72, wideName: 112, pinned: 66, message: 160 } as const
/** From this width on a long name has more room. */
const wide = 760
/** Below this width there is no room for the time. */
const tiny = 400

type Room = {
  /** The width of the list, px; 0 while it is not known. */
  readonly width: number
  /** The width of the largest sequence number, px. */
  readonly digits: number
  /** Of rows that are not wrapped, px. */
  readonly height: number
}

/** `style` in the room there is. */
export function layoutOf(style: RowStyle, { width, digits, height }: Room): RowLayout {
  const shown = width === 0 ? everything(style) : columnsIn(width, digits, style)
  const name = width >= wide ? widths.wideName : widths.name
  const tracks = [
    shown.time ? `calc(${style.mono ? 86 : 82}px + var(--am-pm))` : '',
    shown.number ? `${digits}px` : '',
    `${widths.level}px`,
    shown.name ? `minmax(48px, ${name}px)` : '',
    shown.pinned.length > 0 ? `repeat(${shown.pinned.length}, minmax(${widths.pinned}px, 1fr))` : '',
    'minmax(0, 3fr)',
  ]
  const lines = style.raw ? wrappedLines.data : wrappedLines.message
  return {
    ...style,
    shown,
    grid: { gridTemplateColumns: tracks.filter((track) => track !== '').join(' '), columnGap: rowGap },
    height: style.wrap ? lines * lineHeight + 10 : height,
  }
}

function everything({ columns }: RowStyle): Shown {
  return { time: true, number: true, name: true, pinned: columns }
}

function columnsIn(width: number, digits: number, { columns }: RowStyle): Shown {
  const time = width >= tiny
  const fixed = sides + widths.level + rowGap + widths.message + (time ? widths.time + rowGap : 0)
  const left = width - fixed - columns.length * (widths.pinned + rowGap)
  const number = left >= digits + rowGap
  const name = left - digits - rowGap >= widths.name + rowGap
  const room = Math.floor((width - fixed) / (widths.pinned + rowGap))
  return { time, number, name, pinned: columns.slice(0, Math.max(0, room)) }
}

/** The width of the largest sequence number of a log of `events`, px, so that the columns of all rows line up. */
export function digitsOf(events: number): number {
  return Math.max(4, String(events).length) * 7
}
