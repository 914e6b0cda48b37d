// The writer's part of runs as a whole: a new one, an imported one that is whole, and what people put on a run.

import { applyMarks, type MarkChange } from '../../../../core/run/mark-change.ts'
import type { RunSummary } from '../../../../core/run/run.ts'
import { firstSpace } from '../../../../core/team/roles.ts'
import { jobColumns } from '../../job-columns.ts'
import type { LogWriter } from '../../log-writer.ts'
import { importingPrefix, type NewRun } from '../../rows.ts'
import type { Statement } from '../base/statements.ts'
import { marksColumn, summaryColumn, summaryIn } from '../rows/stored-summary.ts'
import { clockOf } from '../team/place-of-member.ts'
import type { MemberWriter } from './member-writer.ts'
import { isWanted } from './packed-batch.ts'

/** How often marks are put on what is there once more, when another has changed them meanwhile. */
const tries = 20

type Part = Pick<LogWriter, 'addRun' | 'adoptRun' | 'mark'>

export function createRunWriter(writer: MemberWriter): Part {
  const insert = (run: NewRun): Statement => {
    const { id, epoch } = writer.member()
    const { uid, kind, serverId, baseUrl, params, hasSecret, summary } = run
    const wanted = isWanted(summary)
    const [jobState, startedAt, finishedAt] = jobColumns(summary.job)
    // A hub leaves what is to be watched to the collectors; what is not, whoever adds it writes.
    const own = writer.role === 'collector' && wanted
    return {
      sql: `WITH made AS (
          INSERT INTO runlight.runs (uid, space, kind, server_id, base_url, params, has_secret, created_at, job_state,
            started_at, finished_at, summary, marks, wanted, owner, owner_epoch, changed_by, changed_clock)
          VALUES ($2, coalesce((SELECT space FROM runlight.servers WHERE id = $4::bigint),
              (SELECT space FROM runlight.runs WHERE id = $17::bigint), ${firstSpace}), $3, $4, $5, $6, $7, $8, $9,
            $10, $11, $12, $13, $14, $15, $16, $1, ${clockOf})
          RETURNING id
        ) SELECT id, runlight.make_room(id) AS room FROM made`,
      params: [
        id,
        uid,
        kind,
        serverId,
        baseUrl,
        JSON.stringify(params),
        hasSecret,
        summary.createdAt,
        jobState,
        startedAt,
        finishedAt,
        summaryColumn(summary),
        marksColumn(summary),
        wanted,
        own ? id : null,
        own ? epoch : 0,
        // Whose server is gone stays where it was when it is started again.
        summary.againOf,
      ],
    }
  }

  const putMarks = async (
    run: number,
    change: MarkChange,
    now: number,
  ): Promise<RunSummary | null | 'again'> => {
    const [read] = await writer.write({
      sql: 'SELECT id, summary, marks FROM runlight.runs WHERE id = $1 AND removed_at IS NULL',
      params: [run],
    })
    const row = read?.rows[0]
    if (row === undefined) return null
    const marked = applyMarks(summaryIn(row), change, now)
    const [put] = await writer.write({
      sql: `UPDATE runlight.runs SET marks = $3, changed_by = $1, changed_clock = ${clockOf}
        WHERE id = $2 AND marks = $4 AND removed_at IS NULL`,
      params: [writer.member().id, run, marksColumn(marked), row.marks as string],
    })
    return put?.count === 1 ? marked : 'again'
  }

  return {
    addRun: async (run) => {
      const [made] = await writer.write(insert(run))
      return Number(made?.rows[0]?.id)
    },
    adoptRun: async (summary, uid, replaces) => {
      const { id } = writer.member()
      await writer.write(
        {
          sql: `UPDATE runlight.runs SET uid = $2 || id, changed_by = $1, changed_clock = ${clockOf} WHERE id = $3`,
          params: [id, `${importingPrefix}replaced `, replaces],
        },
        {
          sql: `UPDATE runlight.runs SET uid = $2, summary = $3, marks = $4, changed_by = $1, changed_clock = ${clockOf}
            WHERE id = $5`,
          params: [id, uid, summaryColumn(summary), marksColumn(summary), summary.id],
        },
      )
    },
    mark: async (run, change, now) => {
      for (let made = 0; made < tries; made++) {
        const marked = await putMarks(run, change, now)
        if (marked !== 'again') return marked
      }
      throw new Error(`Others change the marks of run ${run} all the time.`)
    },
  }
}
