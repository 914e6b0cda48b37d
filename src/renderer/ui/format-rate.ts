// A rate in words.

/** Made once: `toLocaleString` with options makes a formatter each time, and every row of the board says rates each second. */
const oneDigit = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

/** Events per second: `3.4`, `120`, `12,000`. */
export function formatRate(perSecond: number): string {
  if (perSecond === 0) return '0'
  if (perSecond < 0.1) return perSecond.toFixed(3)
  return oneDigit.format(perSecond < 10 ? perSecond : Math.round(perSecond))
}
