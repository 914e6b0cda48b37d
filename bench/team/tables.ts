// The figures of the shared log as tables.

import type { CandidateRow } from './candidates.ts'
import type { FindRow, PastRow } from './find.ts'
import type { IngestRow } from './ingest.ts'
import type { Spread } from './spread.ts'

const n = (value: number) => value.toLocaleString('en-US')
const spread = ({ p50Ms, p95Ms }: Omit<Spread, 'p99Ms'>) => `${n(p50Ms)} / ${n(p95Ms)} ms`

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n')
}

/** Sizes are by the NDJSON of the same events; processor time is in seconds for 100,000 events. */
export function ingestTable(rows: readonly IngestRow[]): string {
  const bare = rows.find(({ name }) => name.includes('primary key'))?.eventsPerSecond ?? Number.NaN
  return table(
    ['layout', 'events/s', 'of COPY', 'commit p50 / p99', 'WAL', 'disk', 'client s', 'server s'],
    rows.map((row) => [
      row.name,
      n(row.eventsPerSecond),
      Math.round((100 * row.eventsPerSecond) / bare) / 100,
      spread({ p50Ms: row.p50Ms, p95Ms: row.p99Ms }),
      row.wal,
      row.disk,
      row.clientCpu,
      row.serverCpu,
    ]),
  )
}

export function findTable(past: PastRow, rows: readonly FindRow[]): string {
  const sizes = `${n(past.events)} events in ${n(past.blocks)} blocks. By the NDJSON: table ${past.table} (bodies ${past.body}, words ${past.words}, pairs ${past.pairs}), GIN ${past.gin}, made in ${past.ginSeconds} s.`
  const found = table(
    ['first page of', 'by', 'p50 / p95', 'candidates, p95', 'candidates', 'read', 'hits'],
    rows.map((row) => [
      row.question,
      row.way,
      spread(row),
      `${n(row.candidatesP95Ms)} ms`,
      n(row.candidates),
      n(row.read),
      row.hits,
    ]),
  )
  return `${sizes}\n\n${found}`
}

export function candidatesTable(rows: readonly CandidateRow[]): string {
  return table(
    ['words', 'asked', 'p50 / p95', 'the server’s processor, p50 / p95', 'found'],
    rows.map(({ words, asked, walk, serverCpu, found }) => [
      words,
      asked,
      spread(walk),
      spread(serverCpu),
      found,
    ]),
  )
}
