// Makes the surveys of words: goes through the events of rows of blocks that lie there for good, and stores where their words
// are. A search that meets no survey is only slower; two that cover one row agree.

import { blockSize } from '../../../../core/log/blocks.ts'
import type { StoredEvent } from '../../rows.ts'
import type { Row } from '../base/statements.ts'
import type { SyncClient } from '../base/sync-client.ts'
import { byteas, int4s, int8s } from '../base/values.ts'
import { unpackEvents } from '../events/rows.ts'
import { wordHashes } from '../events/word-hashes.ts'
import { createPlacesGatherer } from '../events/word-places.ts'
import { partition } from '../read/event-blocks.ts'

/** What a row weighs beside its events, so that many small ones are worth a survey, too, and none is of too many. */
const rowEvents = blockSize / 4
/**
 * Events that make a survey, about, and the fewest that are worth one: where more are to come, and where not. What is not surveyed
 * is what came last, and is searched first: it must not be much.
 */
const fullEvents = 256 * blockSize
const leastEvents = { open: 32 * blockSize, full: 8 * blockSize }
/** Rows that are read at once. */
const rowsAtOnce = 16
/** How long others stay away, for what takes some seconds. */
const turnMs = 60_000

type Span = { readonly run: number; readonly first: number; readonly count: number }

/** Partitions in which nothing was left to do, and what they were like then: one that is still like that is passed over. */
export type Done = ReadonlyMap<number, string>

export type Surveyor = {
  /** Makes the next survey, of the newest partition that lacks one. Answers whether there may be more to do. */
  readonly next: () => boolean
  /** For the surveyor that goes on after this one. */
  readonly done: () => Done
}

/**
 * `least`: what is worth a survey in a partition that is full, and in one that is not, in events. `before`: what the surveyor
 * before this one had done; null: there was none.
 */
