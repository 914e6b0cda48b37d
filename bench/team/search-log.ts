// Searching a shared log through its review: a log that a collector's writer has written, and the same blocks again under other
// runs until there are as many as are asked for.

import { join } from 'node:path'
import { Client } from 'pg'
import { migrateSharedLog } from '../../src/engine/log/postgres/schema/migrate.ts'
import { bundle } from '../../tests/support/module-path.ts'
import type { Postgres } from '../../tests/support/postgres.ts'
import { measure } from '../process.ts'
import type { Asked } from './search-process.ts'
import { type Spread, spreadOf } from './spread.ts'
import type { Surveyed } from './survey-process.ts'
import { startWriter } from './writers.ts'

export type SearchRow = {
  readonly events: number
  readonly blocks: number
  /** Made of the written events, and copied with them; all of their bytes. */
  readonly surveys: Surveyed & { readonly of: number; readonly bytes: number }
  /** Of each sort of question. */
  readonly sorts: readonly {
    readonly sort: string
    readonly asked: number
    readonly took: Spread
    /** Milliseconds of the processor, of the process that asks and of the server's for it. */
    readonly cpu: Spread
    readonly serverCpu: Spread
    /** Rows of blocks that were read. */
    readonly read: Spread
    /** First pages that had no hit at all. */
    readonly empty: number
  }[]
}

/** `written` events by a writer, and `times` as many in all; each sort of question is asked `questions` times. */
export async function benchSearch(
  postgres: Postgres,
  written: number,
  times: number,
  questions: number,
): Promise<SearchRow> {
  const url = await postgres.createDatabase()
  await migrateSharedLog(url)
  await (await startWriter(url, 'w', written, 0, 1)).go()
  const client = new Client(url)
  await client.connect()
  const surveyed = await measure<Surveyed>([
    await bundle(join(import.meta.dirname, 'survey-process.ts')),
    url,
  ])
  await copyRuns(client, times)
  await client.query('VACUUM ANALYZE')
  const { rows } = await client.query(
    `SELECT count(*)::float8 AS blocks, sum(last_seq - first_seq + 1)::float8 AS events,
       pg_total_relation_size('runlight.survey_words')::float8 AS bytes FROM runlight.event_block`,
  )
  await client.end()
  const found = await measure<Readonly<Record<string, readonly Asked[]>>>([
    await bundle(join(import.meta.dirname, 'search-process.ts')),
    url,
    String(questions),
  ])
  return {
    events: rows[0]?.events ?? 0,
    blocks: rows[0]?.blocks ?? 0,
    surveys: { ...surveyed, of: (rows[0]?.events ?? 0) / times, bytes: rows[0]?.bytes ?? 0 },
    sorts: Object.entries(found).map(([sort, all]) => ({
      sort,
      asked: all.length,
      took: spreadOf(all.map(({ ms }) => ms)),
      cpu: spreadOf(all.map(({ cpuMs }) => cpuMs)),
      serverCpu: spreadOf(all.map(({ serverCpuMs }) => serverCpuMs)),
      read: spreadOf(all.map(({ read }) => read)),
      empty: all.filter(({ hits }) => hits === 0).length,
    })),
  }
}

/** The runs, their blocks and surveys again, each time as newer runs, with partitions and their indexes as the product makes them. */
async function copyRuns(client: Client, times: number): Promise<void> {
  const { rows } = await client.query('SELECT max(id)::int AS runs FROM runlight.runs')
  const runs = Number(rows[0]?.runs)
  for (let i = 1; i < times; i++) {
    const by = runs * i
    await client.query('SELECT runlight.make_room($1), runlight.make_room($2)', [by + 1, by + runs])
    await client.query(
      `INSERT INTO runlight.runs SELECT (jsonb_populate_record(NULL::runlight.runs, to_jsonb(r)
        || jsonb_build_object('id', r.id + $1::bigint, 'uid', r.uid || '-' || $1, 'wanted', false))).*
        FROM runlight.runs r WHERE r.id <= $2`,
      [by, runs],
    )
    await client.query(
      `INSERT INTO runlight.event_block SELECT run + $1::bigint, first_seq, last_seq, first_at, last_at, figures, outline, texts, words, pairs
        FROM runlight.event_block WHERE run <= $2`,
      [by, runs],
    )
    await client.query(
      'INSERT INTO runlight.event_tail SELECT run + $1::bigint, first_seq, count, outline, texts, words FROM runlight.event_tail WHERE run <= $2',
      [by, runs],
    )
  }
  await copySurveys(client, runs, times)
  for (;;) {
    const made = await client.query('SELECT runlight.index_words() AS made')
    if (made.rows[0]?.made !== true) return
  }
}

/** A survey of runs of two partitions is one of each. */
async function copySurveys(client: Client, runs: number, times: number): Promise<void> {
  const { rows } = await client.query('SELECT id FROM runlight.surveys')
  for (let i = 1; i < times; i++) {
    const by = runs * i
    for (const partition of new Set([Math.floor((by + 1) / 1_024), Math.floor((by + runs) / 1_024)])) {
      for (const { id } of rows)
        await client.query(
          `WITH made AS (
             INSERT INTO runlight.surveys (partition, runs, firsts, counts)
             SELECT $1, ARRAY(SELECT run + $2::bigint FROM unnest(runs) WITH ORDINALITY AS u (run, place) ORDER BY place), firsts, counts
             FROM runlight.surveys WHERE id = $3 RETURNING id
           )
           INSERT INTO runlight.survey_words SELECT made.id, bucket, places FROM made, runlight.survey_words WHERE survey = $3`,
          [partition, by, id],
        )
    }
  }
}
