// The timeline: events over time as a band, progress as a line, gaps and attempts as marks, and the playhead. For the
// keyboard and screen readers it is a slider. It depends on the figures of the run only.

import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type ReactElement,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Figures } from '../../core/figures/figures.ts'
import { shortcutOf } from '../desk/keys.ts'
import { fractionOf, type Range, timeAt } from '../desk/playhead.ts'
import type { Handlers } from '../desk/shortcuts.ts'
import { cx } from '../ui/cx.ts'
import { formatTime } from '../ui/format-time.ts'

type Props = {
  readonly figures: Figures | null
  readonly range: Range
  /** The playhead, epoch ms; null at the present. */
  readonly at: number | null
  /** The position of the playhead for screen readers. */
  readonly words: string
  readonly onSeek: (at: number) => void
  readonly onNow: () => void
  readonly onToggle: () => void
}

/** How far the arrow keys and the page keys move, as parts of the range. */
const small = 0.01
const large = 0.1

/** The timeline. A click or a drag seeks; End goes to the present. */
export function Track({ figures, range, at, words, onSeek, onNow, onToggle }: Props): ReactElement {
  const box = useRef<HTMLDivElement>(null)
  const part = at === null ? 1 : fractionOf(at, range)
  const [pointed, setPointed] = useState<number | null>(null)
  const partAt = (event: PointerEvent) => {
    const { left = 0, width = 1 } = box.current?.getBoundingClientRect() ?? {}
    return (event.clientX - left) / Math.max(1, width)
  }
  const place = (event: PointerEvent) => {
    setPointed(null)
    onSeek(timeAt(partAt(event), range))
  }
  const move = (by: number) => onSeek(timeAt(part + by, range))
  const handlers: Handlers<'track'> = {
    'move-back': () => move(-small),
    'move-on': () => move(small),
    'leap-back': () => move(-large),
    'leap-on': () => move(large),
    'to-start': () => onSeek(range.start),
    'to-now': onNow,
    'play-here': onToggle,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const id = shortcutOf('track', event)
    if (id === null) return
    event.preventDefault()
    handlers[id]()
  }
  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label="Timeline"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.round((range.end - range.start) / 1_000)}
      aria-valuenow={Math.round((part * (range.end - range.start)) / 1_000)}
      aria-valuetext={words}
      data-arrows
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        place(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) place(event)
        else setPointed(partAt(event))
      }}
      onPointerLeave={() => setPointed(null)}
      className="relative h-8 min-w-0 flex-1 touch-none overflow-hidden rounded-md bg-raised ring-1 ring-line ring-inset"
    >
      {figures !== null && <Backdrop figures={figures} start={range.start} end={range.end} />}
      {pointed !== null && <Pointed part={pointed} range={range} />}
      <span
        aria-hidden="true"
        className={cx('absolute inset-y-0 w-0.5 -translate-x-px bg-accent', at === null && 'opacity-50')}
        style={{ left: `${part * 100}%` }}
      />
      {at !== null && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-0 size-0 border-x-5 border-x-transparent border-t-6 border-t-accent"
          style={{ left: `calc(${part * 100}% - 5px)` }}
        />
      )}
    </div>
  )
}

/** The time under the pointer. */
function Pointed({ part, range }: { readonly part: number; readonly range: Range }): ReactElement {
  const right = part > 0.5
  return (
    <span
      aria-hidden="true"
      className={cx(
        'pointer-events-none absolute inset-y-0 flex items-center border-ink-3',
        right ? 'border-r' : 'border-l',
      )}
      style={right ? { right: `${(1 - part) * 100}%` } : { left: `${part * 100}%` }}
    >
      <span className="mx-1.5 rounded-sm bg-overlay px-1.5 text-ink-2 text-tiny tabular-nums ring-1 ring-line">
        {formatTime(timeAt(part, range))}
      </span>
    </span>
  )
}

type BackdropProps = { readonly figures: Figures } & Range

/** What is behind the playhead; not drawn again when the playhead moves. */
const Backdrop = memo(function Backdrop({ figures, start, end }: BackdropProps): ReactElement {
  const { bands, line } = useMemo(() => shapes(figures, { start, end }), [figures, start, end])
  const percent = (at: number) => fractionOf(at, { start, end }) * 100
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0">
      {figures.gaps.map((gap) => (
        <span
          key={gap.number}
          className="hatched absolute inset-y-0 min-w-0.5 text-warn/40"
          style={{
            left: `${percent(gap.from)}%`,
            width: `${percent(gap.until ?? end) - percent(gap.from)}%`,
          }}
        />
      ))}
      <svg viewBox="0 0 1000 36" preserveAspectRatio="none" className="absolute inset-0 size-full">
        <title>Events and progress over time</title>
        {bands.map(({ fade, path }) => (
          <path key={fade} d={path} opacity={fade} className="fill-ink-3" />
        ))}
        <path
          d={line}
          className="fill-none stroke-accent"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      {figures.attempts.slice(1).map((attempt) => (
        <span
          key={attempt.number}
          className="absolute inset-y-0 border-edge border-l border-dashed"
          style={{ left: `${percent(attempt.startedAt)}%` }}
        />
      ))}
    </div>
  )
})

/** Bins of the band, and the part of each that is drawn. */
const bins = 72
const filled = 0.72
/** Opacities, from a usual rate to a burst. */
const fades = [0.2, 0.34, 0.55] as const

/**
 * SVG paths in a box of 1,000 × 36. The band is a histogram: the median rate is half as high as there is room, so that an even
 * run is calm and a burst stands out, higher and stronger.
 */
function shapes(
  { stretches, progress, endedAt }: Figures,
  range: Range,
): { bands: readonly { readonly fade: number; readonly path: string }[]; line: string } {
  const x = (at: number) => (fractionOf(at, range) * 1_000).toFixed(1)
  const counts = new Map<number, number>()
  for (const { at, events } of stretches) {
    const bin = Math.min(bins - 1, Math.floor(fractionOf(at, range) * bins))
    if (events > 0) counts.set(bin, (counts.get(bin) ?? 0) + events)
  }
  const median = [...counts.values()].toSorted((a, b) => a - b)[Math.floor(counts.size / 2)] ?? 1
  const bars = [...counts].map(([bin, events]) => {
    const share = events / median
    const height = Math.max(2, 32 * Math.min(1, Math.sqrt(share) / 2)).toFixed(1)
    const fade = fades[share > 4 ? 2 : share > 1.5 ? 1 : 0]
    return {
      fade,
      path: `M${((bin * 1_000) / bins).toFixed(1)} 36v-${height}h${((filled * 1_000) / bins).toFixed(1)}V36z`,
    }
  })
  const bands = fades.map((fade) => ({
    fade,
    path: bars
      .filter((bar) => bar.fade === fade)
      .map(({ path }) => path)
      .join(''),
  }))
  const y = (percent: number) => (34 - (percent / 100) * 32).toFixed(1)
  const steps = progress.map(({ at, value }, i) =>
    i === 0 ? `M${x(at)} ${y(value)}` : `H${x(at)}V${y(value)}`,
  )
  return { bands, line: steps.length === 0 ? '' : `${steps.join('')}H${x(endedAt)}` }
}
