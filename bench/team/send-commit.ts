// A commit of tails and blocks as one transaction, sent at once and answered at once: one way to the server and back. COPY
// cannot be sent so.

import type { Client } from 'pg'
import { array, byteaOid, type Cell, int4, int4Oid, int8, int8Oid } from './copy-rows.ts'

export type Tail = {
  readonly run: number
  readonly firstSeq: number
  readonly count: number
  readonly body: Buffer
  readonly words: Buffer
}

type Commit = {
  readonly clock: number
  readonly tails: readonly Tail[]
  readonly blocks: readonly (readonly Cell[])[]
  readonly sealed: readonly { readonly run: number; readonly upTo: number }[]
}

/** Where the lease is lost, the fence divides by zero: the rest is refused, and nothing is stored. */
const fence =
  'WITH held AS (UPDATE collectors SET clock = $1 WHERE id = 1 AND epoch = 1 RETURNING 1) SELECT 1 / count(*) FROM held'
const putTails =
  'INSERT INTO event_tail SELECT * FROM unnest($1::int8[], $2::int4[], $3::int4[], $4::bytea[], $5::bytea[])'
const dropTails = `DELETE FROM event_tail USING unnest($1::int8[], $2::int4[]) AS sealed (run, upto)
  WHERE event_tail.run = sealed.run AND first_seq <= upto`

/** `client` sends in a pipeline. */
export async function sendCommit(client: Client, { clock, tails, blocks, sealed }: Commit): Promise<void> {
  const send = (name: string, text: string, values: readonly unknown[] = []) =>
    client.query({ name, text, values: [...values] })
  await Promise.all([
    send('begin', 'BEGIN'),
    send('fence', fence, [clock]),
    send('tails', putTails, [
      array(
        int8Oid,
        tails.map(({ run }) => int8(run)),
      ),
      array(
        int4Oid,
        tails.map(({ firstSeq }) => int4(firstSeq)),
      ),
      array(
        int4Oid,
        tails.map(({ count }) => int4(count)),
      ),
      array(
        byteaOid,
        tails.map(({ body }) => body),
      ),
      array(
        byteaOid,
        tails.map(({ words }) => words),
      ),
    ]),
    ...blocks.map((cells) => send('block', 'INSERT INTO event_block VALUES ($1, $2, $3, $4, $5, $6)', cells)),
    send('drop', dropTails, [
      array(
        int8Oid,
        sealed.map(({ run }) => int8(run)),
      ),
      array(
        int4Oid,
        sealed.map(({ upTo }) => int4(upTo)),
      ),
    ]),
    send('commit', 'COMMIT'),
  ])
}
