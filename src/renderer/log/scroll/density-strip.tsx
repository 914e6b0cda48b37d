// The density strip: the whole log at a glance, and its scroll bar. A histogram shows how busy each part was; errors,
// warnings, gaps and attempts have a column each, and a shape where there is room; a frame marks the visible rows. SVG paths, not a canvas: they
// follow the theme and forced colours by themselves, and cost less.

import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type ReactElement,
  useMemo,
  useRef,
  useState,
} from 'react'
import { formatCount } from '../../../core/basics/quantities.ts'
import type { DensityBucket } from '../../../core/contract/calls/log.ts'
import { formatTime } from '../../ui/format-time.ts'
import { useSize } from '../../ui/use-size.ts'
import {
  binHeight,
  binsOf,
  bucketOf,
  fades,
  type Mark,
  marksOf,
  ratesOf,
  type Strip,
  seqAt,
  yOf,
} from './strip-shape.ts'

const width = 44
const profileWidth = 24
const markStep = 7
const minFrame = 8
/** What can be pressed is at least this high, px. */
const minTarget = 24

type Props = {
  readonly strip: Strip
  /** The sequence numbers of the first and last visible event. */
  readonly visible: readonly [first: number, last: number]
  /** The event at the moment that is looked at; null for the present. */
  readonly past: number | null
  /** The time of day of the first visible event, for screen readers. */
  readonly at: string
  /** To scroll event `seq` to the middle of the list; `ended`: the drag is over. */
  readonly onSeek: (seq: number, ended: boolean) => void
  readonly controls: string
  /** The height of all rows, px: a log that does not fill the list has a strip no taller than itself. */
  readonly rowsHeight: number
}

/** The strip, a slider. `controls` is the id of the list. */
export function DensityStrip({
  strip,
  visible,
  past,
  at,
  onSeek,
  controls,
  rowsHeight,
}: Props): ReactElement {
  const ref = useRef<HTMLDivElement>(null)
  const { height } = useSize(ref)
  const [hover, setHover] = useState<number | null>(null)
  const { events } = strip
  const [first, last] = visible

  const seqOf = (event: PointerEvent): number => {
    const box = ref.current?.getBoundingClientRect()
    return box === undefined ? first : seqAt(event.clientY - box.top, events, box.height)
  }
  const dragging = (event: PointerEvent) => event.currentTarget.hasPointerCapture(event.pointerId)

  function onKeyDown(event: KeyboardEvent): void {
    const step = Math.max(1, last - first)
    const steps: Record<string, number> = {
      ArrowDown: step,
      ArrowUp: -step,
      ArrowRight: step,
      ArrowLeft: -step,
      PageDown: Math.ceil(events / 10),
      PageUp: -Math.ceil(events / 10),
      Home: -events,
      End: events,
    }
    const by = steps[event.key]
    if (by === undefined) return
    event.preventDefault()
    const middle = Math.round((first + last) / 2)
    onSeek(Math.min(events, Math.max(1, middle + by)), true)
  }

  const top = Math.min(yOf(first, events, height), height - minFrame)
  const tall = Math.max(minFrame, yOf(last + 1, events, height) - yOf(first, events, height))
  return (
    <div className="relative shrink-0 border-line border-l" style={{ width }}>
      <div
        ref={ref}
        role="slider"
        tabIndex={0}
        data-arrows
        aria-label="Place in the log"
        aria-controls={controls}
        aria-orientation="vertical"
        aria-valuemin={1}
        aria-valuemax={Math.max(1, events)}
        aria-valuenow={first}
        aria-valuetext={`event ${first.toLocaleString('en-US')} of ${events.toLocaleString('en-US')}, ${at}`}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          onSeek(seqOf(event), false)
        }}
        onPointerMove={(event) => {
          setHover(seqOf(event))
          if (dragging(event)) onSeek(seqOf(event), false)
        }}
        onPointerUp={(event) => {
          if (dragging(event)) onSeek(seqOf(event), true)
        }}
        onPointerLeave={() => setHover(null)}
        style={{ height: `min(100%, ${Math.max(minTarget, rowsHeight)}px)` }}
        className="absolute inset-x-0 top-0 touch-none overflow-hidden focus-visible:outline-offset-[-2px]"
      >
        {height > 0 && <Drawing strip={strip} height={height} />}
        <span
          aria-hidden="true"
          style={{ top, height: Math.min(tall, height) }}
          className="pointer-events-none absolute inset-x-0 border-accent border-y bg-select forced-colors:border-2"
        />
        {past !== null && (
          <span
            aria-hidden="true"
            style={{ top: Math.max(0, yOf(past + 1, events, height) - 1) }}
            className="pointer-events-none absolute inset-x-0 border-accent border-t-2"
          />
        )}
      </div>
      {hover !== null && (
        <HoverText strip={strip} seq={hover} y={yOf(hover, events, height)} height={height} />
      )}
    </div>
  )
}

