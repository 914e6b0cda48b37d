// A terminal that beckons: it rings when the run begins to need someone, and its title says how the run is, so that a window
// among many is found. Terminals that keep no titles are left with an empty one, which most of them fill by themselves.

import { needsPerson, whyNeeds } from '../../core/run/marks.ts'
import { jobWordOf } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { formatTime } from '../terminal/format-time.ts'
import type { Output } from '../terminal/output.ts'
import { printable } from '../terminal/printable.ts'
import { cutToWidth } from '../terminal/width.ts'

const bell = '\u0007'
/** xterm's own: the title goes onto a pile, and comes back from it. */
const keepTitle = '\u001b[22;2t'
const giveBackTitle = '\u001b[23;2t'
const titleColumns = 100

export type Beckon = {
  readonly state: (run: RunSummary) => void
  /** Rings: an alert that was asked for was raised. */
  readonly ring: () => void
  /** Puts the title back. */
  readonly end: () => void
}

/** Beckons over `out`, which must be a terminal. */
export function createBeckon(out: Output): Beckon {
  let isNeeded: boolean | null = null
  let shown: string | null = null
  const setTitle = (text: string) => out.write(`\u001b]2;${text}${bell}`)
  const ring = () => out.write(bell)
  return {
    state: (run) => {
      const needs = needsPerson(run)
      // What needed someone before the watch began is no news.
      if (needs && isNeeded === false) ring()
      isNeeded = needs
      const title = titleOf(run)
      if (title === shown) return
      if (shown === null) out.write(keepTitle)
      shown = title
      setTitle(title)
    },
    ring: () => {
      // What it tells of needs someone, which is then no further news.
      isNeeded = true
      ring()
    },
    end: () => {
      if (shown === null) return
      setTitle('')
      out.write(giveBackTitle)
    },
  }
}

function titleOf(run: RunSummary): string {
  const { percent } = run.job
  const how = percent === null ? jobWordOf(run) : `${Math.floor(percent)} %`
  const why = needsPerson(run) ? `! ${whyNeeds(run, formatTime)?.replace(/^In Needs me: /, '') ?? ''} ` : ''
  return cutToWidth(printable(`${why}${run.title}: ${how}`), titleColumns)
}
