// What the rules take away, removed: some runs in one transaction, which looks once more at each. What is watched, pinned, has
// grown meanwhile or is still being taken in stays, and so does everything where the rules are others by now.

import { z } from 'zod'
import { isSettled } from '../../../../core/run/states.ts'
import { retentionRuleSchema } from '../../../../core/storage/retention.ts'
import type { RemovalRecord } from '../../../../core/storage/storage.ts'
import { type Going, joinedRecord, recordOf } from '../../removal-plan.ts'
import { importingPrefix } from '../../rows.ts'
import type { RemovalStep, UpkeepPort } from '../../upkeep-port.ts'
import type { Connection } from '../base/connection.ts'
import type { Row } from '../base/statements.ts'
import { int8s } from '../base/values.ts'
import { removalOf } from './clearing.ts'
import { keepDuty } from './duty.ts'
import { fenceOf, type Place, raiseTopic } from './place-of-member.ts'
import { recordStatement } from './removal-record.ts'
import { summaryOf } from './summary-of.ts'

export function createRemoval(connection: Connection, place: Place): UpkeepPort['removeByRules'] {
  return ({ going, rules, asked, at, before }) => {
    const member = place.now()
    return connection.transaction(async (send) => {
      const [, kept, settings, found] = await send(
        fenceOf(member),
        keepDuty(member),
        { sql: `SELECT value FROM runlight.settings WHERE name = 'settings'` },
        // Nobody is waited for: what another is writing stays, until the rules are applied again.
        {
          sql: `SELECT id, summary, marks FROM runlight.runs
            WHERE id = ANY($1) AND removed_at IS NULL AND NOT wanted AND NOT starts_with(uid, $2)
            ORDER BY id FOR UPDATE SKIP LOCKED`,
          params: [int8s(going.map(({ id }) => id)), importingPrefix],
        },
      )
      if (kept?.count !== 1 || !areStored(rules, settings?.rows[0])) return null
      const byId = new Map(going.map((one) => [one.id, one]))
      const took = (found?.rows ?? []).flatMap((row) => mayGo(row, byId) ?? [])
      if (took.length === 0) return { ids: [], record: before }
      const ids = took.map(({ id }) => id)
      const part = recordOf(took, asked, at)
      const record = before === null ? part : joinedRecord(withoutId(before), part)
      const results = await send(
        ...removalOf(member.id, ids),
        raiseTopic('upkeep'),
        recordStatement(record, before?.id ?? null),
      )
      return { ids, record: { ...record, id: Number(results.at(-1)?.rows[0]?.id) } }
    })
  }
}

/** The run as it was planned, where it may still go; null where it may not, or nobody can tell. */
function mayGo(row: Row, planned: ReadonlyMap<number, Going>): Going | null {
  const run: Partial<ReturnType<typeof summaryOf>> = summaryOf(row)
  const going = planned.get(Number(row.id))
  if (going === undefined || run.connection === undefined || run.marks === undefined) return null
  if (!isSettled(run.connection.state) || run.marks.pinned) return null
  return run.events === going.events ? going : null
}

const settingsShape = z.object({ retention: z.array(retentionRuleSchema) })

function areStored(rules: RemovalStep['rules'], row: Row | undefined): boolean {
  const stored = settingsShape.safeParse(JSON.parse(String(row?.value ?? 'null')))
  return JSON.stringify(stored.data?.retention ?? []) === JSON.stringify(rules)
}

function withoutId({ id: _, ...record }: RemovalRecord): Omit<RemovalRecord, 'id'> {
  return record
}
