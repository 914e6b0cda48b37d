// Sees to it that partitions get their index of words, once each, when they are full. Whoever searches a log does this now and
// then; the database lets only one of them do it.

import { setTimeout } from 'node:timers/promises'
import { createConnection } from '../base/connection.ts'

const everyMs = 60_000
/** Of a partition with a million events it takes seconds. */
const mostMs = 600_000

/** Begins at once; answers what ends it. What fails is tried again the next time: a log without the index is only slower. */
export function keepWordIndex(url: string, name: string): { readonly stop: () => Promise<void> } {
  const connection = createConnection(url, name, mostMs)
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  const run = async () => {
    try {
      while (!stopped) {
        const [row] = await connection.all('SELECT runlight.index_words() AS made')
        if (row?.made !== true) break
      }
    } catch {
      // The database is away, or the schema is older.
    }
  }
  const timer = setInterval(() => {
    running = running.then(run)
  }, everyMs)
  timer.unref()
  running = run()
  return {
    stop: async () => {
      stopped = true
      clearInterval(timer)
      // An index that is being made is left to the database.
      await Promise.race([running.then(connection.close), setTimeout(500, undefined, { ref: false })])
    },
  }
}
