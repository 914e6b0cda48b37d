// One chart over time, drawn by uPlot: its title, the values under the cursor, the lines. Charts of one page share their
// zoom, which belongs to the parent. For screen readers it is one picture; a table has the numbers.

import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react'
import uPlot from 'uplot'
import { useSize } from '../ui/use-size.ts'
import type { Marks } from './chart-marks.ts'
import { chartOptions, type Series } from './chart-options.ts'
import { useInks } from './inks.ts'
import type { Span } from './zoom.ts'

export type { Span } from './zoom.ts'

type Props = {
  readonly title: string
  /** The description for screen readers. */
  readonly summary: string
  /** Ascending. */
  readonly xs: readonly number[]
  readonly series: readonly Series[]
  readonly marks: Marks
  readonly group: string
  /** The visible range of the x axis. */
  readonly span: Span
  readonly formatX: (x: number, stepMs: number) => string
  readonly formatY: (y: number) => string
  /** Formats a value under the cursor, where that differs from the axis. */
  readonly formatValue?: (y: number) => string
  /** Formats the position of the cursor, where that differs from the axis. */
  readonly formatPosition?: (x: number) => string
  readonly onZoom: (span: Span | null) => void
  readonly onPick?: (x: number) => void
  readonly range?: readonly [number, number]
  readonly log?: boolean
}

const height = 148

/** The chart. `group`: charts of one group share their cursor. */
export function Chart(props: Props): ReactElement {
  const { title, summary, xs, series, marks, group, span, range = null, log = false } = props
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot | null>(null)
  const latest = useRef(props)
  latest.current = props
  const [index, setIndex] = useState<number | null>(null)
  const inks = useInks()
  const { width } = useSize(box)
  const data = useMemo(
    () => [xs, ...series.map((one) => one.values)] as unknown as uPlot.AlignedData,
    [xs, series],
  )
  const shape = series
    .map(({ name, ink, dashed, filled, columns }) => [name, ink, dashed, filled, columns].join(' '))
    .join('\n')

  // biome-ignore lint/correctness/useExhaustiveDependencies: data, span and size are followed below
  useEffect(() => {
    if (box.current === null || inks === null || width === 0) return
    const created = new uPlot(
      chartOptions(
        {
          series,
          inks,
          log,
          range,
          group,
          formatX: (x, step) => latest.current.formatX(x, step),
          formatY: (y) => latest.current.formatY(y),
          marks: () => latest.current.marks,
          onZoom: (zoom) => latest.current.onZoom(zoom),
          onCursor: setIndex,
          onPick: latest.current.onPick === undefined ? null : (x) => latest.current.onPick?.(x),
        },
        width,
        height,
      ),
      data,
      box.current,
    )
    created.setScale('x', { min: span[0], max: span[1] })
    chart.current = created
    return () => {
      created.destroy()
      chart.current = null
    }
  }, [inks, log, group, shape, width === 0])

  useEffect(() => {
    chart.current?.setSize({ width, height })
  }, [width])
  useEffect(() => {
    chart.current?.setData(data, false)
    chart.current?.setScale('x', { min: span[0], max: span[1] })
  }, [data, span])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the marks are the reason to draw again
  useEffect(() => chart.current?.redraw(false), [marks])

  return (
    <figure className="m-0 min-w-0" aria-label={title}>
      <figcaption className="flex h-5 items-baseline justify-between gap-4">
        <span className="flex items-baseline gap-3">
          <span className="font-medium text-ink-2 text-small">{title}</span>
          {series.length > 1 && <Legend series={series} />}
        </span>
        <Readout {...props} index={index} />
      </figcaption>
      <div ref={box} role="img" aria-label={summary} className="h-37 w-full overflow-hidden" />
    </figure>
  )
}

const swatches = { accent: 'bg-accent', ok: 'bg-ok', warn: 'bg-warn' } as const

function Legend({ series }: Pick<Props, 'series'>): ReactElement {
  return (
    <>
      {series.map(({ name, ink, dashed = false }) => (
        <span key={name} className="flex items-center gap-1.5 text-ink-3 text-tiny">
          <span
            aria-hidden="true"
            className={`h-0.5 w-4 ${ink in swatches ? swatches[ink as keyof typeof swatches] : 'bg-ink-3'} ${dashed ? 'opacity-60' : ''}`}
          />
          {name}
        </span>
      ))}
    </>
  )
}

/** The values under the cursor. */
function Readout({
  xs,
  series,
  formatX,
  formatY,
  formatValue = formatY,
  formatPosition = (x) => formatX(x, 1),
  index,
}: Props & { readonly index: number | null }): ReactElement | null {
  const x = index === null ? undefined : xs[index]
  if (index === null || x === undefined) return null
  const values = series
    .map(({ name, values }) => {
      const value = values[index]
      return value == null ? null : series.length > 1 ? `${name} ${formatValue(value)}` : formatValue(value)
    })
    .filter((one) => one !== null)
  return (
    <span className="truncate text-ink-2 text-tiny tabular-nums">
      {formatPosition(x)} ·{' '}
      <span className="font-medium text-ink">{values.length === 0 ? 'nothing' : values.join(' · ')}</span>
    </span>
  )
}
