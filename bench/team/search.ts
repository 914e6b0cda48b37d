// The first page of a search over blocks: candidates by their words, newest first; our own matcher decides.

import type { Client } from 'pg'
import { dataWords, hasPhrase, words } from '../../src/core/query/words.ts'
import { bloomPlaces } from '../../src/engine/log/postgres/events/block-words.ts'
import { hashPair, hashWord } from '../../src/engine/log/postgres/events/word-hashes.ts'
import { eventsWith, unpack } from './block-body.ts'

const page = 50
/** Candidates that are asked for at once, and bodies that are read at once, at most. */
const mostCandidates = 512
const mostBodies = 16

export type Found = {
  readonly hits: number
  readonly candidates: number
  readonly read: number
  readonly ms: number
  readonly candidatesMs: number
}

/** Looks for `phrase`; `pairs`: blocks whose filter has not all of its neighbours are no candidates. */
export async function search(client: Client, phrase: string, pairs: boolean): Promise<Found> {
  const started = performance.now()
  const said = words(phrase)
  const [sql, hashes] = candidatesSql(said.map(hashWord), pairs)
  let candidatesMs = 0
  let candidates = 0
  let hits = 0
  let read = 0
  let behind: readonly unknown[] = [2 ** 52, 0]
  for (let isOver = false; !isOver && hits < page; ) {
    const asked = performance.now()
    const { rows } = await client.query({ text: sql, values: [hashes, ...behind], rowMode: 'array' })
    candidatesMs += performance.now() - asked
    candidates += rows.length
    isOver = rows.length < mostCandidates
    behind = rows.at(-1) ?? behind
    for (
      let at = 0, many = 1;
      at < rows.length && hits < page;
      at += many, many = Math.min(mostBodies, many * 2)
    ) {
      for (const body of await bodies(client, rows.slice(at, at + many))) {
        read++
        hits += matches(body, said, page - hits)
      }
    }
  }
  return { hits, candidates, read, ms: performance.now() - started, candidatesMs }
}

function candidatesSql(hashes: readonly number[], pairs: boolean): readonly [string, readonly number[]] {
  const places = pairs
    ? hashes.slice(1).flatMap((hash, i) => bloomPlaces(hashPair(hashes[i] ?? 0, hash)))
    : []
  // `substr` of what is stored apart and uncompressed reads that part of it alone; `get_bit` would read all.
  const tests = places.map(
    (place) =>
      ` AND get_byte(substr(pairs, (${place >>> 3} & octet_length(pairs) - 1) + 1, 1), 0) >> ${place & 7} & 1 = 1`,
  )
  return [
    `SELECT run, first_seq FROM event_block WHERE words @> $1::int4[] AND (run, first_seq) < ($2::int8, $3::int4)${tests.join('')}
     ORDER BY run DESC, first_seq DESC LIMIT ${mostCandidates}`,
    hashes,
  ]
}

/** As hexadecimal: the client reads every value as text, whatever it asked for. */
async function bodies(client: Client, keys: readonly (readonly unknown[])[]): Promise<readonly Buffer[]> {
  const { rows } = await client.query<[Buffer]>({
    name: 'bodies',
    text: `SELECT body FROM event_block JOIN unnest($1::int8[], $2::int4[]) AS wanted (run, first_seq) USING (run, first_seq)
           ORDER BY run DESC, first_seq DESC`,
    values: [keys.map(([run]) => run), keys.map(([, first]) => first)],
    rowMode: 'array',
  })
  return rows.map(([body]) => body)
}

function matches(body: Buffer, said: readonly string[], most: number): number {
  const longest = said.toSorted((a, b) => b.length - a.length)[0] ?? ''
  let hits = 0
  for (const data of eventsWith(unpack(body, 'zstd'), longest)) {
    if (hasPhrase(dataWords(data), said, { prefix: false })) hits++
    if (hits === most) break
  }
  return hits
}
