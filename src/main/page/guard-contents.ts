// Keeps every web contents where it is: on the page's own origin, in its own window, without views of others inside.
// It holds for whatever is created, however it came to be.

import type { WebContents } from 'electron'
import { isOwn, type PageAddress } from './page-address.ts'

type Going = { readonly url: string; readonly preventDefault: () => void }

/** Refuses navigation and redirection off the own origin, new windows and web views. */
export function guardContents(contents: WebContents, page: PageAddress): void {
  const stay = (going: Going) => {
    if (!isOwn(going.url, page)) going.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
