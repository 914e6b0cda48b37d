// What the session's handlers grant, given to the browser before a page of theirs loads: it cannot ask in between, and
// the handlers of a session answer the same whenever they are asked.

import type { CDPSession } from '@playwright/test'
import type { Addresses } from './addresses.ts'
import type { MainSide } from './sides.ts'
import type { Remote } from './wire.ts'

/** Electron's name of a permission, and the browser's. */
const permissions = [
  ['geolocation', { name: 'geolocation' }],
  ['notifications', { name: 'notifications' }],
  ['media', { name: 'camera' }],
  ['media', { name: 'microphone' }],
  ['midi', { name: 'midi' }],
  ['clipboard-read', { name: 'clipboard-read' }],
  ['clipboard-sanitized-write', { name: 'clipboard-write' }],
  ['persistent-storage', { name: 'persistent-storage' }],
  ['idle-detection', { name: 'idle-detection' }],
  ['window-management', { name: 'window-management' }],
  ['local-fonts', { name: 'local-fonts' }],
] as const

/** Grants and denies for the page at `url`. What a session sets holds for as long as it is attached. */
export async function grantPermissions(
  id: number,
  url: string,
  session: CDPSession,
  addresses: Addresses,
  main: Remote<MainSide>,
): Promise<void> {
  const { origin } = new URL(addresses.inward(url))
  if (origin === 'null') return
  for (const [name, permission] of permissions) {
    const setting = (await main.mayUse(id, name, url)) ? 'granted' : 'denied'
    // Of the profile that the browser was started with: there is no other.
    await session.send('Browser.setPermission', { permission, setting, origin })
  }
}
