// Finding the candidate blocks among a million (10⁹ events), partition by partition and in one query over all of them. Blocks
// are made by the server: they have a few words that all, half, a tenth … of them have, and forty of their own.

import { Client } from 'pg'
import type { Postgres } from '../../tests/support/postgres.ts'

export type CandidateRow = {
  readonly words: string
  /** The newest 512 of all, by walking the partitions from the newest. */
  readonly walk: Spread
  /** The same by one query over the parent. */
  readonly parent: Spread
  readonly found: number
}

export type Spread = { readonly p50Ms: number; readonly p95Ms: number }

const perPartition = 10_000
const wanted = 512
const times = 12

/** Words of one in so many blocks; the hash of such a word is that number, and one of four. */
const oneIn = [1, 2, 10, 100, 1_000] as const

const questions: readonly (readonly [string, readonly number[]])[] = [
  ['a word that is nowhere', [99]],
  ['one in 1,000', [1_000]],
  ['one in 100', [100]],
  ['one in 10', [10]],
  ['in every block', [1]],
  ['two in every block, one nowhere', [1, 1 + 100_000, 99]],
  ['two of half, one of 10', [2, 2 + 100_000, 10]],
  ['two of 1,000 that never meet', [1_000, 1_000 + 100_000]],
]

export async function benchCandidates(postgres: Postgres, blocks: number): Promise<readonly CandidateRow[]> {
  const client = new Client(await postgres.createDatabase())
  await client.connect()
  const partitions = Math.ceil(blocks / perPartition)
  await client.query(
    'CREATE TABLE event_block (run int8 NOT NULL, first_seq int4 NOT NULL, words int4[] NOT NULL, PRIMARY KEY (run, first_seq)) PARTITION BY RANGE (run)',
  )
  for (let i = 0; i < partitions; i++) await fill(client, i)
  await client.query('VACUUM ANALYZE')
  await client.query('SET enable_seqscan = off')
  const rows: CandidateRow[] = []
  for (const [words, hashes] of questions) {
    let found = 0
    const walk = await spread(async () => {
      found = 0
      for (let i = partitions - 1; i >= 0 && found < wanted; i--)
        found += await newest(client, partition(i), hashes)
    })
    const parent = await spread(() => newest(client, 'event_block', hashes))
    rows.push({ words, walk, parent, found })
    process.stderr.write(`${JSON.stringify(rows.at(-1))}\n`)
  }
  await client.end()
  return rows
}

const partition = (i: number) => `event_block_${i}`

async function fill(client: Client, i: number): Promise<void> {
  const table = partition(i)
  const common = oneIn.map(
    (one) => `ARRAY(SELECT ${one} + 100000 * k FROM generate_series(0, 3) k WHERE (n * 7 + k) % ${one} = 0)`,
  )
  await client.query(
    `CREATE TABLE ${table} PARTITION OF event_block FOR VALUES FROM (${i * 1_024}) TO (${(i + 1) * 1_024});
     INSERT INTO ${table} SELECT ${i * 1_024} + n / 10, n % 10 * 1024 + 1,
       ${common.join(' || ')} || ARRAY(SELECT (1e6 + random() * 2e9)::int4 FROM generate_series(1, 40) WHERE n >= 0)
     FROM generate_series(0, ${perPartition - 1}) n;
     CREATE INDEX ON ${table} USING gin (words)`,
  )
}

async function newest(client: Client, table: string, hashes: readonly number[]): Promise<number> {
  const { rows } = await client.query({
    text: `SELECT run, first_seq FROM ${table} WHERE words @> $1::int4[] ORDER BY run DESC, first_seq DESC LIMIT ${wanted}`,
    values: [hashes],
    rowMode: 'array',
  })
  return rows.length
}

async function spread(run: () => Promise<unknown>): Promise<Spread> {
  const took: number[] = []
  for (let i = 0; i < times; i++) {
    const started = performance.now()
    await run()
    took.push(performance.now() - started)
  }
  took.sort((a, b) => a - b)
  const at = (share: number) => Math.round((took[Math.floor(times * share)] ?? 0) * 10) / 10
  return { p50Ms: at(0.5), p95Ms: at(0.95) }
}
