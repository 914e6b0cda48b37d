// A PostgreSQL server of this machine's installed binaries, in a temporary folder, as an ordinary user: real, private, and
// gone with the process that started it, however that ends (postgres-process.ts holds it). Tests share one for each worker
// by `sharedPostgres`, with a database of their own; a test that kills or configures its server starts one by `startPostgres`.

import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { needs } from './needs.ts'
import { binariesHere } from './postgres/binaries.ts'
import { freePort } from './postgres/free-port.ts'
import { childrenOf, startGuard } from './postgres/guard.ts'

/** The superuser. Every connection is trusted. */
const owner = 'runlight'
/** A busy machine takes its time, and after a kill the log is replayed first. */
const readyMs = 60_000

export type Postgres = {
  readonly port: number
  /** Holds the socket `.s.PGSQL.<port>`, the server's `log` and `data`. */
  readonly folder: string
  /** Where `pg_ctl`, `psql` and the others are. */
  readonly binaries: string
  /** Over TCP; `user` is the superuser unless said. */
  readonly url: (database: string, user?: string) => string
  /** Makes an empty database under a name of its own and answers its URL. */
  readonly createDatabase: () => Promise<string>
  /** The processes of the server, the postmaster's first; none while it is stopped. */
  readonly processes: () => Promise<readonly number[]>
  /** `fast` ends sessions and writes a checkpoint; `immediate` leaves the log to be replayed. Resolves when it has ended. */
  readonly stop: (mode: 'fast' | 'immediate') => Promise<void>
  /** SIGKILL to the postmaster and all of its children at once. Resolves when the postmaster is gone. */
  readonly kill: () => Promise<void>
  /** After `stop` or `kill`: the same data on the same port. Resolves when it takes connections. */
  readonly start: () => Promise<void>
  /** Ends the server and removes its folder. */
  readonly close: () => Promise<void>
}

/**
 * The folder of the binaries that a server is started from; null where there are none, after printing what is skipped and
 * why. `tests` names who needs it.
 */
export function postgresHere(tests: string): string | null {
  const found = binariesHere()
  if (typeof found === 'string') return found
  needs(false, `${tests}: skipped, ${found.missing}.`)
  return null
}

/**
 * Starts a server. `settings` are those of postgresql.conf (`fsync: 'off'` where a test is not about durability); durable
 * by default. `primary`: the server that this one is a streaming standby of. Throws with the server's own log where it does not
 * come up.
 */
export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
  primary: Pick<Postgres, 'url'> | null = null,
): Promise<Postgres> {
  const binaries = binariesHere()
  if (typeof binaries !== 'string') throw new Error(`No PostgreSQL: ${binaries.missing}`)
  const port = await freePort()
  const guard = await startGuard(binaries, {
    owner,
    port,
    settings,
    follows: primary?.url('postgres') ?? null,
  })
  const url = (database: string, user = owner) => `postgres://${user}@127.0.0.1:${port}/${database}`
  const start = async () => {
    await guard.start()
    await untilReady(url('postgres'), guard)
  }
  await start()
  return {
    port,
    folder: guard.folder,
    binaries,
    url,
    createDatabase: async () => {
      const name = `t${randomUUID().replaceAll('-', '')}`
      const client = new Client(url('postgres'))
      await client.connect()
      await client.query(`CREATE DATABASE ${name}`).finally(() => client.end())
      return url(name)
    },
    processes: async () => {
      const postmaster = guard.postmaster()
      return postmaster === null ? [] : [postmaster, ...(await childrenOf(postmaster))]
    },
    stop: (mode) => guard.signal(mode === 'fast' ? 'SIGINT' : 'SIGQUIT'),
    kill: guard.kill,
    start,
    close: guard.close,
  }
}

let shared: Promise<Postgres> | null = null

/** The server that the tests of this worker share. It forgets what is lost at a crash of the machine: `fsync` is off. */
export function sharedPostgres(): Promise<Postgres> {
  shared ??= startPostgres({ fsync: 'off' })
  return shared
}

async function untilReady(url: string, guard: { ended: () => string | null }): Promise<void> {
  const giveUp = Date.now() + readyMs
  for (;;) {
    const client = new Client(url)
    // What breaks a connection is an event of its own; the refusal is told by `connect` too.
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return
    } catch (refused) {
      const ended = guard.ended()
      if (ended !== null) throw new Error(`PostgreSQL did not start:\n${ended}`, { cause: refused })
      if (Date.now() > giveUp) throw new Error('PostgreSQL takes no connections', { cause: refused })
    }
    await delay(20)
  }
}
