// One connection to the database, opened when it is needed and again after it was lost. What is sent while another
// transaction is under way waits for it. It keeps nothing in its session: a pooler may give each transaction another one.

import { Client } from 'pg'
import { configOf, placeOf } from './place.ts'
import { away, isPassing, postgresError } from './postgres-errors.ts'
import { createQuery, type Result, type Row, type Statement } from './statements.ts'

const connectMs = 5_000
/** The database ends a statement by itself; where it does not even do that, the connection is given up this much later. */
const graceMs = 2_000
const tries = 5
/** A transaction whose client is not heard of any more is ended by the database: until then it holds what others may take over. */
const silentMs = 5_000
const plainBegin = 'BEGIN'

/** Sends statements within a transaction that is open; the same as of a connection, but not ended by them. */
export type Run = (...statements: readonly Statement[]) => Promise<readonly Result[]>

export type Connection = {
  /** The address without credentials, for people. */
  readonly place: string
  /**
   * Sends `statements` together, as one transaction. Rejects with a RunlightError: `log-away` where nobody knows whether it
   * was stored, or where the database cannot be reached; anything else means that nothing of it is there.
   */
  readonly run: Run
  /** The rows of one statement. */
  readonly all: (sql: string, ...params: NonNullable<Statement['params']>) => Promise<readonly Row[]>
  /** Calls `act` within one transaction, whose beginning is `begin`; it is stored when `act` resolves. */
  readonly transaction: <T>(act: (run: Run) => Promise<T>, begin?: string) => Promise<T>
  /** Runs many statements without parameters as one transaction. */
  readonly script: (sql: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** `name` is what the database's own lists show. `statementMs`: how long the database may take for one transaction's statement. */
export function createConnection(url: string, name: string, statementMs: number): Connection {
  const place = placeOf(url)
  /** Before all else: how long a statement may take, and that the runs of all spaces are seen. */
  const limit: Statement = {
    sql: `SELECT set_config('statement_timeout', '${statementMs}', true), set_config('runlight.spaces', '*', true)`,
  }
  const silence: Statement = {
    sql: `SELECT set_config('idle_in_transaction_session_timeout', '${silentMs}', true)`,
  }
  let client: Promise<Client> | null = null
  let closed = false
  let last: Promise<unknown> = Promise.resolve()

  const open = async (): Promise<Client> => {
    const opened = new Client({
      ...configOf(url),
      application_name: name,
      connectionTimeoutMillis: connectMs,
      keepAlive: true,
    })
    // A connection that breaks while nothing is asked of it is opened again at the next question.
    const lose = () => {
      if (client === mine) client = null
    }
    opened.on('error', lose)
    opened.on('end', lose)
    const mine = opened.connect().then(
      () => opened,
      (thrown: unknown) => {
        lose()
        void opened.end().catch(() => {})
        throw thrown
      },
    )
    client = mine
    return mine
  }
  const send = async (statements: readonly Statement[]): Promise<readonly Result[]> => {
    if (closed) throw away(place, 'The connection to the database was closed')
    const open_ = await (client ?? open())
    const { query, results } = createQuery(statements)
    const timer = setTimeout(() => {
      client = null
      open_.connection.stream.destroy()
    }, statementMs + graceMs)
    try {
      open_.query(query)
      return await results
    } finally {
      clearTimeout(timer)
    }
  }
  const alone = <T>(act: () => Promise<T>): Promise<T> => {
    const mine = last.then(act).catch((thrown: unknown) => {
      throw postgresError(thrown, place)
    })
    last = mine.catch(() => {})
    return mine
  }
  const run: Run = (...statements) =>
    alone(async () => {
      for (let made = 1; ; made++) {
        try {
          return (await send([limit, ...statements])).slice(1)
        } catch (thrown) {
          if (!isPassing(thrown) || made === tries) throw thrown
        }
      }
    })
  /** What is sent over the connection that is open now and no other: on a new one it would be outside of its transaction. */
  const onThisOne = async (): Promise<Run> => {
    await (client ?? open())
    const mine = client
    return (...statements) =>
      (mine !== null && client === mine
        ? send(statements)
        : Promise.reject(away(place, 'The connection to the database was lost'))
      ).catch((thrown: unknown) => {
        throw postgresError(thrown, place)
      })
  }

  return {
    place,
    run,
    script: (sql) =>
      alone(async () => {
        await (await (client ?? open())).query(sql)
      }),
    all: async (sql, ...params) => (await run({ sql, params }))[0]?.rows ?? [],
    transaction: (act, begin = plainBegin) =>
      alone(async () => {
        const within = await onThisOne()
        await within({ sql: begin }, limit, ...(begin === plainBegin ? [silence] : []))
        try {
          const value = await act(within)
          await within({ sql: 'COMMIT' })
          return value
        } catch (thrown) {
          await within({ sql: 'ROLLBACK' }).catch(() => {})
          throw thrown
        }
      }),
    close: async () => {
      await last
      closed = true
      await (await client?.catch(() => null))?.end()
    },
  }
}
