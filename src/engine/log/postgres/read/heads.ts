// The rows of runs: what is asked of a run first, and once in each call. A run that is removed, or that the viewer may not see,
// is none.

import { z } from 'zod'
import type { StoredRun } from '../../rows.ts'
import type { Row } from '../base/statements.ts'
import { int8s } from '../base/values.ts'
import { summaryIn } from '../rows/stored-summary.ts'
import { type Database, isSeen } from './database.ts'

export type Head = {
  readonly run: number
  /** How many events are stored. */
  readonly events: number
  /** How often the flags of stored events were changed. */
  readonly reads: number
  readonly stored: () => StoredRun
}

export type Heads = ((run: number) => Head | null) & {
  /** Whether it was asked about in this call. */
  readonly has: (run: number) => boolean
  /** Those of `runs` that are there and seen, in one question. */
  readonly several: (runs: readonly number[]) => readonly Head[]
}

const columns = 'id, uid, base_url, params, has_secret, resume_id, summary, marks, events, reads'
const paramsSchema = z.record(z.string(), z.string())

/** Few runs are asked about in one call. */
const keptHeads = 256

export function createHeads(db: Database): Heads {
  let of = -1
  const known = new Map<number, Head | null>()
  const read = (runs: readonly number[]): void => {
    const rows = db.all(
      `SELECT ${columns}, (SELECT count(*) FROM runlight.transitions WHERE run = r.id)::integer AS transitions
       FROM runlight.runs r WHERE id = ANY($1) AND ${isSeen}`,
      int8s(runs),
    )
    for (const run of runs) known.set(run, null)
    for (const row of rows) known.set(Number(row.id), toHead(row))
  }
  const refresh = () => {
    if (of !== db.call() || known.size > keptHeads) known.clear()
    of = db.call()
  }
  const one = (run: number): Head | null => {
    refresh()
    if (!known.has(run)) read([run])
    return known.get(run) ?? null
  }
  return Object.assign(one, {
    has: (run: number) => {
      refresh()
      return known.has(run)
    },
    several: (runs: readonly number[]) => {
      refresh()
      const missing = runs.filter((run) => !known.has(run))
      if (missing.length > 0) read(missing)
      return runs.flatMap((run) => known.get(run) ?? [])
    },
  })
}

function toHead(row: Row): Head {
  let stored: StoredRun | null = null
  return {
    run: Number(row.id),
    events: Number(row.events),
    reads: Number(row.reads),
    stored: () => {
      stored ??= {
        uid: String(row.uid),
        baseUrl: String(row.base_url),
        params: paramsSchema.parse(JSON.parse(String(row.params))),
        hasSecret: row.has_secret === true,
        resumeId: row.resume_id === null ? null : z.string().parse(JSON.parse(String(row.resume_id))),
        summary: summaryIn(row),
        transitions: Number(row.transitions),
      }
      return stored
    },
  }
}
