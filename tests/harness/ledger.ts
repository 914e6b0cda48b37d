// What an engine that may be killed at any moment has shown and answered, line by line as it said so; and what the log
// must therefore hold.

import type Database from 'better-sqlite3'
import { z } from 'zod'
import { runShift } from '../../src/engine/log/sqlite/rows/keys.ts'
import { unpackText } from '../../src/engine/log/sqlite/rows/text.ts'
import { dataOf, type JobServer } from './job-server.ts'

const shownSchema = z.object({
  run: z.number(),
  events: z.number(),
  gaps: z.number(),
  attempt: z.number(),
  job: z.string(),
})
const lineSchema = z.union([
  z.object({ shown: z.array(shownSchema) }),
  z.object({ removed: z.array(z.number()) }),
  z.object({ did: z.literal('add'), run: z.number(), path: z.string() }),
  z.object({ doing: z.literal('theme'), theme: z.string() }),
  z.object({ did: z.literal('theme'), theme: z.string() }),
  z.object({ doing: z.literal('remove'), run: z.number() }),
  z.object({ did: z.literal('remove'), run: z.number() }),
  z.object({ doing: z.literal('forget') }),
])
type Shown = z.infer<typeof shownSchema>

export type Ledger = ReturnType<typeof createLedger>

export function createLedger() {
  const shown = new Map<number, Shown>()
  const paths = new Map<number, string>()
  const removing = new Set<number>()
  const removed = new Set<number>()
  /** What the theme may be: as it was before, until a change of it was answered. */
  let themes: string[] = ['system']
  let forgets = false

  return {
    /** Takes one line of what the engine's process printed; lines that claim nothing are passed over. */
    hear: (text: string) => {
      const parsed = lineSchema.safeParse(JSON.parse(text))
      if (!parsed.success) return
      const line = parsed.data
      if ('shown' in line) for (const run of line.shown) shown.set(run.run, run)
      else if ('removed' in line) for (const run of line.removed) removed.add(run)
      else if ('doing' in line) {
        if (line.doing === 'theme') themes.push(line.theme)
        if (line.doing === 'remove') removing.add(line.run)
        if (line.doing === 'forget') forgets = true
      } else if (line.did === 'add') paths.set(line.run, line.path)
      else if (line.did === 'remove') removed.add(line.run)
      else themes = [line.theme]
    },
    /** What of it the log does not hold, as sentences. */
    missing: (db: Database.Database): string[] => {
      const faults: string[] = []
      const summaries = new Map(
        db
          .prepare('SELECT id, summary FROM runs')
          .raw()
          .all()
          .map((row) => {
            const [id, text] = row as [number, string]
            return [id, JSON.parse(text)]
          }),
      )
      for (const [run, seen] of shown) {
        const stored = summaries.get(run)
        const mayBeGone = removing.has(run) || (forgets && paths.get(run)?.startsWith('/short/') === true)
        if (removed.has(run)) {
          if (stored !== undefined) faults.push(`run ${run} was removed and is there`)
        } else if (stored === undefined) {
          if (!mayBeGone) faults.push(`run ${run} was shown and is gone`)
        } else {
          if (stored.events < seen.events)
            faults.push(`run ${run}: ${seen.events} events were shown, ${stored.events} are stored`)
          if (stored.gaps < seen.gaps)
            faults.push(`run ${run}: ${seen.gaps} gaps were shown, ${stored.gaps} are stored`)
          if (stored.connection.attempt < seen.attempt)
            faults.push(`run ${run}: an attempt that was shown is gone`)
          if (['completed', 'failed', 'cancelled'].includes(seen.job) && stored.job.state !== seen.job)
            faults.push(`run ${run} was ${seen.job} and is ${stored.job.state}`)
        }
      }
      const settings = db.prepare("SELECT value FROM settings WHERE name = 'settings'").pluck().get()
      const theme = typeof settings === 'string' ? JSON.parse(settings).theme : 'system'
      if (!themes.includes(theme))
        faults.push(`the theme is ${theme}, but ${themes.join(' or ')} was asked for`)
      return faults
    },
    /** Events that are not those that the server sent: missing in between, there twice, changed, or never sent. */
    untrue: (db: Database.Database, server: JobServer): string[] =>
      [...paths].flatMap(([run, path]) =>
        removed.has(run) ? [] : streamFaults(db, run, path, server).map((fault) => `${path}: ${fault}`),
      ),
    paths: () => paths,
  }
}

function streamFaults(db: Database.Database, run: number, path: string, server: JobServer): string[] {
  const rows = db
    .prepare('SELECT name, event_id, data FROM events WHERE key >= ? AND key < ? ORDER BY key')
    .raw()
    .all(run * runShift, (run + 1) * runShift) as [string, string | null, string | Uint8Array][]
  const events = rows.filter(([name]) => name === 'message').map(([, id, data]) => [id, unpackText(data)])
  const [, sort] = path.split('/')
  if (sort === 'bare')
    return bareFaults(
      events.map(([, data]) => String(data)),
      path,
      server,
    )
  if (sort === 'v1') return []
  const wrong = events.findIndex(([id, data], i) => id !== String(i + 1) || data !== dataOf(path, i + 1))
  const sent = server.sent.get(path) ?? 0
  return [
    ...(wrong === -1
      ? []
      : [`event ${wrong + 1} is ${events[wrong]?.join(' ')}, after ${events[wrong - 1]?.join(' ')}`]),
    ...(events.length > sent ? [`${events.length} events are stored, ${sent} were sent`] : []),
  ]
}

/** Of each connection the first events, without a hole; connections in their order. */
function bareFaults(stored: readonly string[], path: string, server: JobServer): string[] {
  let connection = 0
  let n = 0
  for (const data of stored) {
    const [of = 0, number = 0] = String(JSON.parse(data).n).split(':').map(Number)
    const follows = of === connection ? number === n + 1 : of > connection && number === 1
    if (!follows) return [`event ${of}:${number} follows ${connection}:${n}`]
    if (data !== dataOf(path, `${of}:${number}`)) return [`event ${of}:${number} is not as it was sent`]
    if (number > (server.sent.get(`${path}#${of}`) ?? 0)) return [`event ${of}:${number} was never sent`]
    connection = of
    n = number
  }
  return []
}
