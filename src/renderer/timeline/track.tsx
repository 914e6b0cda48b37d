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
import { formatFullTime, formatTime } from '../ui/format-time.ts'

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
      className="relative h-9 min-w-0 flex-1 touch-none overflow-hidden rounded-md bg-raised ring-1 ring-line ring-inset"
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
          title={formatFullTime(at)}
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
  const { band, line } = useMemo(() => shapes(figures, { start, end }), [figures, start, end])
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
        <path d={band} className="fill-ink-3/30" />
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

/** SVG paths in a box of 1,000 × 36. Heights are proportional to the square root of the rate, so that one event is visible. */
function shapes(
  { stretches, widthMs, progress, endedAt }: Figures,
  range: Range,
): { band: string; line: string } {
  const most = stretches.reduce((high, one) => Math.max(high, one.events), 1)
  const x = (at: number) => (fractionOf(at, range) * 1_000).toFixed(1)
  const band = stretches
    .filter((one) => one.events > 0)
    .map(({ at, events }) => {
      const left = Number(x(at))
      const width = Math.max(1.5, Number(x(at + widthMs)) - left)
      const height = Math.max(2, 30 * Math.sqrt(events / most))
      return `M${left} 36v${-height.toFixed(1)}h${width.toFixed(1)}V36z`
    })
    .join('')
  const y = (percent: number) => (34 - (percent / 100) * 32).toFixed(1)
  const steps = progress.map(({ at, value }, i) =>
    i === 0 ? `M${x(at)} ${y(value)}` : `H${x(at)}V${y(value)}`,
  )
  return { band, line: steps.length === 0 ? '' : `${steps.join('')}H${x(endedAt)}` }
}
