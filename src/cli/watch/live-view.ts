// A watch on a terminal: one line that is rewritten in place each second and with each change. Gaps, notices and alerts stay
// above it, for they are what a person should not miss.

import { formatNotice } from '../../core/run/notice.ts'
import { jobWordOf } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { formatGap } from '../../core/run/words.ts'
import { alertSentence } from '../host/alert-line.ts'
import { formatTime } from '../terminal/format-time.ts'
import type { Output } from '../terminal/output.ts'
import { printable } from '../terminal/printable.ts'
import { liveLine } from './live-line.ts'
import type { Note } from './notes.ts'
import { formatOutcome } from './outcome.ts'
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
  const stay = (text: string) => {
    out.write(`${clearLine}${printable(text)}\n`)
    draw()
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
      const text = toStay(note)
      if (text !== null) stay(text)
    },
    alert: (alert) => stay(`${formatTime(alert.resolvedAt ?? alert.at)}  alert  ${alertSentence(alert)}`),
    event: () => {},
    state: (next) => {
      run = next
      draw()
    },
    end: (outcome, last) => {
      clearInterval(timer)
      const title = run === null ? '' : `${printable(run.title)}  `
      out.write(`${clearLine}${title}${formatOutcome(outcome, jobWordOf(last))}\n`)
    },
  }
}

/** What is to be seen after the line has changed; null for what the line itself says. */
function toStay(note: Note): string | null {
  if (note.type === 'notice') return formatNotice(note.notice)
  return note.type === 'gap' && note.gap.until !== null ? formatGap(note.gap, formatTime) : null
}
