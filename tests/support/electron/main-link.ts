// The main side's end of the wire. Parts register what they serve; the browser's side is there from the first moment.

import type { BrowserSide, MainSide } from './sides.ts'
import { connect } from './wire.ts'

const served: Partial<Record<keyof MainSide, (...args: never[]) => unknown>> = {}

/** Serves one function to the browser's side. */
export function serve<N extends keyof MainSide>(name: N, handler: MainSide[N]): void {
  served[name] = handler
}

if (process.send === undefined) {
  throw new Error('The stand-in runs only under its driver: launch it with tests/support/electron/launch.ts.')
}

export const browserSide = connect<BrowserSide>(
  {
    post: (message) => {
      if (process.connected) process.send?.(message)
    },
    subscribe: (listener) => process.on('message', listener),
  },
  served as Record<string, (...args: never[]) => unknown>,
)

/** Asks the browser's side for what nobody waits for; a page that has gone meanwhile is no error. */
export function tell(asked: Promise<unknown>): void {
  asked.catch(() => {})
}

// A browser that is gone leaves nothing to run for.
process.on('disconnect', () => process.exit(1))
