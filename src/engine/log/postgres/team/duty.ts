// Which collector keeps house: a row with the member, its epoch and until when, taken like everything else behind the fence. A
// collector that is lost loses it with its place; one that lives and does not come back for it loses it when its time is over.

import { z } from 'zod'
import { storageStatusSchema } from '../../../../core/storage/storage.ts'
import type { Upkeep, UpkeepPort, UpkeepWish } from '../../upkeep-port.ts'
import type { Connection } from '../base/connection.ts'
import type { Row, Statement } from '../base/statements.ts'
import { type Place, raiseTopic, write } from './place-of-member.ts'

type Duty = Pick<UpkeepPort, 'takeUpkeep' | 'upkeep' | 'askUpkeep' | 'sayUpkeep'>

const saidSchema = storageStatusSchema.pick({ tasks: true, outcomes: true })
const isLiving = `EXISTS (SELECT FROM runlight.members m WHERE m.id = d.member AND m.epoch = d.epoch
  AND NOT m.closed AND m.expires_at >= clock_timestamp())`

const state: Statement = {
  sql: `SELECT d.member, d.epoch, d.until >= clock_timestamp() AND ${isLiving} AS held, d.said, d.asked, d.asked_by,
      CASE WHEN d.asks > d.heard THEN d.asks END AS wish,
      (SELECT m.name FROM runlight.members m WHERE m.id = d.member) AS keeper,
      extract(epoch FROM greatest(d.until, clock_timestamp()) - clock_timestamp())::float8 * 1000 AS for_ms,
      extract(epoch FROM clock_timestamp())::float8 * 1000 AS now, extract(epoch FROM d.done_at)::float8 * 1000 AS done_at
    FROM runlight.duties d WHERE d.name = 'upkeep'`,
}

/** Keeps the duty of the member $1 of epoch $2 for another time to live; no row: it is another's. */
export function keepDuty({ id, epoch, ttlMs }: ReturnType<Place['now']>): Statement {
  return {
    sql: `UPDATE runlight.duties SET until = clock_timestamp() + $3::int4 * interval '1 ms'
      WHERE name = 'upkeep' AND member = $1 AND epoch = $2`,
    params: [id, epoch, ttlMs],
  }
}

export function createDuty(connection: Connection, place: Place, mayHave: boolean): Duty {
  const look = async (): Promise<Upkeep> => {
    const [row] = await connection.all(state.sql)
    return upkeepOf(row ?? {}, place.taken())
  }

  return {
    upkeep: look,
    takeUpkeep: async () => {
      const member = place.now()
      const { id, epoch, ttlMs } = member
      const now = await look()
      if (!mayHave || (now.keeper !== null && !now.mine)) return now
      const [taken] = await write(connection.run, member, {
        sql: `UPDATE runlight.duties d SET member = $1, epoch = $2,
            until = clock_timestamp() + $3::int4 * interval '1 ms'
          WHERE name = 'upkeep' AND ((d.member = $1 AND d.epoch = $2) OR d.until < clock_timestamp() OR NOT ${isLiving})`,
        params: [id, epoch, ttlMs],
      })
      // Screens show who has it.
      if (taken?.count === 1 && !now.mine) await write(connection.run, member, raiseTopic('upkeep'))
      return look()
    },
    askUpkeep: async (what, by) => {
      await write(
        connection.run,
        place.now(),
        {
          sql: `UPDATE runlight.duties SET asked = $1, asked_by = $2, asks = asks + 1 WHERE name = 'upkeep'`,
          params: [what, by],
        },
        raiseTopic('upkeep'),
      )
    },
    sayUpkeep: async (said, heard, done) => {
      const member = place.now()
      await write(
        connection.run,
        member,
        {
          sql: `UPDATE runlight.duties SET said = $3, heard = greatest(heard, $4::int8),
              done_at = CASE WHEN $5 THEN clock_timestamp() ELSE done_at END
            WHERE name = 'upkeep' AND member = $1 AND epoch = $2`,
          params: [member.id, member.epoch, JSON.stringify(said), heard ?? 0, done],
        },
        raiseTopic('upkeep'),
      )
    },
  }
}

function upkeepOf(row: Row, member: ReturnType<Place['taken']>): Upkeep {
  const held = row.held === true
  const what = z.enum(['apply', 'cancel'] satisfies UpkeepWish[]).safeParse(row.asked)
  return {
    keeper: held ? String(row.keeper) : null,
    mine: held && member !== null && row.member === member.id && row.epoch === member.epoch,
    forMs: held ? Math.max(0, Number(row.for_ms)) : 0,
    now: Number(row.now),
    doneAt: typeof row.done_at === 'number' ? Math.round(row.done_at) : null,
    // What an older or newer program has said may have another shape.
    said: saidSchema.safeParse(JSON.parse(String(row.said ?? 'null'))).data ?? { tasks: [], outcomes: [] },
    wish:
      typeof row.wish === 'number' && what.success
        ? { what: what.data, by: String(row.asked_by), number: row.wish }
        : null,
  }
}
