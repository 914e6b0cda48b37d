// Who waits for a change is woken by a notification, where the connection can have one. That is a kindness: a notification
// takes a lock of the whole database until after its commit, so that they are sent apart from what they tell of and at most
// ten a second, and a pooler may keep them from coming. Looking at the clocks is what counts.

import { Client } from 'pg'
import type { Connection } from '../base/connection.ts'
import { configOf } from '../base/place.ts'

const channel = 'runlight'
const betweenWakesMs = 100
/** How often the clocks are looked at where no notification comes, and how long one that was lost is not missed. */
const lookMs = 200
const againMs = 5_000

export type Waking = {
  readonly woken: (ms: number) => Promise<void>
  readonly wake: () => Promise<void>
  readonly close: () => Promise<void>
}

export function createWaking(url: string, name: string, connection: Connection): Waking {
  let listening: Client | null = null
  let isTrying = false
  /** Monotonic ms before which listening is not tried again; infinite where a pooler is between. */
  let notBefore = 0
  let closed = false
  let waiters: (() => void)[] = []
  let seen = ''
  let waking: Promise<void> | null = null

  const wakeAll = () => {
    const all = waiters
    waiters = []
    for (const go of all) go()
  }

  const listen = async (): Promise<void> => {
    if (isTrying || listening !== null || closed || performance.now() < notBefore) return
    isTrying = true
    notBefore = performance.now() + againMs
    const client = new Client({
      ...configOf(url),
      application_name: `${name} wake`,
      connectionTimeoutMillis: againMs,
      query_timeout: againMs,
      keepAlive: true,
    })
    const lose = () => {
      if (listening === client) listening = null
      wakeAll()
    }
    client.on('error', lose)
    client.on('end', lose)
    client.on('notification', wakeAll)
    try {
      await client.connect()
      // A pooler gives a number of its own for the session, and would give the session itself to others.
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      if (rows[0]?.pid !== sessionOf(client)) {
        notBefore = Number.POSITIVE_INFINITY
        await client.end()
        return
      }
      await client.query(`LISTEN ${channel}`)
      if (closed) await client.end()
      else listening = client
    } catch {
      // Looked for instead.
      notBefore = performance.now() + againMs
      void client.end().catch(() => {})
    } finally {
      isTrying = false
    }
  }

  /** All clocks as one text. */
  const look = async (): Promise<string> => {
    const rows = await connection.all(
      `SELECT coalesce(sum(clock), 0)::int8 AS clocks, (SELECT sum(version)::int8 FROM runlight.topics) AS topics,
          (SELECT count(*) FROM runlight.commands WHERE answer IS NULL) AS asked,
          (SELECT max(id) FROM runlight.commands WHERE answer IS NOT NULL) AS answered
        FROM runlight.members`,
    )
    return JSON.stringify(rows)
  }

  return {
    woken: async (ms) => {
      // Who waits looks for itself until then.
      void listen()
      const over = performance.now() + ms
      if (listening !== null) return wait(ms)
      for (;;) {
        const left = over - performance.now()
        if (left <= 0 || closed || listening !== null) return
        const now = await look().catch(() => seen)
        const news = seen !== '' && now !== seen
        seen = now
        if (news) return
        await wait(Math.min(lookMs, left))
      }
    },
    wake: () => {
      waking ??= new Promise<void>((resolve) => setTimeout(resolve, betweenWakesMs)).then(async () => {
        waking = null
        await connection.run({ sql: `SELECT pg_notify('${channel}', '')` }).catch(() => {})
      })
      return Promise.resolve()
    },
    close: async () => {
      closed = true
      wakeAll()
      await waking
      await listening?.end().catch(() => {})
    },
  }

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms)
      function done() {
        clearTimeout(timer)
        waiters = waiters.filter((one) => one !== done)
        resolve()
      }
      waiters.push(done)
    })
  }
}

/** The number of the session as the other end named it (protocol: BackendKeyData). */
function sessionOf(client: Client): unknown {
  return Reflect.get(client, 'processID')
}
