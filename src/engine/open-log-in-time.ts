// Opens the shared log for a collector, which waits for what passes by itself.

import { errorData } from '../core/basics/errors.ts'
import type { CollectorNews } from './collect/told.ts'
import { openSharedLog } from './log/postgres/threads/open-shared-log.ts'
import type { SharedLog } from './log/shared-log.ts'

type Opening = {
  readonly url: string
  readonly ttlMs?: number
  readonly name: string
  readonly only: { readonly servers: readonly string[]; readonly tags: readonly string[] }
  readonly dataDir: string
  readonly version: string
  readonly tell: (news: CollectorNews) => void
}

const againMs = 1_000
/** A little more than the longest time to live. */
const nameFreeMs = 20_000

/** A name that is still another's belongs to nobody soon where that one was killed; a database that is away comes back. */
export async function openLogInTime(options: Opening, instance: string): Promise<SharedLog> {
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
  for (let said = ''; ; ) {
    try {
      return await openSharedLog({ url, member, kindsDir: dataDir })
    } catch (thrown) {
      const { code, message } = errorData(thrown)
      const waits = code === 'log-away' || (code === 'not-allowed' && performance.now() - began < nameFreeMs)
      if (!waits) throw thrown
      if (message !== said) tell({ type: 'refused', sentence: message })
      said = message
      await new Promise((resolve) => setTimeout(resolve, againMs))
    }
  }
}
