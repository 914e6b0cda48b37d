// Marks in a chart besides its values: gaps, later attempts, named moments, the playhead. Drawn on the chart's canvas, in
// its scale.

import uPlot from 'uplot'
import type { Inks } from './inks.ts'

/** What is marked in a chart, in units of its x axis. */
export type Marks = {
  /** Gaps. */
  readonly spans: readonly (readonly [from: number, to: number])[]
  /** Starts of later attempts. */
  readonly lines: readonly number[]
  /** Named moments, in order. */
  readonly flags?: readonly { readonly at: number; readonly word: string }[]
  /** The playhead. */
  readonly head: number | null
}

export const chartFont = '"Inter Variable", system-ui, sans-serif'

/** Gaps as hatched areas and attempts as dashed lines, behind the values. */
export function drawSpans(chart: uPlot, inks: Inks, { spans, lines }: Marks): void {
  const { ctx, bbox } = chart
  const x = (value: number) => chart.valToPos(value, 'x', true)
  ctx.save()
  ctx.beginPath()
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
  ctx.clip()
  ctx.strokeStyle = inks.warn
  ctx.globalAlpha = 0.45
  ctx.lineWidth = 1
  for (const [from, to] of spans) {
    const [left, right] = [x(from), Math.max(x(from) + 2, x(to))]
    ctx.save()
    ctx.beginPath()
    ctx.rect(left, bbox.top, right - left, bbox.height)
    ctx.clip()
    ctx.beginPath()
    for (let at = left - bbox.height; at < right; at += 6) {
      ctx.moveTo(at, bbox.top + bbox.height)
      ctx.lineTo(at + bbox.height, bbox.top)
    }
    ctx.stroke()
    ctx.restore()
  }
  ctx.strokeStyle = inks['ink-3']
  ctx.globalAlpha = 0.7
  ctx.setLineDash([3, 3])
  for (const line of lines) vertical(chart, x(line))
  ctx.restore()
}

/** Named moments as thin lines; a name is drawn below the previous one where they would overlap. */
export function drawFlags(chart: uPlot, inks: Inks, { flags = [] }: Marks): void {
  const { ctx, bbox } = chart
  const { pxRatio } = uPlot
  const line = 14 * pxRatio
  ctx.save()
  ctx.font = `${11 * pxRatio}px ${chartFont}`
  ctx.textAlign = 'left'
  ctx.textBaseline = 'top'
  ctx.fillStyle = inks['ink-3']
  ctx.strokeStyle = inks['ink-3']
  ctx.lineWidth = pxRatio
  let [end, row] = [Number.NEGATIVE_INFINITY, 0]
  for (const { at, word } of flags) {
    const x = chart.valToPos(at, 'x', true)
    if (x < bbox.left || x > bbox.left + bbox.width) continue
    const width = ctx.measureText(word).width + 10 * pxRatio
    const left = x + width > bbox.left + bbox.width ? x - width : x + 5 * pxRatio
    row = left < end ? row + 1 : 0
    end = left + width
    ctx.globalAlpha = 0.55
    vertical(chart, x)
    ctx.globalAlpha = 1
    ctx.fillText(word, left, bbox.top + 2 * pxRatio + row * line)
  }
  ctx.restore()
}

/** The playhead. */
export function drawHead(chart: uPlot, inks: Inks, { head }: Marks): void {
  if (head === null) return
  const place = chart.valToPos(head, 'x', true)
  const { left, width } = chart.bbox
  if (place < left || place > left + width) return
  chart.ctx.save()
  chart.ctx.strokeStyle = inks.accent
  chart.ctx.lineWidth = 2
  vertical(chart, place)
  chart.ctx.restore()
}

function vertical({ ctx, bbox }: uPlot, x: number): void {
  ctx.beginPath()
  ctx.moveTo(x, bbox.top)
  ctx.lineTo(x, bbox.top + bbox.height)
  ctx.stroke()
}
