// Tail and blocks: each commit leaves a small row for each of its runs, and the commit that fills a block seals it from memory
// and drops the rows of the tail.

import { createHashSet } from '../../src/engine/log/postgres/events/block-words.ts'
import { wordHashes } from '../../src/engine/log/postgres/events/word-hashes.ts'
import { type Compression, pack, tailBody } from './block-body.ts'
import { type GatheredWords, gatherWords, type Pairs } from './block-words.ts'
import { type Cell, int4, int4s, int8 } from './copy-rows.ts'
import type { BenchEvent } from './events.ts'
import type { Layout } from './layout.ts'
import { sendCommit, type Tail } from './send-commit.ts'

export type BlockOptions = {
  readonly pairs: Pairs
  /** Whether a tail's row has the hashes of its words. */
  readonly tailWords: boolean
  /** `later`: not during ingest, but when a partition closes. `live`: with its pending list. `direct`: without. */
  readonly gin: 'live' | 'direct' | 'later'
  readonly compression: Compression
}

export const blockSize = 1_024

const table = (columns: string) =>
  `(run int8 NOT NULL, first_seq int4 NOT NULL, count int4 NOT NULL, body bytea NOT NULL, ${columns}, PRIMARY KEY (run, first_seq))`

/** Neither compressed text nor hashes get smaller by the server's compression. */
export const blockTable = `
CREATE TABLE event_block ${table('words int4[] NOT NULL, pairs bytea')};
ALTER TABLE event_block ALTER body SET STORAGE EXTERNAL, ALTER words SET STORAGE EXTERNAL, ALTER pairs SET STORAGE EXTERNAL;`

const schemaOf = ({ gin }: BlockOptions) => `
CREATE TABLE collectors (id int4 PRIMARY KEY, epoch int8 NOT NULL, clock int8 NOT NULL);
INSERT INTO collectors VALUES (1, 1, 0);
CREATE TABLE event_tail ${table('words bytea NOT NULL')};
${blockTable}
${gin === 'later' ? '' : `CREATE INDEX ON event_block USING gin (words) WITH (fastupdate = ${gin === 'live' ? 'on' : 'off'})`}`

/** A block while it is gathered. */
export type Open = { readonly events: BenchEvent[]; readonly words: GatheredWords }

export function openBlock(pairs: Pairs): Open {
  return { events: [], words: gatherWords(pairs) }
}

/** The row of a block, from memory. */
export function blockCells(run: number, { events, words }: Open, compression: Compression): readonly Cell[] {
  const pairs = words.pairs()
  return [
    int8(run),
    int4(events[0]?.seq ?? 0),
    int4(events.length),
    pack(tailBody(events), compression),
    int4s(words.words()),
    pairs === null ? null : Buffer.from(pairs),
  ]
}

export function tailAndBlocks(name: string, options: BlockOptions): Layout {
  return {
    name,
    copies: false,
    schema: schemaOf(options),
    open: (client) => {
      const runs = new Map<number, Open>()
      let clock = 0
      return (events) => {
        const tails: Tail[] = []
        const blocks: (readonly Cell[])[] = []
        const sealed: { run: number; upTo: number }[] = []
        for (const [run, some] of Map.groupBy(events, (event) => event.run)) {
          let open = runs.get(run) ?? openBlock(options.pairs)
          let part: BenchEvent[] = []
          let hashes: Int32Array[] = []
          for (const event of some) {
            open.events.push(event)
            const words = wordHashes(event.data)
            part.push(event)
            hashes.push(words)
            open.words.add(words)
            if (event.seq % blockSize !== 0) continue
            blocks.push(blockCells(run, open, options.compression))
            sealed.push({ run, upTo: event.seq })
            open = openBlock(options.pairs)
            part = []
            hashes = []
          }
          runs.set(run, open)
          if (part.length > 0) tails.push(tailOf(run, part, options.tailWords ? distinct(hashes) : null))
        }
        clock++
        return () => sendCommit(client, { clock, tails, blocks, sealed })
      }
    },
  }
}

/** The hashes of these events' words, each once. */
function distinct(events: readonly Int32Array[]): Int32Array {
  const words = createHashSet()
  for (const hashes of events) for (const hash of hashes) words.add(hash)
  return words.all()
}

/** Two bytes of each word's hash suffice: a row that is looked at in vain has a few events. */
function tailOf(run: number, part: readonly BenchEvent[], words: Int32Array | null): Tail {
  const hashes = Buffer.alloc(2 * (words?.length ?? 0))
  words?.forEach((hash, i) => {
    hashes.writeUInt16BE(hash & 0xffff, 2 * i)
  })
  return {
    run,
    firstSeq: part[0]?.seq ?? 0,
    count: part.length,
    body: Buffer.from(tailBody(part)),
    words: hashes,
  }
}
