// Quitting: once, in order, and never before what was received is stored. The windows go at once, so that a person does
// not wait for a disk; the process goes when everything is closed.

import type { App } from 'electron'

/** Holds the first quit until `close` has settled, hiding what is seen meanwhile. `close` limits its own time. */
export function closeBeforeQuit(
  app: Pick<App, 'on' | 'quit'>,
  hide: () => void,
  close: () => Promise<void>,
): void {
  let state: 'running' | 'closing' | 'closed' = 'running'
  const closed = () => {
    state = 'closed'
    app.quit()
  }
  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    hide()
    close().then(closed, closed)
  })
}
