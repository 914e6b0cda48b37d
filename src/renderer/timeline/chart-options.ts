// The options of uPlot for all charts: hairlines, one accent colour, drag to zoom, one cursor for all charts of a group.
// Pure, apart from the given colours.

import uPlot from 'uplot'
import { chartFont, drawFlags, drawHead, drawSpans, type Marks } from './chart-marks.ts'
import type { InkName, Inks } from './inks.ts'

export type Series = {
  readonly name: string
  readonly ink: InkName
  readonly dashed?: boolean
  readonly filled?: boolean
  /** Columns instead of a line: each is a bucket of time that starts at its x. */
  readonly columns?: boolean
  readonly values: readonly (number | null)[]
}

export type ChartConfig = {
  readonly series: readonly Series[]
  readonly inks: Inks
  readonly log: boolean
  /** Fixed range of the y axis; null for a range by the values. */
  readonly range: readonly [number, number] | null
  /** The label of the x axis at `x`, with ticks `stepMs` apart. */
  readonly formatX: (x: number, stepMs: number) => string
  readonly formatY: (y: number) => string
  readonly group: string
  readonly marks: () => Marks
  readonly onZoom: (span: readonly [number, number] | null) => void
  readonly onCursor: (index: number | null) => void
  readonly onPick: ((x: number) => void) | null
}

const seconds = [1, 2, 5, 10, 15, 30]
const second = 1_000
/** Distances between ticks, ms: round numbers of time units. */
const ticks = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...seconds.map((n) => n * second),
  ...seconds.map((n) => n * 60 * second),
  ...[1, 2, 3, 6, 12].map((n) => n * 3_600 * second),
  ...[1, 2, 5, 10, 30, 100, 300, 1_000].map((n) => n * 86_400 * second),
]
/** A press that moves less than this (px) is a click. */
const slack = 4
const doubleMs = 220
/** A value holds until the next one. */
const stepped = uPlot.paths.stepped?.({ align: 1 })
const columns = uPlot.paths.bars?.({ align: 1, size: [0.85, 24, 2] })
const font = `11px ${chartFont}`

/** The options of a chart of `width` × `height` px. */
export function chartOptions(config: ChartConfig, width: number, height: number): uPlot.Options {
  const { inks, log, range, formatX, formatY, group, marks, onZoom, onCursor, onPick } = config
  const axis = {
    stroke: inks['ink-3'],
    font,
    grid: { stroke: inks.line, width: 1 },
    ticks: { show: false },
    gap: 6,
  }
  return {
    width,
    height,
    padding: [8, 28, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: false, auto: false },
      y: {
        distr: log ? 3 : 1,
        log: 10,
        range: range === null ? (log ? logRange : zeroRange) : [range[0], range[1]],
      },
    },
    axes: [
      {
        ...axis,
        incrs: ticks,
        space: 84,
        size: 24,
        values: (_, splits, _axis, _space, step) => splits.map((split) => formatX(split, step)),
      },
      {
        ...axis,
        size: 64,
        space: 26,
        values: (_, splits) => splits.map((split) => (split === null ? null : formatY(split))),
        ...(log ? { filter: onlyTens, grid: { ...axis.grid, filter: onlyTens } } : {}),
      },
    ],
    series: [{}, ...config.series.map((one) => drawn(one, inks))],
    cursor: {
      x: true,
      y: false,
      points: { size: 7 },
      drag: { x: true, y: false, setScale: false },
      sync: {
        key: group,
        scales: ['x', null],
        setSeries: false,
        // Only the cursor is shared between charts by uPlot; the zoom is shared by their parent.
        filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' },
      },
      bind: {
        dblclick: () => () => {
          onZoom(null)
          return null
        },
      },
    },
    hooks: {
      ...(onPick === null ? {} : { ready: [(chart: uPlot) => followClicks(chart, onPick)] }),
      setCursor: [(chart) => onCursor(chart.cursor.idx ?? null)],
      setSelect: [
        (chart) => {
          const { left, width: wide } = chart.select
          if (wide > slack) onZoom([chart.posToVal(left, 'x'), chart.posToVal(left + wide, 'x')])
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
        },
      ],
      drawClear: [(chart) => drawSpans(chart, inks, marks())],
      draw: [(chart) => drawFlags(chart, inks, marks()), (chart) => drawHead(chart, inks, marks())],
    },
  }
}

/** Calls `onPick` for a click that is neither a drag nor the first half of a double click. */
function followClicks({ over, posToVal }: uPlot, onPick: (x: number) => void): void {
  let pressedAt = 0
  let later: ReturnType<typeof setTimeout> | undefined
  over.addEventListener('mousedown', (event) => {
    pressedAt = event.clientX
  })
  over.addEventListener('click', (event) => {
    clearTimeout(later)
    if (event.detail > 1 || Math.abs(event.clientX - pressedAt) > slack) return
    const x = posToVal(event.clientX - over.getBoundingClientRect().left, 'x')
    later = setTimeout(() => onPick(x), doubleMs)
  })
}

function drawn(
  { name, ink, dashed = false, filled = false, columns: asColumns = false }: Series,
  inks: Inks,
) {
  const paths = asColumns ? columns : stepped
  return {
    label: name,
    stroke: inks[ink],
    width: asColumns ? 0 : 1.5,
    ...(dashed ? { dash: [5, 4] } : {}),
    ...(asColumns ? { fill: faint(inks[ink], 0.55) } : filled ? { fill: faint(inks[ink], 0.14) } : {}),
    ...(paths === undefined ? {} : { paths }),
    points: { show: false },
  }
}

function faint(ink: string, part: number): string {
  return `color-mix(in oklab, ${ink} ${part * 100}%, transparent)`
}

function onlyTens(_: uPlot, splits: number[]): (number | null)[] {
  return splits.map((one) => (isTen(one) ? one : null))
}

function isTen(value: number): boolean {
  return Number.isInteger(Math.round(Math.log10(value) * 1e6) / 1e6)
}

function logRange(_: uPlot, low: number | null, high: number | null): [number, number] {
  const from = 10 ** Math.floor(Math.log10(Math.max(1, low ?? 1)))
  return [from, 10 ** Math.ceil(Math.log10(Math.max(from * 10, high ?? 10)))]
}

function zeroRange(_: uPlot, _low: number | null, high: number | null): [number, number] {
  return [0, Math.max(1, (high ?? 1) * 1.1)]
}
