// The summaries of all runs of the log, parsed once each: a refresh reads those alone that were changed since the last, which
// the clocks of members tell (every transaction of a member raises its clock, and stamps the runs that it changes with it).
// One pool serves all viewers, so that fifty thousand runs are held once; each is given those of the spaces that it sees.

import type { RunSummary } from '../../../../core/run/run.ts'
import type { Row } from '../base/statements.ts'
import { int8s } from '../base/values.ts'
import { summaryIn } from '../rows/stored-summary.ts'
import type { Database } from './database.ts'

/** The rows of removed runs are gone a day later: who has not looked for so long reads all anew. */
const staleMs = 12 * 3_600_000

export type Pooled = { readonly space: number; readonly run: RunSummary }

export type Refreshed = {
  /** Every run, newest first. */
  readonly runs: readonly Pooled[]
  /** The numbers of those that were changed since the last refresh; null: any may have been. */
  readonly changed: ReadonlySet<number> | null
  /** An alert was changed since. */
  readonly alerts: boolean
}

export function createRunPool(db: Database) {
  let clocks = new Map<number, number>()
  let pool = new Map<number, Pooled>()
  let runs: readonly Pooled[] = []
  let refreshedAt: number | null = null

  const put = ({ rows }: { readonly rows: readonly Row[] }) => {
    const changed = new Set<number>()
    for (const row of rows) {
      const id = Number(row.id)
      changed.add(id)
      if (row.removed === true) pool.delete(id)
      else pool.set(id, { space: Number(row.space), run: summaryIn(row) })
    }
    return changed
  }

  return {
    refresh: (): Refreshed => {
      const now = performance.now()
      const whole = refreshedAt === null || now - refreshedAt > staleMs
      if (whole) {
        clocks = new Map()
        pool = new Map()
      }
      const known = [int8s([...clocks.keys()]), int8s([...clocks.values()])]
      // No index has the clocks of runs: the list of changes names those to look at.
      const named = {
        runs: `CROSS JOIN LATERAL runlight.changed_runs(m.id, coalesce(w.clock, -1), m.clock) AS c (id)
             JOIN runlight.runs x ON x.id = c.id AND`,
        alerts: 'JOIN runlight.alerts x ON',
      }
      const since = (table: 'runs' | 'alerts') =>
        whole
          ? `runlight.${table} x WHERE $1::bigint[] IS NOT NULL AND $2::bigint[] IS NOT NULL`
          : `runlight.members m LEFT JOIN unnest($1::bigint[], $2::bigint[]) AS w (member, clock) ON w.member = m.id
             ${named[table]} x.changed_by = m.id AND x.changed_clock > coalesce(w.clock, -1)
             WHERE m.clock > coalesce(w.clock, -1)`
      // Clocks are read first: what is changed after that is read again the next time.
      const [, members, runRows, alertRows] = db.many([
        { sql: `SELECT set_config('runlight.spaces', '*', true)` },
        { sql: 'SELECT id, clock FROM runlight.members' },
        {
          sql: `SELECT x.id, x.space, x.summary, x.marks, x.removed_at IS NOT NULL AS removed FROM ${since('runs')}
            ${whole ? 'AND x.removed_at IS NULL' : ''}`,
          params: known,
        },
        { sql: `SELECT x.id FROM ${since('alerts')} LIMIT 1`, params: known },
        { sql: `SELECT set_config('runlight.spaces', $1, true)`, params: [spacesText(db)] },
      ])
      const changed = put({ rows: runRows?.rows ?? [] })
      if (whole || changed.size > 0) runs = [...pool.values()].toSorted((a, b) => b.run.id - a.run.id)
      clocks = new Map((members?.rows ?? []).map(({ id, clock }) => [Number(id), Number(clock)]))
      refreshedAt = now
      return { runs, changed: whole ? null : changed, alerts: (alertRows?.rows ?? []).length > 0 }
    },
  }
}

function spacesText(db: Database): string {
  const spaces = db.spaces()
  return spaces === 'all' ? '*' : spaces.join(',')
}
