// Statements sent together: one message each way, however many there are. All of them are one transaction, which the server
// ends by itself after the last (protocol: an implicit transaction lasts to the Sync), and nothing of it is there when one
// fails. No statement has a name, so that a pooler between may give each transaction another session.

import type { Connection, Submittable } from 'pg'
import { type Param, toValue, type Value } from './values.ts'

export type Statement = { readonly sql: string; readonly params?: readonly Param[] }

export type Row = Readonly<Record<string, Value>>

/** What one statement answered. `count`: how many rows it read or changed. */
export type Result = { readonly rows: readonly Row[]; readonly count: number }

type Field = { readonly name: string; readonly dataTypeID: number }

/** What `pg` calls on the query that is under way, as its own queries have it. */
type Answers = Submittable & {
  readonly handleRowDescription: (message: { readonly fields: readonly Field[] }) => void
  readonly handleDataRow: (message: { readonly fields: readonly (string | null)[] }) => void
  readonly handleCommandComplete: (message: { readonly text: string }) => void
  readonly handleEmptyQuery: () => void
  readonly handleError: (error: Error) => void
  readonly handleReadyForQuery: () => void
  /** Needed by `pg` where a query has a time-out of its own; never called here. */
  readonly callback: () => void
}

/** `pg` has typed less than these functions take. */
type Wire = Connection & {
  parse: (query: { text: string; name: string; types: string[] }) => void
  bind: (config: { values: (Buffer | string | null)[] }) => void
  describe: (message: { type: string }) => void
  execute: (config: null) => void
  readonly stream: { cork: () => void; uncork: () => void }
}

/** The query for `statements`, and their results when the server has answered the last; rejects with the first error. */
export function createQuery(statements: readonly Statement[]): {
  readonly query: Submittable
  readonly results: Promise<readonly Result[]>
} {
  const done = Promise.withResolvers<readonly Result[]>()
  const results: Result[] = []
  let fields: readonly Field[] = []
  let rows: Row[] = []
  let failed: Error | null = null
  const query: Answers = {
    submit: (connection) => send(connection as Wire, statements),
    handleRowDescription: (message) => {
      fields = message.fields
    },
    handleDataRow: (message) => {
      try {
        rows.push(toRow(fields, message.fields))
      } catch (thrown) {
        failed = thrown instanceof Error ? thrown : new Error(String(thrown))
      }
    },
    handleCommandComplete: ({ text }) => {
      results.push({ rows, count: Number(text.split(' ').at(-1)) || 0 })
      rows = []
      fields = []
    },
    handleEmptyQuery: () => results.push({ rows: [], count: 0 }),
    handleError: (error) => done.reject(error),
    handleReadyForQuery: () => (failed === null ? done.resolve(results) : done.reject(failed)),
    callback: () => {},
  }
  return { query, results: done.promise }
}

function send(wire: Wire, statements: readonly Statement[]): void {
  wire.stream.cork()
  try {
    for (const { sql, params = [] } of statements) {
      wire.parse({ text: sql, name: '', types: [] })
      wire.bind({ values: params.map(toParam) })
      wire.describe({ type: 'P' })
      wire.execute(null)
    }
    wire.sync()
  } finally {
    wire.stream.uncork()
  }
}

function toParam(param: Param): Buffer | string | null {
  if (param === null || typeof param === 'string') return param
  if (param instanceof Uint8Array) return Buffer.from(param.buffer, param.byteOffset, param.byteLength)
  return String(param)
}

function toRow(fields: readonly Field[], values: readonly (string | null)[]): Row {
  const row: Record<string, Value> = {}
  for (const [i, { name, dataTypeID }] of fields.entries()) row[name] = toValue(dataTypeID, values[i] ?? null)
  return row
}
