// Downsamples measured points for drawing without losing extremes or counts. Pure arithmetic over times (epoch ms) and
// numbers; it knows nothing of runs.

/** One value at one time. */
export type Point = { readonly at: number; readonly value: number }

/** How often something took between `fromMs` (included) and `toMs` (not included; null: no limit). */
export type Bar = { readonly fromMs: number; readonly toMs: number | null; readonly count: number }

/**
 * At most about `most` of `points`, which are in order of time. Time is cut into equal stretches, and of each the first,
 * the lowest, the highest and the last point stay: a peak of one event is still seen.
 */
export function thin(points: readonly Point[], most: number): readonly Point[] {
  const [first, last] = [points[0], points.at(-1)]
  if (points.length <= most || first === undefined || last === undefined) return points
  const stretches = Math.max(1, Math.floor(most / 4))
  const width = Math.max(1, last.at - first.at) / stretches
  const kept: Point[] = []
  let begin = 0
  while (begin < points.length) {
    const place = Math.floor(((points[begin] ?? first).at - first.at) / width)
    let [end, low, high] = [begin, begin, begin]
    for (let i = begin; i < points.length; i++) {
      const point = points[i] ?? first
      if (Math.floor((point.at - first.at) / width) !== place) break
      if (point.value < (points[low] ?? first).value) low = i
      if (point.value > (points[high] ?? first).value) high = i
      end = i
    }
    for (const i of [...new Set([begin, low, high, end])].toSorted((a, b) => a - b))
      kept.push(points[i] ?? first)
    begin = end + 1
  }
  return kept
}

const steps = [1, 2, 5]

/** The shortest of 1, 2, 5, 10, 20 … ms that cuts `spanMs` into at most `most` stretches. */
export function roundWidth(spanMs: number, most: number): number {
  for (let ten = 1; ; ten *= 10) {
    for (const step of steps) if (spanMs / (step * ten) < most) return step * ten
  }
}

/** The value that `part` (0–1) of `sorted`, ascending, does not exceed: the nearest rank. Null of nothing. */
export function quantile(sorted: ArrayLike<number>, part: number): number | null {
  const rank = Math.min(sorted.length, Math.max(1, Math.ceil(part * sorted.length)))
  return sorted[rank - 1] ?? null
}

const edges = [0, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000]

/** `sorted` durations in ms, ascending, on a scale where each bar spans about three times the one before; empty ends left out. */
export function histogram(sorted: ArrayLike<number>): readonly Bar[] {
  const counts = new Array<number>(edges.length).fill(0)
  let edge = 0
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i] ?? 0
    while (edge < edges.length - 1 && value >= (edges[edge + 1] ?? 0)) edge++
    counts[edge] = (counts[edge] ?? 0) + 1
  }
  const bars = counts.map((count, i) => ({ fromMs: edges[i] ?? 0, toMs: edges[i + 1] ?? null, count }))
  const [first, last] = [bars.findIndex((bar) => bar.count > 0), bars.findLastIndex((bar) => bar.count > 0)]
  return first < 0 ? [] : bars.slice(first, last + 1)
}
