// The engine, loaded when it is opened: who only reads a log starts without what connects and stores.

import type { Engine, EngineOptions } from './engine-options.ts'

/** Rejects as the log does where it cannot be opened. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { openEngine: open } = await import('./engine.ts')
  return open(options)
}
