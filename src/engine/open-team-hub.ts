// A hub on the shared log of an address, for hosts: the log on its threads, the way in to it, and the hub over both. Loaded when it
// is asked for: whoever keeps a log of their own starts without a client of a database.

import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { RunlightError } from '../core/basics/errors.ts'
import type { Caller } from '../core/team/roles.ts'
import { osUser } from './base/os-user.ts'
import type { Hub } from './hub/hub-options.ts'
import type { AccessPort } from './log/access-port.ts'
import { seal } from './sealing/seal.ts'

export type TeamHubOptions = {
  /** `postgres://…` */
  readonly url: string
  /** As the other members know this hub; the computer's name unless said. */
  readonly name: string | null
  /** How long it may not be heard of, ms; absent, what is usual. */
  readonly ttlMs?: number
  readonly dataDir: string
  readonly version: string
  /** The file with the public key of the pool; null where people enter no credentials here. */
  readonly poolKeyFile: string | null
  readonly onDefect: (where: string, thrown: unknown) => void
  readonly checkAnswers: boolean
}

export type OpenedHub = {
  readonly hub: Hub
  readonly access: AccessPort
  readonly close: () => Promise<void>
}

/** Whoever starts a hub for themselves alone. */
export function ownerOfHub(): Caller {
  return { key: 'owner', name: osUser() ?? 'Owner of this hub', given: [{ space: null, role: 'admin' }] }
}

/** Rejects with a RunlightError: `log-away`, `older-log`, `newer-log`, `not-allowed`, `bad-input` for a key that is none. */
export async function openTeamHub(options: TeamHubOptions): Promise<OpenedHub> {
  const { url, ttlMs, dataDir, version, poolKeyFile, onDefect, checkAnswers } = options
  const [{ openSharedLog }, { openAccess }, { openHub }, { createPoolSecrets }] = await Promise.all([
    import('./log/postgres/threads/open-shared-log.ts'),
    import('./log/postgres/access/open-access.ts'),
    import('./hub/open-hub.ts'),
    import('./hub/pool-secrets.ts'),
  ])
  const key = poolKeyFile === null ? null : await readKey(poolKeyFile)
  const name = options.name ?? hostname().split('.')[0] ?? 'hub'
  const lease = ttlMs === undefined ? {} : { ttlMs }
  const access = await openAccess(url)
  try {
    const member = { name, role: 'hub', version, only: [], instance: randomUUID(), ...lease } as const
    const log = await openSharedLog({ url, member, kindsDir: dataDir, onState: threadTold(onDefect) })
    const secrets = createPoolSecrets(log.team, key === null ? null : (ref, secret) => seal(key, ref, secret))
    const hub = await openHub({ log, dataDir, version, secrets, onDefect, checkAnswers, ...lease })
    return {
      hub,
      access,
      close: async () => {
        await hub.close()
        await access.close()
      },
    }
  } catch (thrown) {
    await access.close()
    throw thrown
  }
}

async function readKey(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new RunlightError(
      'bad-input',
      `The key of the pool in ${file} cannot be read: see whether it is there.`,
    )
  }
}

function threadTold(onDefect: TeamHubOptions['onDefect']) {
  return (thread: string, news: { readonly state: string; readonly error?: Error }) => {
    if (news.state === 'down') onDefect(`log ${thread}`, news.error)
  }
}
