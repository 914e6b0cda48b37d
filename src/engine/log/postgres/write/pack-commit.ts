// The rows of events that a commit makes: for each run a tail, and a row of blocks where there are enough for one.

import { blockSize } from '../../../../core/log/blocks.ts'
import type { StoredEvent } from '../../rows.ts'
import type { Statement } from '../base/statements.ts'
import { byteas, int4s, int8s } from '../base/values.ts'
import { createBlockWords, wordBytes } from '../events/block-words.ts'
import { packEvents } from '../events/rows.ts'
import { addEvent, type OpenRun } from './open-runs.ts'

/** Events that weigh more are a row of their own before their block is full, as `eventUnits`. */
const sealUnits = 4 * 2 ** 20

export type EventRows = {
  /** Adds `events`, which follow those that `open` has. `settled`: no more are to come. */
  readonly add: (open: OpenRun, events: readonly StoredEvent[], settled: boolean) => void
  readonly statements: () => readonly Statement[]
}

type Tail = {
  readonly run: number
  readonly first: number
  readonly events: readonly StoredEvent[]
  readonly words: Uint8Array
}
type Sealed = {
  readonly run: number
  readonly first: number
  readonly last: number
  readonly firstAt: number
  readonly lastAt: number
  readonly figures: string
  readonly events: readonly StoredEvent[]
  readonly words: Int32Array
  readonly pairs: Uint8Array
}

export function createEventRows(): EventRows {
  const tails: Tail[] = []
  const blocks: Sealed[] = []
  /** The last event of each run up to which its tails go. */
  const emptied = new Map<number, number>()

  const seal = (open: OpenRun) => {
    const [first] = open.tail
    if (first === undefined || open.gatherer === null) return
    const words = createBlockWords()
    for (const hashes of open.hashes) words.add(hashes)
    const times = open.tail.map(({ at }) => at)
    blocks.push({
      run: open.run,
      first: first.seq,
      last: open.events,
      firstAt: times.reduce((a, b) => Math.min(a, b)),
      lastAt: times.reduce((a, b) => Math.max(a, b)),
      figures: JSON.stringify(open.gatherer.block()),
      events: open.tail,
      words: words.words(),
      pairs: words.pairs(),
    })
    emptied.set(open.run, open.events)
    open.tail = []
    open.hashes = []
    open.units = 0
    if (open.events % blockSize === 0) open.gatherer = null
  }

  return {
    add: (open, events, settled) => {
      let from = open.tail.length
      for (const event of events) {
        addEvent(open, event)
        if (event.seq % blockSize !== 0 && open.units < sealUnits) continue
        seal(open)
        from = 0
      }
      if (settled) seal(open)
      else if (open.tail.length > from) {
        const own = open.tail.slice(from)
        const words = wordBytes(open.hashes.slice(from))
        tails.push({ run: open.run, first: own[0]?.seq ?? 0, events: own, words })
      }
    },
    statements: () => [
      ...(tails.length === 0 ? [] : [insertTails(tails)]),
      ...blocks.map(insertBlock),
      ...(emptied.size === 0 ? [] : [emptyTails(emptied)]),
    ],
  }
}

function insertTails(tails: readonly Tail[]): Statement {
  const packed = tails.map(({ events }) => packEvents(events, false))
  return {
    sql: `INSERT INTO runlight.event_tail (run, first_seq, count, outline, texts, words)
      SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::integer[], $4::bytea[], $5::bytea[], $6::bytea[])`,
    params: [
      int8s(tails.map(({ run }) => run)),
      int8s(tails.map(({ first }) => first)),
      int4s(tails.map(({ events }) => events.length)),
      byteas(packed.map(({ outline }) => outline)),
      byteas(packed.map((one) => one.texts)),
      byteas(tails.map(({ words }) => words)),
    ],
  }
}

function insertBlock(block: Sealed): Statement {
  const packed = packEvents(block.events, true)
  return {
    sql: `INSERT INTO runlight.event_block
      (run, first_seq, last_seq, first_at, last_at, figures, outline, texts, words, pairs)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    params: [
      block.run,
      block.first,
      block.last,
      block.firstAt,
      block.lastAt,
      block.figures,
      packed.outline,
      packed.texts,
      int4s([...block.words]),
      block.pairs,
    ],
  }
}

function emptyTails(emptied: ReadonlyMap<number, number>): Statement {
  return {
    sql: `DELETE FROM runlight.event_tail t USING unnest($1::bigint[], $2::bigint[]) AS sealed (run, last)
      WHERE t.run = sealed.run AND t.first_seq <= sealed.last`,
    params: [int8s([...emptied.keys()]), int8s([...emptied.values()])],
  }
}
