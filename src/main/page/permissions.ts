// What a page may ask of the machine: to put text on the clipboard when a person presses a copy button, and the whole screen, kept
// awake, for the wall. Nothing else. Without the exceptions they would fail silently, because Electron asks where browsers do not.

import type { Session } from 'electron'
import { isOwn, type PageAddress } from './page-address.ts'

const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen', 'screen-wake-lock'])

/** Whether the page at `url` gets `permission`. */
export function isAllowed(permission: string, url: string, isMainFrame: boolean, page: PageAddress): boolean {
  return allowed.has(permission) && isMainFrame && isOwn(url, page)
}

/** Sets all three handlers: requests, checks that are made without a request, and devices. */
export function restrictPermissions(session: Session, page: PageAddress): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isAllowed(permission, details.requestingUrl, details.isMainFrame, page))
  })
  session.setPermissionCheckHandler((_contents, permission, origin, details) =>
    isAllowed(permission, origin, details.isMainFrame, page),
  )
  session.setDevicePermissionHandler(() => false)
}
