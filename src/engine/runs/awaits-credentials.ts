// Which runs to ask for again when credentials have changed: those that were refused for want of them. A run that starts work
// waits for a person, and an imported one never connects.

import type { RunSummary } from '../../core/run/run.ts'

/** `serverId` null: those of every server. */
export function awaitsCredentials(run: RunSummary, serverId: number | null): boolean {
  if (run.imported !== null || run.generates) return false
  const { state, lacks } = run.connection
  return state === 'refused' && lacks === 'credentials' && (serverId === null || run.serverId === serverId)
}