/** The part that does not change while scrolling. */
const Drawing = memo(function Drawing({
  strip,
  height,
}: {
  readonly strip: Strip
  readonly height: number
}): ReactElement {
  const bins = useMemo(() => binsOf(strip, height, profileWidth), [strip, height])
  const marks = useMemo(() => marksOf(strip, height, markStep), [strip, height])
  const line = ({ y }: Mark) => `M1 ${y}H${width}`
  return (
    <svg aria-hidden="true" width={width} height={height} className="absolute inset-0">
      {fades.map((fade) => (
        <path
          key={fade}
          d={bins
            .filter((bin) => bin.fade === fade)
            .map((bin) => `M${width} ${bin.y}h${-bin.width}v${binHeight}H${width}Z`)
            .join('')}
          fill="currentColor"
          opacity={fade * 0.5}
          className="text-ink-3"
        />
      ))}
      <path
        d={marks.attempts.map(line).join('')}
        stroke="currentColor"
        className="text-edge forced-colors:text-[CanvasText]"
      />
      <path
        d={marks.gaps.map(line).join('')}
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray="3 2"
        className="text-warn"
      />
      <Shapes marks={marks.warnings} shape={triangle} cell={10.5} ink="text-warn" />
      <Shapes marks={marks.errors} shape={diamond} cell={2} ink="text-bad" />
    </svg>
  )
})

const triangle = (y: number) => `M13.5 ${y - 3}l3.4 6h-6.8z`
const diamond = (y: number) => `M5 ${y - 3.5}l3.5 3.5l-3.5 3.5l-3.5 -3.5z`
const cellWidth = 6

/** Marks of one sort in their column: a shape where one is alone, else a cell as strong as they are many. */
function Shapes({
  marks,
  shape,
  cell,
  ink,
}: {
  readonly marks: readonly Mark[]
  readonly shape: (y: number) => string
  readonly cell: number
  readonly ink: string
}): ReactElement {
  const draw = ({ y, alone }: Mark) =>
    alone ? shape(y) : `M${cell} ${y - markStep / 2}h${cellWidth}v${markStep - 1}h${-cellWidth}z`
  return (
    <>
      {fades.map((fade) => (
        <path
          key={fade}
          d={marks
            .filter((mark) => mark.fade === fade)
            .map(draw)
            .join('')}
          fill="currentColor"
          opacity={fade}
          className={ink}
        />
      ))}
    </>
  )
}

type HoverProps = { readonly strip: Strip; readonly seq: number; readonly y: number; readonly height: number }

function HoverText({ strip, seq, y, height }: HoverProps): ReactElement | null {
  const bucket = bucketOf(seq, strip.buckets)
  if (bucket === undefined) return null
  return (
    <div
      aria-hidden="true"
      style={{ top: Math.max(0, Math.min(height - 56, y - 18)), right: width + 6 }}
      className="pointer-events-none absolute z-10 w-max rounded-md bg-overlay px-2 py-1 text-small shadow-pop"
    >
      <p className="font-medium tabular-nums">
        {formatTime(bucket.firstAt)}
        {formatTime(bucket.lastAt) !== formatTime(bucket.firstAt) && `–${formatTime(bucket.lastAt)}`}
      </p>
      {formatBucket(bucket, strip).map((line) => (
        <p key={line} className="text-ink-2 tabular-nums">
          {line}
        </p>
      ))}
    </div>
  )
}

function formatBucket(bucket: DensityBucket, strip: Strip): string[] {
  const rate = ratesOf([bucket, ...strip.buckets.filter((one) => one.from === bucket.to + 1)])[0] ?? 0
  const perSecond = rate >= 10 ? Math.round(rate).toLocaleString('en-US') : rate.toFixed(1)
  const marks = [
    bucket.errors > 0 && `◆ ${formatCount(bucket.errors, 'error')}`,
    bucket.warnings > 0 && `▲ ${formatCount(bucket.warnings, 'warning')}`,
    bucket.gaps > 0 && `┅ ${formatCount(bucket.gaps, 'gap')}`,
    bucket.attempts > 0 && `— ${formatCount(bucket.attempts, 'attempt')}`,
  ].filter((mark) => mark !== false)
  const count = formatCount(bucket.to - bucket.from + 1, 'event')
  return [`${count}, ${perSecond} per second`, ...(marks.length === 0 ? [] : [marks.join('  ')])]
}
