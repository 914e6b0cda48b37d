// The writer's part of reading a run again: the bits of its events a slice at a time, then everything that follows from its
// events in one transaction. The events themselves stay as they were received. Whoever keeps what was read of them hears of it
// by the run's `reads`.

import { blockSize } from '../../../../core/log/blocks.ts'
import type { RunSummary } from '../../../../core/run/run.ts'
import { jobColumns } from '../../job-columns.ts'
import type { LogWriter } from '../../log-writer.ts'
import type { Reflagged } from '../../rows.ts'
import type { Connection, Run } from '../base/connection.ts'
import type { Row, Statement } from '../base/statements.ts'
import { int8s } from '../base/values.ts'
import { packOutline, unpackOutline } from '../events/outline.ts'
import { marksColumn, summaryColumn, summaryIn } from '../rows/stored-summary.ts'
import { clockOf, fenceOf } from '../team/place-of-member.ts'
import { checkpointStatement } from './checkpoints.ts'
import { transitionStatements } from './commit.ts'
import type { MemberWriter } from './member-writer.ts'
import type { OpenRuns } from './open-runs.ts'

type Part = Pick<LogWriter, 'setReading' | 'reflag' | 'readAnew'>

export function createReadAgain(connection: Connection, writer: MemberWriter, runs: OpenRuns): Part {
  /** Calls `act` in one transaction behind the fence, with the row of the run locked; null where there is no such run. */
  const within = <T>(
    run: number,
    act: (send: Run, row: Row, member: number) => Promise<T>,
  ): Promise<T | null> => {
    const member = writer.member()
    return connection.transaction(async (send) => {
      const [, read] = await send(fenceOf(member), {
        sql: 'SELECT id, summary, marks FROM runlight.runs WHERE id = $1 AND removed_at IS NULL FOR UPDATE',
        params: [run],
      })
      const row = read?.rows[0]
      return row === undefined ? null : act(send, row, member.id)
    })
  }
  const put = (member: number, summary: RunSummary): Statement => ({
    sql: `UPDATE runlight.runs SET summary = $2, marks = $3, changed_by = $1, changed_clock = ${clockOf} WHERE id = $4`,
    params: [member, summaryColumn(summary), marksColumn(summary), summary.id],
  })

  return {
    setReading: (run, reading) =>
      within(run, async (send, row, member) => {
        const { reading: _, ...summary } = summaryIn(row)
        const next: RunSummary = reading == null ? summary : { ...summary, reading }
        await send(put(member, next))
        return next
      }),
    reflag: async (run, changed) => {
      runs.forget([run])
      await within(run, async (send) => {
        await reflagRows(send, run, 'event_block', new Map(changed))
        await reflagRows(send, run, 'event_tail', new Map(changed))
        await send({ sql: 'UPDATE runlight.runs SET reads = reads + 1 WHERE id = $1', params: [run] })
      })
    },
    readAnew: (run, anew) => {
      runs.forget([run])
      return within(run, async (send, row, member) => {
        const { summary, as, end } = anew
        const known = summaryIn(row)
        const { baseUrl: _, ...named } = as ?? { baseUrl: '' }
        const { reading: __, ...unread } = known
        const next: RunSummary =
          summary === null
            ? known
            : { ...unread, ...named, ...summary, readAgain: (known.readAgain ?? 0) + 1 }
        const [jobState, startedAt, finishedAt] = jobColumns(next.job)
        await send(
          {
            sql: `UPDATE runlight.runs SET params = $2, reads = reads + 1 WHERE id = $1`,
            params: [run, JSON.stringify(anew.params)],
          },
          { sql: 'DELETE FROM runlight.checkpoints WHERE run = $1 AND seq <= $2', params: [run, anew.upTo] },
          ...checkpointStatement(anew.checkpoints),
          { sql: 'UPDATE runlight.event_block SET figures = NULL WHERE run = $1', params: [run] },
          ...transitionStatements(end === undefined ? [] : [{ ...end, run }]),
          ...(as === undefined
            ? []
            : [
                {
                  sql: 'UPDATE runlight.runs SET kind = $2, server_id = $3, base_url = $4 WHERE id = $1',
                  params: [run, as.kind, as.serverId, as.baseUrl],
                },
              ]),
          ...(summary === null
            ? []
            : [
                {
                  sql: 'UPDATE runlight.runs SET job_state = $2, started_at = $3, finished_at = $4 WHERE id = $1',
                  params: [run, jobState, startedAt, finishedAt],
                },
              ]),
          put(member, next),
        )
        return next
      })
    },
  }
}

/** Rows hold many events; only those are read and written in which a bit changes. */
async function reflagRows(
  send: Run,
  run: number,
  table: 'event_block' | 'event_tail',
  flags: ReadonlyMap<Reflagged[0], Reflagged[1]>,
): Promise<void> {
  if (flags.size === 0) return
  const seqs = [...flags.keys()]
  const inBlock = table === 'event_block'
  const last = inBlock ? 'last_seq' : 'first_seq + count - 1'
  const [found] = await send({
    sql: `SELECT first_seq, outline FROM runlight.${table}
      WHERE run = $1 AND first_seq BETWEEN $2::bigint - ${blockSize} AND $3 AND ${last} >= $2
        AND EXISTS (SELECT FROM unnest($4::bigint[]) AS seq WHERE seq BETWEEN first_seq AND ${last})`,
    params: [run, seqs.reduce((a, b) => Math.min(a, b)), seqs.reduce((a, b) => Math.max(a, b)), int8s(seqs)],
  })
  const updates = (found?.rows ?? []).map(({ first_seq: first, outline }): Statement => {
    if (!(outline instanceof Uint8Array)) throw new SyntaxError('JSON of an outline is missing.')
    const before = unpackOutline(outline, inBlock)
    const after = { ...before, flags: before.flags.map((bits, i) => flags.get(Number(first) + i) ?? bits) }
    return {
      sql: `UPDATE runlight.${table} SET outline = $3 WHERE run = $1 AND first_seq = $2`,
      params: [run, Number(first), packOutline(after, inBlock)],
    }
  })
  if (updates.length > 0) await send(...updates)
}
