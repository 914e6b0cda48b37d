// Why a log shows no row, in one sentence. Pure.

import { formatCount } from '../../core/basics/quantities.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isOpen } from '../../core/run/states.ts'
import { connectionWords } from '../../core/run/words.ts'

/** The reason why the log of `run` is empty; `pings`: whether pings are shown. */
export function formatEmptyLog(run: RunSummary, pings: boolean): string {
  if (run.events > 0 && !pings) return `Only ${formatCount(run.events, 'ping')} so far, and pings are hidden.`
  const { state, cause } = run.connection
  if (isOpen(state)) return 'The stream is open; no event has arrived yet.'
  if (state === 'idle') return 'Nothing was asked for yet.'
  const because = cause === null ? '' : `: ${cause}`
  return `No event was received. The connection is ${connectionWords[state]}${because}.`
}
