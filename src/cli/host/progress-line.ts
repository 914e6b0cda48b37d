// How far something long is, on one line of standard error that is rewritten; in a pipe nothing is said, since nobody is
// there to wait. It also hears the person who wants it to end.

import type { Told } from '../../engine/index.ts'
import { cutToWidth } from '../terminal/width.ts'
import type { CliHost } from './host.ts'

const paceMs = 100

export type Progress = Told & {
  /** Makes room for a line of another's; the next amount is shown again. */
  readonly clear: () => void
  /** Takes the line away. */
  readonly end: () => void
}

/** `formatAmount` says a number of what is being done; bytes for copies. */
export function startProgress(
  host: CliHost,
  formatAmount: (amount: number) => string = formatNumber,
): Progress {
  const { err } = host
  const abort = new AbortController()
  const leave = host.onInterrupt(() => abort.abort())
  let saidAt = Number.NEGATIVE_INFINITY
  let shown = false
  const clear = () => {
    if (shown) err.write('\r\u001b[K')
    shown = false
  }
  return {
    signal: abort.signal,
    told: (sentence, done, total) => {
      const now = performance.now()
      if (!err.live || now - saidAt < paceMs) return
      saidAt = now
      shown = true
      const amount = total === null ? formatAmount(done) : `${formatAmount(done)} of ${formatAmount(total)}`
      err.write(`\r\u001b[K${cutToWidth(`${sentence}: ${amount}`, Math.max(1, (err.columns() ?? 80) - 1))}`)
    },
    clear,
    end: () => {
      leave()
      clear()
    },
  }
}

function formatNumber(amount: number): string {
  return amount.toLocaleString('en-US')
}
