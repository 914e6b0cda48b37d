// Starts the team's thread.

import { startThread } from '../../../threads/start.ts'
import type { TeamPort } from '../../team-port.ts'
import type { Joining } from './membership.ts'
import threadPath from './team-thread.ts?modulePath'

export type OpenTeam = TeamPort & { readonly close: () => Promise<void>; readonly death: Promise<Error> }

/** Resolves when the thread stands; nothing was asked of the database yet. */
export async function openTeam(url: string, joining: Joining): Promise<OpenTeam> {
  const { api, stop, death } = await startThread<TeamPort>(threadPath, { url, joining })
  return { ...api, close: stop, death }
}
