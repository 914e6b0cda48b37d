// Where the pages of a hub's window may go: the hub's own origin. It is left by two doors of the hub's own alone, to sign in at the
// team's service and to sign out there; which origins such a service leads over nobody knows before, so that until the way is
// back every https address may be gone to. Sending people to the system's browser was rejected: the session would be there.

import { isEncryptedOrHere } from '../../core/basics/listen-address.ts'
import { leavingPaths } from '../../core/team/hub-about.ts'
import { isHubHere } from '../../core/team/hub-address.ts'
import type { Going, Way } from '../page/guard-contents.ts'
import { originOf } from '../page/page-address.ts'

export type HubWay = Way & {
  /** The main frame is at `url` now. */
  readonly arrived: (url: string) => void
  /** Whether the window is at another's page on the way of signing in or out. */
  readonly isOut: () => boolean
}

/** The way of the hub at `origin`, for one window. `stopped` is told of an address that a server wanted to lead the window to. */
export function createHubWay(origin: string, stopped: (url: string) => void): HubWay {
  /** Where the main frame is, and where it was last let go to. */
  let here = ''
  let towards = ''
  let isOut = false
  const isHome = (url: string) => originOf(url) === origin
  // On this computer a hub speaks in the clear, and so does a service that is tried out beside it.
  const isSafe = (url: string) => {
    if (!URL.canParse(url)) return false
    const other = new URL(url)
    return other.protocol === 'https:' || (isHubHere(origin) && isEncryptedOrHere(other))
  }
  const isDoor = (url: string, path: string) => isHome(url) && new URL(url).pathname === path

  const judge = (door: boolean, { url, isMainFrame }: Going) => {
    const may = isHome(url) || (isSafe(url) && (isOut || (isMainFrame && door)))
    if (may && isMainFrame) {
      towards = url
      isOut ||= !isHome(url)
    }
    return may
  }
  return {
    mayGo: (going) => judge(isDoor(here, leavingPaths.signOut), going),
    mayBeLed: (going) => {
      const may = judge(isDoor(towards, leavingPaths.begin), going)
      if (!may && going.isMainFrame) stopped(going.url)
      return may
    },
    arrived: (url) => {
      here = url
      towards = url
      isOut = !isHome(url) && isSafe(url)
    },
    isOut: () => isOut,
  }
}
