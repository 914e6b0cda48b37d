// The engine, loaded when it is opened: who only reads a log starts without what connects and stores. Its log is opened meanwhile,
// on threads that start while this one loads.

import type { Engine, EngineOptions } from './engine-options.ts'
import type { OpenLog } from './log/port.ts'
import { openLog } from './log/sqlite/threads/open-log.ts'

/** Rejects as the log does where it cannot be opened. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const log = options.log ?? openAhead(options)
  const { openEngine: open } = await import('./engine.ts')
  return open({ ...options, log })
}

/** Opens the log at once, and gives it when it is asked for. */
function openAhead({ dataDir, host, mayOnlyRead }: EngineOptions): OpenLog {
  type Told = Parameters<OpenLog>[0]
  const early: Parameters<Told>[] = []
  let tell: Told = (...news) => void early.push(news)
  const opening = openLog(dataDir, host, mayOnlyRead, (...news) => tell(...news))
  // Whoever asks for it is told why it did not open.
  opening.catch(() => {})
  return (told) => {
    tell = told
    // Once the engine stands that is told.
    setImmediate(() => {
      for (const news of early) told(...news)
    })
    return opening
  }
}
