// The session of a hub: cookies and storage of its own, on disk, so that a sign-in lasts and no hub ever meets another's, or the
// app's own. It grants what the app's own window has, to the hub's page alone.

import { createHash } from 'node:crypto'
import { type Session, session } from 'electron'
import { exportPath } from '../../core/team/hub-about.ts'
import { isOwnText, type Said, saveDownloads } from '../files/downloads.ts'
import { appScheme, isOwn } from '../page/page-address.ts'
import { restrictPermissions } from '../page/permissions.ts'
import { type Away, answerAway } from './away-page.ts'

export type HubSession = {
  readonly session: Session
  /** Forgets all that the hub has left on this computer. */
  readonly forget: () => Promise<void>
}

/** What tells hubs apart in the names of files: of their origin, and without a sign that a file's name must not have. */
export function hubKey(origin: string): string {
  return createHash('sha256').update(origin).digest('hex').slice(0, 16)
}

/** Once for each hub. `away`: what the page about an unreachable hub says now. */
export function openHubSession(
  origin: string,
  away: () => Away | null,
  say: (said: Said) => void,
): HubSession {
  const own = session.fromPartition(`persist:hub-${hubKey(origin)}`)
  const page = { url: `${origin}/`, origin }
  restrictPermissions(own, page)
  const isExport = (url: string) => isOwn(url, page) && new URL(url).pathname.startsWith(`${exportPath}/`)
  saveDownloads(own, (url) => isOwnText(url, page) || isExport(url), say)
  own.protocol.handle(appScheme, ({ url }) => answerAway(away(), url))
  return {
    session: own,
    forget: async () => {
      await own.clearStorageData()
      await own.clearCache()
    },
  }
}
