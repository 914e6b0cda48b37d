// What the sessions of collectors wait for while they are at work, looked at again and again.

import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'

const everyMs = 20

/** Begins to look; `end` answers the parts of the samples, in percent. */
export async function watchLocks(
  url: string,
): Promise<{ readonly end: () => Promise<{ readonly lockWaits: number; readonly lightWaits: number }> }> {
  const client = new Client(url)
  await client.connect()
  let over = false
  let [active, locks, light] = [0, 0, 0]
  const looking = (async () => {
    while (!over) {
      const { rows } = await client.query({
        name: 'look',
        text: `SELECT count(*)::int AS active, count(*) FILTER (WHERE wait_event_type = 'Lock')::int AS locks,
            count(*) FILTER (WHERE wait_event_type = 'LWLock')::int AS light
          FROM pg_stat_activity WHERE state = 'active' AND application_name LIKE 'runlight collector%'`,
      })
      active += rows[0]?.active ?? 0
      locks += rows[0]?.locks ?? 0
      light += rows[0]?.light ?? 0
      await delay(everyMs)
    }
    await client.end()
  })()
  return {
    end: async () => {
      over = true
      await looking
      const part = (of: number) => Math.round((1_000 * of) / Math.max(1, active)) / 10
      return { lockWaits: part(locks), lightWaits: part(light) }
    },
  }
}
