// Which runs to retry when credentials change: those refused for lack of them. A run that starts work waits for a
// person (law 4), an imported run never connects, and of a tapped one its application alone asks.

import type { RunSummary } from '../../core/run/run.ts'

/** `serverId` null: those of every server. */
export function awaitsCredentials(run: RunSummary, serverId: number | null): boolean {
  if (run.imported !== null || run.tapped !== undefined || run.generates) return false
  const { state, lacks } = run.connection
  return state === 'refused' && lacks === 'credentials' && (serverId === null || run.serverId === serverId)
}
