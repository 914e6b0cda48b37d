// Opens the shared log for a collector, which waits for what passes by itself.

import { untilItOpens } from './collect/until-it-opens.ts'
import type { CollectorOptions } from './collector-options.ts'
import { openSharedLog } from './log/postgres/threads/open-shared-log.ts'
import type { SharedLog } from './log/shared-log.ts'

/** A little more than the longest time to live. */
const nameFreeMs = 20_000

/** A name that is still another's belongs to nobody soon where that one was killed; a database that is away comes back. */
export function openLogInTime(options: CollectorOptions, instance: string): Promise<SharedLog> {
  const { url, ttlMs, name, only, version, dataDir, tell } = options
  const member = {
    name,
    role: 'collector' as const,
    only: [...only.servers.map((one) => `server:${one}`), ...only.tags.map((one) => `tag:${one}`)],
    version,
    instance,
    ...(ttlMs === undefined ? {} : { ttlMs }),
  }
  const began = performance.now()
  return untilItOpens(
    () => openSharedLog({ url, member, kindsDir: dataDir }),
    (code) => code === 'log-away' || (code === 'not-allowed' && performance.now() - began < nameFreeMs),
    tell,
  )
}
