// A rate in words.

/** Events per second: `3.4`, `120`, `12,000`. */
export function formatRate(perSecond: number): string {
  if (perSecond === 0) return '0'
  if (perSecond < 0.1) return perSecond.toFixed(3)
  return perSecond < 10
    ? perSecond.toLocaleString('en-US', { maximumFractionDigits: 1 })
    : Math.round(perSecond).toLocaleString('en-US')
}
