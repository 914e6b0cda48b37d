// Whether memory is flat: the slope of a line through the measurements, those of the beginning left out, in which caches
// fill and code is compiled.

/** `at` in seconds. */
type Timed = { readonly at: number }
export type Sample = Timed & { readonly heapMb: number; readonly rssMb: number }

/** Without the first fifth. */
export function steady<S>(samples: readonly S[]): readonly S[] {
  return samples.slice(Math.floor(samples.length / 5))
}

/** MB per hour, by least squares; 0 for fewer than two samples. */
export function slopePerHour<S extends Timed>(samples: readonly S[], of: (sample: S) => number): number {
  if (samples.length < 2) return 0
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
  const at = mean(samples.map((one) => one.at))
  const value = mean(samples.map(of))
  const over = samples.reduce((sum, one) => sum + (one.at - at) * (of(one) - value), 0)
  const under = samples.reduce((sum, one) => sum + (one.at - at) ** 2, 0)
  return under === 0 ? 0 : (over / under) * 3_600
}

/** MB by which the line through the samples rises from the first to the last. */
export function gained<S extends Timed>(samples: readonly S[], of: (sample: S) => number): number {
  return (slopePerHour(samples, of) * ((samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0))) / 3_600
}
