// Keeps every web contents where it is: on the way of its session, in its own window, without views of others inside. It holds
// for whatever is created, however it came to be.

import type { Session, WebContents } from 'electron'
import { isOwn, type PageAddress } from './page-address.ts'

export type Going = { readonly url: string; readonly isMainFrame: boolean }

/** Where the pages of a session may go. */
export type Way = {
  /** By themselves, or by a person's click in them. */
  readonly mayGo: (going: Going) => boolean
  /** By the answer of a server. */
  readonly mayBeLed: (going: Going) => boolean
}

export type Ways = {
  readonly set: (session: Session, way: Way) => void
  /** That of the session; of every session that has none of its own, the app's. */
  readonly of: (session: Session) => Way
}

/** The app's way: its own origin, and nothing else. */
export function createWays(page: PageAddress): Ways {
  const stay = ({ url }: Going) => isOwn(url, page)
  const app: Way = { mayGo: stay, mayBeLed: stay }
  const ways = new WeakMap<Session, Way>()
  return {
    set: (session, way) => void ways.set(session, way),
    of: (session) => ways.get(session) ?? app,
  }
}

/** Refuses navigation and redirection off the way, new windows and web views. */
export function guardContents(contents: WebContents, way: () => Way): void {
  type Leaving = Going & { readonly preventDefault: () => void }
  const go = (going: Leaving) => {
    if (!way().mayGo(going)) going.preventDefault()
  }
  contents.on('will-navigate', go)
  contents.on('will-frame-navigate', go)
  contents.on('will-redirect', (led: Leaving) => {
    if (!way().mayBeLed(led)) led.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
