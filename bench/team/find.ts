// Searching a log with a past: how long the first page takes for each sort of question, by each way of finding blocks.

import { Client } from 'pg'
import type { Postgres } from '../../tests/support/postgres.ts'
import { blockTable } from './block-layout.ts'
import { commits, rareWord, vocabulary } from './events.ts'
import { copyPast, fillPast } from './past.ts'
import { type Found, search } from './search.ts'

export type FindRow = {
  readonly question: string
  readonly way: string
  readonly p50Ms: number
  readonly p95Ms: number
  /** Until the candidates are known, of `p95Ms`. */
  readonly candidatesP95Ms: number
  /** Medians. */
  readonly candidates: number
  readonly read: number
  readonly hits: number
}

export type PastRow = {
  readonly events: number
  readonly blocks: number
  /** By the NDJSON. */
  readonly table: number
  readonly gin: number
  readonly body: number
  readonly words: number
  readonly pairs: number
  readonly ginSeconds: number
}

/** No sort of question is asked for longer, once it was asked. */
const longestMs = 20_000

/** `events` are made and `times` as many stored: the same blocks again, under other runs. */
export async function benchFind(
  postgres: Postgres,
  events: number,
  times: number,
): Promise<{ readonly past: PastRow; readonly find: readonly FindRow[] }> {
  const client = new Client(await postgres.createDatabase())
  await client.connect()
  await client.query(blockTable)
  const { raw, blocks } = await fillPast(client, events)
  await copyPast(client, times)
  await client.query('VACUUM ANALYZE')
  const find = await ask(client, 'scan of words', false, ['a rare word', 'a word that is nowhere'])
  const started = performance.now()
  await client.query('CREATE INDEX event_block_words ON event_block USING gin (words)')
  const ginSeconds = (performance.now() - started) / 1_000
  // The planner takes reading every array for free.
  await client.query('SET enable_seqscan = off')
  find.push(...(await ask(client, 'GIN', false)), ...(await ask(client, 'GIN and pairs', true)))
  const sizes = await client.query(`
    SELECT pg_total_relation_size('event_block') - pg_relation_size('event_block_words') AS table, pg_relation_size('event_block_words') AS gin,
      sum(octet_length(body)) AS body, sum(cardinality(words) * 4) AS words, sum(octet_length(pairs)) AS pairs FROM event_block`)
  await client.end()
  const of = (name: string) => Math.round((1_000 * Number(sizes.rows[0]?.[name])) / (raw * times)) / 1_000
  return {
    past: {
      events: events * times,
      blocks: blocks * times,
      table: of('table'),
      gin: of('gin'),
      body: of('body'),
      words: of('words'),
      pairs: of('pairs'),
      ginSeconds: Math.round(ginSeconds),
    },
    find,
  }
}

const twenty = (phrase: (i: number) => string) => Array.from({ length: 20 }, (_, i) => phrase(i))
const word = (rank: number) => vocabulary[rank] ?? ''

/** Phrases of three words from texts that are not in the log, but of the same language: most are nowhere. */
function threeWords(): readonly string[] {
  const texts: string[] = []
  for (const commit of commits(99)) {
    for (const { run, data } of commit) if (run % 4 === 3) texts.push(JSON.parse(data).message)
    if (texts.length > 60) break
  }
  return texts.slice(0, 40).map((text) => text.split(' ').slice(3, 6).join(' '))
}

const questions: Readonly<Record<string, readonly string[]>> = {
  'a rare word': [rareWord, ...twenty((i) => word(19_000 + i * 31))],
  'a common word': twenty(word),
  'a word that is nowhere': twenty((i) => `nowhere${i}`),
  'two common words': twenty((i) => `${word(i)} ${word(i + 3)}`),
  'two middling words': twenty((i) => `${word(80 + i * 5)} ${word(90 + i * 7)}`),
  'three words': threeWords(),
  'common words that never meet': twenty((i) => `delta ${word(i)}`),
}

async function ask(
  client: Client,
  way: string,
  pairs: boolean,
  only: readonly string[] = Object.keys(questions),
): Promise<FindRow[]> {
  const rows: FindRow[] = []
  for (const question of only) {
    const all: Found[] = []
    const end = performance.now() + longestMs
    for (const phrase of questions[question] ?? []) {
      all.push(await search(client, phrase, pairs))
      if (performance.now() > end) break
    }
    const at = (share: number, of: (found: Found) => number) =>
      Math.round(
        all.map(of).toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0,
      )
    const row = {
      question,
      way,
      p50Ms: at(0.5, (one) => one.ms),
      p95Ms: at(0.95, (one) => one.ms),
      candidatesP95Ms: at(0.95, (one) => one.candidatesMs),
      candidates: at(0.5, (one) => one.candidates),
      read: at(0.5, (one) => one.read),
      hits: at(0.5, (one) => one.hits),
    }
    process.stderr.write(`${JSON.stringify(row)}\n`)
    rows.push(row)
  }
  return rows
}
