// Whether memory is flat: the slope of a line through the measurements, those of the beginning left out, in which caches
// fill and code is compiled.

export type Sample = { readonly at: number; readonly heapMb: number; readonly rssMb: number }

/** Without the first fifth. `at` in seconds. */
export function steady(samples: readonly Sample[]): readonly Sample[] {
  return samples.slice(Math.floor(samples.length / 5))
}

/** MB per hour, by least squares; 0 for fewer than two samples. */
export function slopePerHour(samples: readonly Sample[], of: (sample: Sample) => number): number {
  if (samples.length < 2) return 0
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
  const at = mean(samples.map((one) => one.at))
  const value = mean(samples.map(of))
  const over = samples.reduce((sum, one) => sum + (one.at - at) * (of(one) - value), 0)
  const under = samples.reduce((sum, one) => sum + (one.at - at) ** 2, 0)
  return under === 0 ? 0 : (over / under) * 3_600
}
