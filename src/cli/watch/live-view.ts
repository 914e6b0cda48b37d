// A watch on a terminal: one line that is rewritten in place each second and with each change. Gaps stay above it, for
// they are what a person should not miss.

import type { RunSummary } from '../../core/run.ts'
import { sayGap } from '../../core/words.ts'
import type { Output } from '../terminal/output.ts'
import { printable } from '../terminal/printable.ts'
import { sayTime } from '../terminal/say-time.ts'
import { liveLine } from './live-line.ts'
import { sayOutcome } from './outcome.ts'
import type { View } from './view.ts'

/** Back to the line's beginning, and nothing left of it (ECMA-48, EL). */
export const clearLine = '\r\u001b[K'
const againMs = 1_000

/** Draws until `end` is called; the output must be a terminal's. */
export function createLiveView(out: Output): View {
  let run: RunSummary | null = null
  const draw = () => {
    // The last column stays free: a terminal that wraps there would leave a line behind.
    const columns = Math.max(1, (out.columns() ?? 80) - 1)
    if (run !== null) out.write(clearLine + liveLine(run, Date.now(), columns, out.colours))
  }
  const timer = setInterval(draw, againMs)
  timer.unref()

  return {
    wantsEvents: false,
    begin: (first) => {
      run = first
      draw()
    },
    note: (note) => {
      if (note.type !== 'gap' || note.gap.until === null) return
      out.write(`${clearLine}${printable(sayGap(note.gap, sayTime))}\n`)
      draw()
    },
    event: () => {},
    state: (next) => {
      run = next
      draw()
    },
    end: (outcome) => {
      clearInterval(timer)
      const title = run === null ? '' : `${printable(run.title)}  `
      out.write(`${clearLine}${title}${sayOutcome(outcome)}\n`)
    },
  }
}
