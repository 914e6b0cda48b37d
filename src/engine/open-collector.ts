// A collector, for the terminal. Loaded when it is asked for: whoever keeps a log of their own starts without a client of a
// database.

import { untilItOpens } from './collect/until-it-opens.ts'
import type { Collector, CollectorOptions } from './collector-options.ts'

/** Resolves when the collector works, whatever passes meanwhile. Rejects with a RunlightError that says what to do. */
export async function openCollector(options: CollectorOptions): Promise<Collector> {
  const { openCollector: open } = await import('./collector.ts')
  return untilItOpens(
    () => open(options),
    // Its database went away while it opened, or others closed its place: all is begun anew.
    (code) => code === 'log-away' || code === 'fenced',
    options.tell,
  )
}
