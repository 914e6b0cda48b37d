// A duration as a form has it: a number as it is typed, and a unit. Pure.

export const spanUnits = ['s', 'min', 'h', 'd'] as const
export type SpanUnit = (typeof spanUnits)[number]
export type Span = { readonly count: string; readonly unit: SpanUnit }

export const unitWords: Readonly<Record<SpanUnit, string>> = {
  s: 'seconds',
  min: 'minutes',
  h: 'hours',
  d: 'days',
}

const unitMs: Readonly<Record<SpanUnit, number>> = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 }

/** `ms` in its largest whole unit; 0 is in the unit `zero`. */
export function spanOf(ms: number, zero: SpanUnit = 'min'): Span {
  if (ms === 0) return { count: '0', unit: zero }
  const unit = spanUnits.findLast((one) => ms % unitMs[one] === 0) ?? 's'
  return { count: String(ms / unitMs[unit]), unit }
}

/** How long `span` is, ms; null where what was typed is no number. */
export function spanMs({ count, unit }: Span): number | null {
  const number = numberOf(count)
  return number === null ? null : Math.round(number * unitMs[unit])
}

/** A number as people type it, with a point or a comma; null where it is none, or below zero. */
export function numberOf(text: string): number | null {
  const clean = text.trim().replace(',', '.')
  return /^\d+(\.\d+)?$/.test(clean) ? Number(clean) : null
}
