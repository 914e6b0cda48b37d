// What blocks are measured against: one row for each event.

import { wordHashes } from '../../src/engine/log/postgres/events/word-hashes.ts'
import { type Cell, copyData, copyInto, int4, int4s, int8 } from './copy-rows.ts'
import type { BenchEvent } from './events.ts'
import type { Layout } from './layout.ts'

const narrow =
  'run int8 NOT NULL, seq int4 NOT NULL, at int8 NOT NULL, name text NOT NULL, event_id text, flags int4 NOT NULL, data bytea NOT NULL'

const narrowCells = ({ run, seq, at, name, id, data }: BenchEvent): Cell[] => [
  int8(run),
  int4(seq),
  int8(at),
  Buffer.from(name),
  Buffer.from(id),
  int4(0),
  Buffer.from(data),
]

/** COPY and nothing else, its bytes made before the clock starts; `key` is SQL behind the columns. */
export function bareCopy(name: string, key: string): Layout {
  return {
    name,
    copies: true,
    schema: `CREATE TABLE events (${narrow}${key})`,
    prepare: (events) => copyData(events.map(narrowCells)),
    open: (client) => (_, prepared) => () => copyInto(client, 'events', prepared ?? Buffer.alloc(0)),
  }
}

/** The same, its bytes made of the events as they come, while those before are on their way: what any client of COPY has to do. */
export function copyOfEvents(name: string, key: string): Layout {
  return {
    name,
    copies: true,
    schema: `CREATE TABLE events (${narrow}${key})`,
    open: (client) => (events) => {
      const data = copyData(events.map(narrowCells))
      return () => copyInto(client, 'events', data)
    },
  }
}

export const rowsWithWords: Layout = {
  name: 'rows, a GIN of their words',
  copies: true,
  schema: `CREATE TABLE events (${narrow}, words int4[] NOT NULL, PRIMARY KEY (run, seq));
    CREATE INDEX ON events USING gin (words)`,
  open: (client) => (events) => {
    const rows = events.map((event) => [
      ...narrowCells(event),
      int4s(Int32Array.from(new Set(wordHashes(event.data)))),
    ])
    const data = copyData(rows)
    return () => copyInto(client, 'events', data)
  },
}
