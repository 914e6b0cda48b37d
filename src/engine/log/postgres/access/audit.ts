// Who did what, and who was refused: rows that are only ever added. What a person changes and its row are one transaction.

import { isJsonObject, parseJson } from '../../../../core/basics/json.ts'
import type { AccessPort } from '../../access-port.ts'
import type { Connection } from '../base/connection.ts'
import type { Statement } from '../base/statements.ts'
import { inMs, oneLine } from './rows.ts'

type Detail = Readonly<Record<string, unknown>>

/** The statement that notes it. */
export function auditOf(who: string, what: string, detail: Detail): Statement {
  return {
    sql: 'INSERT INTO runlight.audit (who, what, detail) VALUES ($1, $2, $3)',
    // JSON writes NUL and lone surrogates as escapes.
    params: [oneLine(who, 300), what, JSON.stringify(detail)],
  }
}

/** The statement by which hubs learn that somebody may do more or less than before. */
export const changedAccess: Statement = {
  sql: `UPDATE runlight.topics SET version = version + 1 WHERE name = 'access'`,
}

export function createAudit(connection: Connection): AccessPort['audit'] {
  return {
    note: async (who, what, detail) => {
      await connection.run(auditOf(who, what, detail))
    },
    page: async ({ before, limit, who, what }) => {
      const found = await connection.all(
        `SELECT id, ${inMs('at')} AS at, who, what, detail FROM runlight.audit
          WHERE ($1::bigint IS NULL OR id < $1) AND ($2::text IS NULL OR who = $2)
            AND ($3::text IS NULL OR starts_with(what, $3))
          ORDER BY id DESC LIMIT $4::int + 1`,
        before,
        who,
        what,
        limit,
      )
      const rows = found.slice(0, limit).map((row) => {
        const detail = parseJson(String(row.detail))
        return {
          id: Number(row.id),
          at: Number(row.at),
          who: String(row.who),
          what: String(row.what),
          detail: detail.ok && isJsonObject(detail.value) ? detail.value : {},
        }
      })
      return { rows, more: found.length > limit }
    },
  }
}
