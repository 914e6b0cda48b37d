// A collector, for the terminal. Loaded when it is asked for: whoever keeps a log of their own starts without a client of a
// database.

import type { Collector, CollectorOptions } from './collector.ts'

/** Resolves when the collector works. Rejects as it does. */
export async function openCollector(options: CollectorOptions): Promise<Collector> {
  const { openCollector: open } = await import('./collector.ts')
  return open(options)
}
