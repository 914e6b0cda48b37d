// The writer's part of forgetting, as a person asks for it run by run. What the team's rules take away goes through its upkeep.

import type { RemovalRecord } from '../../../../core/storage/storage.ts'
import type { LogWriter } from '../../log-writer.ts'
import type { Connection } from '../base/connection.ts'
import { clearSliceBy, dropPartition, removalOf } from '../team/clearing.ts'
import { recordStatement } from '../team/removal-record.ts'
import type { MemberWriter } from './member-writer.ts'
import type { OpenRuns } from './open-runs.ts'

type Part = Pick<LogWriter, 'removeRuns' | 'removeRun' | 'clearSlice'>

export function createForgetter(connection: Connection, writer: MemberWriter, open: OpenRuns): Part {
  const removeRuns = async (
    runs: readonly number[],
    record: Omit<RemovalRecord, 'id'> | null,
    id: number | null,
  ): Promise<number | null> => {
    open.forget(runs)
    const results = await writer.write(
      ...removalOf(writer.member().id, runs),
      ...(record === null ? [] : [recordStatement(record, id)]),
    )
    return record === null ? null : Number(results.at(-1)?.rows[0]?.id)
  }

  return {
    removeRuns,
    removeRun: async (run) => {
      await removeRuns([run], null, null)
    },
    clearSlice: async () => {
      await writer.look()
      const dropped = await dropPartition(connection)
      return dropped?.left === true ? dropped : clearSliceBy(writer.write)
    },
  }
}
