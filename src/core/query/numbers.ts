// Numbers as people write them in a query: decimal, with an exponent, with a percent sign that means nothing.

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?%?$/i

/** The number that `text` is; null where it is none. Never -0 and never infinite. */
export function numberOf(text: string): number | null {
  if (!decimal.test(text)) return null
  const number = Number(text.replace('%', ''))
  return Number.isFinite(number) ? number + 0 : null
}
