// A collector, for the terminal. Loaded when it is asked for: whoever keeps a log of their own starts without a client of a
// database.

import { errorData } from '../core/basics/errors.ts'
import type { Collector, CollectorOptions } from './collector.ts'

const againMs = 1_000
/** Its database went away while it opened, or others closed its place: all is begun anew. */
const passing: ReadonlySet<string> = new Set(['log-away', 'fenced'])

/** Resolves when the collector works, whatever passes meanwhile. Rejects with a RunlightError that says what to do. */
export async function openCollector(options: CollectorOptions): Promise<Collector> {
  const { openCollector: open } = await import('./collector.ts')
  for (let said = ''; ; ) {
    try {
      return await open(options)
    } catch (thrown) {
      const { code, message } = errorData(thrown)
      if (!passing.has(code)) throw thrown
      if (message !== said) options.tell({ type: 'refused', sentence: message })
      said = message
      await new Promise((resolve) => setTimeout(resolve, againMs))
    }
  }
}
