// The end as the system asks for it: by a signal, by its own shutdown, by the end of a session on Windows. Each quits in
// order. Chromium's handlers for signals were rejected: they hear one, and the same one again kills.

import type { App, PowerMonitor } from 'electron'
import { createInterrupts } from '../../core/basics/interrupts.ts'

type Ending = Pick<App, 'quit' | 'exit'>

/** The code of a process that was interrupted: 128 and the number of SIGINT. */
const interruptedCode = 130

/** Quits on signals. `signals` is Node's process, once the app is ready: Chromium takes them over shortly before. */
export function endOnSignals(
  app: Ending,
  signals: { on(signal: NodeJS.Signals, listener: () => void): unknown },
): void {
  const hear = createInterrupts(
    () => app.quit(),
    () => app.exit(interruptedCode),
    () => performance.now(),
  )
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) signals.on(signal, hear)
}

/**
 * Quits when Linux or macOS shuts down, which waits a little for an app that prevents it. `power` is Electron's power
 * monitor, and must have another listener already: its first one is not counted as one for the shutdown.
 */
export function endOnShutdown(app: Pick<App, 'quit'>, power: Pick<PowerMonitor, 'on'>): void {
  // Electron's types have no event here, where its documentation has one to prevent.
  power.on('shutdown', (...[event]: { preventDefault(): void }[]) => {
    event?.preventDefault()
    app.quit()
  })
}
