// Who may use the one door: the main frame of the window's own page, and nobody else. A frame inside it, another window,
// or the same window on a foreign page is refused, whatever it sends.

import type { PageAddress } from './page-address.ts'

/** What is known of the sender of a message. Electron gives no frame once it has navigated or gone. */
export type Caller = {
  readonly sender: { readonly id: number }
  readonly senderFrame: { readonly origin: string; readonly parent: unknown } | null
}

/** Whether the caller is the page of the web contents `ownId` itself; null where there is no window. */
export function isOwnCaller(
  { sender, senderFrame }: Caller,
  ownId: number | null,
  page: PageAddress,
): boolean {
  return (
    sender.id === ownId &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    senderFrame.origin === page.origin
  )
}
