// Finding the candidate blocks among a million (10⁹ events) by the finder's own walk over the product's own tables. Blocks are
// made by the server: they have a few words that all, half, a tenth … of them have, and forty of their own.

import { join } from 'node:path'
import { Client } from 'pg'
import { migrateSharedLog } from '../../src/engine/log/postgres/schema/migrate.ts'
import { bundle } from '../../tests/support/module-path.ts'
import type { Postgres } from '../../tests/support/postgres.ts'
import { measure } from '../process.ts'
import type { Walked } from './candidates-process.ts'
import { type Spread, spreadOf } from './spread.ts'

export type CandidateRow = {
  readonly words: string
  readonly asked: number
  /** Until the newest 512 of all are known. */
  readonly walk: Spread
  /** Milliseconds of the server's processor. */
  readonly serverCpu: Spread
  readonly found: number
}

const runsOfPartition = 1_024
const perPartition = 10_000
const wanted = 512

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

/** Each question is asked `times` times. */
export async function benchCandidates(
  postgres: Postgres,
  blocks: number,
  times: number,
): Promise<readonly CandidateRow[]> {
  const url = await postgres.createDatabase()
  await migrateSharedLog(url)
  const client = new Client(url)
  await client.connect()
  const partitions = Math.ceil(blocks / perPartition)
  for (let i = 0; i < partitions; i++) await fill(client, i)
  await client.query('VACUUM ANALYZE')
  await client.end()
  const walked = await measure<readonly Walked[]>([
    await bundle(join(import.meta.dirname, 'candidates-process.ts')),
    url,
    String(partitions * runsOfPartition - 1),
    String(wanted),
    String(times),
    JSON.stringify(questions.map(([, hashes]) => hashes)),
  ])
  return questions.map(([words], i) => ({
    words,
    asked: walked[i]?.ms.length ?? 0,
    walk: spreadOf(walked[i]?.ms ?? []),
    serverCpu: spreadOf(walked[i]?.serverMs ?? []),
    found: walked[i]?.found ?? 0,
  }))
}

/** A partition as the product makes it, and its index of words as it makes that. */
async function fill(client: Client, i: number): Promise<void> {
  const common = oneIn.map(
    (one) => `ARRAY(SELECT ${one} + 100000 * k FROM generate_series(0, 3) k WHERE (n * 7 + k) % ${one} = 0)`,
  )
  await client.query('SELECT runlight.make_room($1)', [i * runsOfPartition])
  await client.query(
    `INSERT INTO runlight.event_block (run, first_seq, last_seq, first_at, last_at, outline, texts, words, pairs)
     SELECT ${i * runsOfPartition} + n / 10, n % 10 * 1024 + 1, n % 10 * 1024 + 1024, 0, 0, '', '',
       ${common.join(' || ')} || ARRAY(SELECT (1e6 + random() * 2e9)::int4 FROM generate_series(1, 40) WHERE n >= 0), ''
     FROM generate_series(0, ${perPartition - 1}) n`,
  )
  await client.query('SELECT runlight.index_words()')
}
