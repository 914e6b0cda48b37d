// The row that a removal is remembered by.

import type { RemovalRecord } from '../../../../core/storage/storage.ts'
import type { Statement } from '../base/statements.ts'

/** Stores `record` as removal `id` or, where that is null, as a new one; its row answers the number. */
export function recordStatement(record: Omit<RemovalRecord, 'id'>, id: number | null): Statement {
  const values = [record.at, JSON.stringify(record)]
  return id === null
    ? { sql: 'INSERT INTO runlight.removals (at, record) VALUES ($1, $2) RETURNING id', params: values }
    : {
        sql: `INSERT INTO runlight.removals (id, at, record) VALUES ($3, $1, $2)
          ON CONFLICT (id) DO UPDATE SET at = excluded.at, record = excluded.record RETURNING id`,
        params: [...values, id],
      }
}
