// How much the writers of collectors store: one beside bare COPY of the same rows, several at once, and four that have little
// to do each.

import type { Postgres } from '../../tests/support/postgres.ts'
import { median } from '../process.ts'
import { type IngestRow, ingestOnce } from './ingest.ts'
import { bareCopy, copyOfEvents } from './rival-layouts.ts'
import { batchesOf, benchEvents, fullBatch } from './writer-batches.ts'
import { runWriters, type WritersRow } from './writers.ts'

type CopyRow = Pick<IngestRow, 'eventsPerSecond' | 'clientCpu' | 'serverCpu'>

/** `copy`: its bytes were made before the clock started, which is what is demanded of; `copyOfEvents`: while it ran. */
export type ThroughputRow = WritersRow & {
  readonly ofCopy: number
  readonly copy: CopyRow
  readonly ofCopyOfEvents: number
  readonly copyOfEvents: CopyRow
}

const rounds = 3

/** One writer and bare COPY into a table with a primary key, in turns; medians. */
export async function benchIngestOfOne(postgres: Postgres, events: number): Promise<ThroughputRow> {
  const given = batchesOf(benchEvents(events, 1), fullBatch)
  const key = ', PRIMARY KEY (run, seq)'
  const [ready, making] = [bareCopy('bare COPY', key), copyOfEvents('COPY of events', key)]
  const copies: IngestRow[] = []
  const made: IngestRow[] = []
  const ones: WritersRow[] = []
  for (let round = 0; round < rounds; round++) {
    copies.push(await ingestOnce(postgres, ready, given, events, 1))
    ones.push(await runWriters(postgres, 1, events, 0))
    made.push(await ingestOnce(postgres, making, given, events, 1))
  }
  const one = middle(ones)
  const [copy, copyMade] = [middleOfCopy(copies), middleOfCopy(made)]
  const of = (rival: CopyRow) => Math.round((100 * one.eventsPerSecond) / rival.eventsPerSecond) / 100
  return { ...one, copy, ofCopy: of(copy), copyOfEvents: copyMade, ofCopyOfEvents: of(copyMade) }
}

function middleOfCopy(rows: readonly IngestRow[]): CopyRow {
  return {
    eventsPerSecond: median(rows.map((row) => row.eventsPerSecond)),
    clientCpu: median(rows.map((row) => row.clientCpu)),
    serverCpu: median(rows.map((row) => row.serverCpu)),
  }
}

/** One, two and four writers at once, which store `events` together; in turns, medians. */
export async function benchCollectors(
  postgres: Postgres,
  events: number,
): Promise<readonly (WritersRow & { readonly ofOne: number })[]> {
  const counts = [1, 2, 4]
  const measured = new Map<number, WritersRow[]>()
  for (let round = 0; round < rounds; round++) {
    for (const count of counts) {
      const row = await runWriters(postgres, count, Math.ceil(events / count), 0)
      measured.set(count, [...(measured.get(count) ?? []), row])
    }
  }
  const rows = counts.map((count) => middle(measured.get(count) ?? []))
  const alone = rows[0]?.eventsPerSecond ?? Number.NaN
  return rows.map((row) => ({ ...row, ofOne: Math.round((100 * row.eventsPerSecond) / alone) / 100 }))
}

/** Four at `perSecond` events a second each, for `seconds`. */
export function benchCommits(postgres: Postgres, perSecond: number, seconds: number): Promise<WritersRow> {
  return runWriters(postgres, 4, perSecond * seconds, perSecond)
}

function middle(rows: readonly WritersRow[]): WritersRow {
  const of = (figure: (row: WritersRow) => number) => median(rows.map(figure))
  return {
    writers: rows[0]?.writers ?? 0,
    eventsPerSecond: of((row) => row.eventsPerSecond),
    p50Ms: of((row) => row.p50Ms),
    p99Ms: of((row) => row.p99Ms),
    clientCpu: of((row) => row.clientCpu),
    serverCpu: of((row) => row.serverCpu),
    lockWaits: of((row) => row.lockWaits),
    lightWaits: of((row) => row.lightWaits),
  }
}