export function createSurveyor(
  db: Pick<SyncClient, 'all' | 'run'>,
  least: { readonly full: number; readonly open: number } = leastEvents,
  before: Done | null = null,
): Surveyor {
  const done = new Map(before)
  /** Rows that are damaged: no survey covers them, and none is made for them again. */
  const unreadable = new Set<string>()

  /** Until when it is this one's turn; null: it is another's. */
  const takeTurn = (ms: number): string | null => {
    const [taken] = db.all(
      `UPDATE runlight.surveyor SET until = clock_timestamp() + $1 * interval '1 ms' WHERE until < clock_timestamp()
       RETURNING until::text AS until`,
      ms,
    )
    return taken === undefined ? null : String(taken.until)
  }
  /** Nothing where the turn took too long, and is another's by now. */
  const endTurn = (until: string) =>
    db.run('UPDATE runlight.surveyor SET until = clock_timestamp() WHERE until = $1::timestamptz', until)

  let isFirst = before === null

  /**
   * Drops the surveys of partitions that are gone, and those that still tell of the words of a removed run, of which a row is
   * left for a day; who comes later finds none.
   */
  const clear = () => {
    db.run(
      `DELETE FROM runlight.surveys s WHERE to_regclass('runlight.event_block_' || s.partition) IS NULL
         OR EXISTS (SELECT FROM runlight.runs r WHERE r.removed_at IS NOT NULL AND r.cleared
           AND r.id / ${partition} = s.partition AND r.id = ANY(s.runs))
         ${isFirst ? 'OR EXISTS (SELECT FROM unnest(s.runs) AS one WHERE NOT EXISTS (SELECT FROM runlight.runs WHERE id = one))' : ''}`,
    )
    isFirst = false
  }

  /** The newest first. What a partition is like: the rows that were put into it (by the database's own count), its surveys, whether it is full. */
  const partitions = () =>
    db
      .all(
        `SELECT p.number, f.is_full, concat_ws(' ', pg_stat_get_tuples_inserted(p.oid), s.surveys, s.last, f.is_full) AS state FROM (
           SELECT c.oid, substring(c.relname FROM '^event_block_([0-9]+)$')::bigint AS number
           FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
           WHERE i.inhparent = 'runlight.event_block'::regclass
         ) p
         CROSS JOIN LATERAL (
           SELECT (p.number + 1) * ${partition} <= (SELECT coalesce(max(id), 0) FROM runlight.runs) AS is_full
         ) f
         LEFT JOIN (SELECT partition, count(*) AS surveys, max(id) AS last FROM runlight.surveys GROUP BY partition) s
           ON s.partition = p.number
         ORDER BY p.number DESC`,
      )
      .map((row) => ({
        number: Number(row.number),
        isFull: row.is_full === true,
        state: String(row.state),
      }))

  /** The rows of a partition that no survey covers, the first so many, and whether there are enough of them for one. */
  const lacking = (number: number): readonly Span[] =>
    db
      .all(
        `SELECT b.run, b.first_seq, b.last_seq FROM runlight.event_block b
         WHERE b.run BETWEEN $1 AND $2 AND NOT EXISTS (
           SELECT FROM runlight.surveys s, unnest(s.runs, s.firsts) AS c (run, first)
           WHERE s.partition = $3 AND c.run = b.run AND c.first = b.first_seq)
         ORDER BY b.run, b.first_seq`,
        number * partition,
        number * partition + partition - 1,
        number,
      )
      .map(({ run, first_seq: first, last_seq: last }) => ({
        run: Number(run),
        first: Number(first),
        count: Number(last) - Number(first) + 1,
      }))
      .filter(({ run, first }) => !unreadable.has(keyOf(run, first)))

  const survey = (number: number, spans: readonly Span[]): void => {
    const gatherer = createPlacesGatherer()
    const covered: Span[] = []
    for (let i = 0; i < spans.length; i += rowsAtOnce) {
      const some = spans.slice(i, i + rowsAtOnce)
      const rows = db.all(
        `SELECT b.run, b.first_seq, b.outline, b.texts FROM unnest($1::bigint[], $2::bigint[]) AS w (run, first)
         JOIN runlight.event_block b ON b.run = w.run AND b.first_seq = w.first ORDER BY b.run, b.first_seq`,
        int8s(some.map(({ run }) => run)),
        int8s(some.map(({ first }) => first)),
      )
      for (const row of rows) {
        const [run, first] = [Number(row.run), Number(row.first_seq)]
        const events = readable(row, first)
        if (events.length === 0) unreadable.add(keyOf(run, first))
        else covered.push({ run, first, count: events.length })
        for (const { data } of events) gatherer.add(wordHashes(data), covered.length - 1)
      }
    }
    if (covered.length === 0) return
    const packed = gatherer.pack()
    db.run(
      `WITH made AS (INSERT INTO runlight.surveys (partition, runs, firsts, counts) VALUES ($1, $2, $3, $4) RETURNING id)
       INSERT INTO runlight.survey_words (survey, bucket, places)
       SELECT made.id, w.bucket, w.places FROM made, unnest($5::integer[], $6::bytea[]) AS w (bucket, places)`,
      number,
      int8s(covered.map(({ run }) => run)),
      int8s(covered.map(({ first }) => first)),
      int4s(covered.map(({ count }) => count)),
      int4s(packed.map((_, bucket) => bucket)),
      byteas(packed),
    )
  }

  return {
    next: () => {
      const turn = takeTurn(turnMs)
      if (turn === null) return false
      try {
        clear()
        for (const { number, isFull, state } of partitions()) {
          if (done.get(number) === state) continue
          const spans = lacking(number)
          const some = firstOf(spans, fullEvents)
          const enough = isFull ? least.full : least.open
          if (some.reduce((sum, span) => sum + weightOf(span), 0) >= enough) {
            survey(number, some)
            return true
          }
          done.set(number, state)
        }
        return false
      } finally {
        endTurn(turn)
      }
    },
    done: () => done,
  }
}

function keyOf(run: number, first: number): string {
  return `${run} ${first}`
}

/** None of a row that is damaged: whoever reads it is told, and the others are surveyed. */
function readable({ outline, texts }: Row, first: number): readonly StoredEvent[] {
  if (!(outline instanceof Uint8Array) || !(texts instanceof Uint8Array)) return []
  try {
    return unpackEvents({ outline, texts }, first, true)
  } catch {
    return []
  }
}

/** The first of `spans` that weigh as much as `events` events. */
function firstOf(spans: readonly Span[], events: number): readonly Span[] {
  let sum = 0
  const end = spans.findIndex((span) => {
    sum += weightOf(span)
    return sum >= events
  })
  return end === -1 ? spans : spans.slice(0, end + 1)
}

function weightOf({ count }: Span): number {
  return rowEvents + count
}
