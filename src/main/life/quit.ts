// Quitting: once, in order, and never before what was received is stored. The windows go at once, so that a person does
// not wait for a disk; the process goes when everything is closed, and in any case after a while.

import type { App } from 'electron'

export type QuitOptions = {
  /** Hides what is seen. */
  readonly hide: () => void
  /** Closes what holds something. It limits its own time; the limit here is for what hangs. */
  readonly close: () => Promise<void>
  readonly note: (where: string, thrown: unknown) => void
}

export type Quit = {
  /** Whether the app goes on: afterwards there is no engine, and no window may be opened. */
  readonly going: () => boolean
  /** Closes first, tells then, and ends with `code` when `tell` has resolved. Told nothing where it is quitting already. */
  readonly endWith: (code: number, tell: () => Promise<void>) => void
}

/** The engine closes itself within five seconds. */
const closeWithinMs = 8_000

/** Holds the first quit until everything is closed. */
export function closeBeforeQuit(
  app: Pick<App, 'on' | 'quit' | 'exit' | 'releaseSingleInstanceLock'>,
  { hide, close, note }: QuitOptions,
): Quit {
  let state: 'running' | 'closing' | 'closed' = 'running'

  const closeAll = async () => {
    state = 'closing'
    hide()
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('Closing took too long')), closeWithinMs)
    })
    await Promise.race([close(), late]).catch((thrown) => note('close', thrown))
    clearTimeout(timer)
    state = 'closed'
  }

  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'running') void closeAll().then(() => app.quit())
  })
  return {
    going: () => state === 'running',
    endWith: (code, tell) => {
      if (state !== 'running') return
      const end = async () => {
        await closeAll()
        // The log is free: whoever starts Runlight again need not press this one's button first.
        app.releaseSingleInstanceLock()
        await tell()
      }
      void end().finally(() => app.exit(code))
    },
  }
}
