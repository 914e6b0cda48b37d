// Who may come to a shared log, for a hub and for the terminal. Loaded when it is asked for: whoever keeps a log of their own
// starts without a client of a database.

import type { AccessPort } from './log/access-port.ts'

/** At `postgres://…`. Rejects as every function of the port does, and with `older-log` or `newer-log`. */
export async function openAccess(url: string): Promise<AccessPort> {
  const { openAccess: open } = await import('./log/postgres/access/open-access.ts')
  return open(url)
}
