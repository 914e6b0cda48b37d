// The figures as the page docs/performance.md shows them, each beside its budget.

import type { FollowRow } from './follow.ts'
import type { IngestRow } from './ingest.ts'
import type { ScreenRow } from './screen.ts'

export type Figures = {
  readonly date: string
  readonly machine: string
  readonly ingest: readonly IngestRow[]
  readonly screen: ScreenRow
  readonly follow: FollowRow
}

const n = (value: number) => value.toLocaleString('en-US')

export function tables({ date, machine, ingest, screen, follow }: Figures): string {
  return `# Performance

Measured by \`npm run bench\` on ${date}: ${machine}. Server, engine and browser share the machine. Ingest figures are
medians of three; ratios are of the same run. Machines are shared and noisy: compare within one run.

## Ingest over HTTP, committed with its search index

The server is a process of its own and sends as fast as it is read. *Bare* is SQLite alone: the same rows, the same tables
and text index, \`synchronous=FULL\`, 2,000 rows for each transaction, nothing before it.

| streams | events/s | bare events/s | of bare | event-loop delay p99 | memory |
|---|---|---|---|---|---|
${ingest.map((row) => `| ${row.streams} | ${n(row.eventsPerSecond)} | ${n(row.bare)} | ${row.ofBare} | ${row.delayP99Ms} ms | ${row.rssMb} MB |`).join('\n')}

Budget with 100 streams: at least 50,000 events/s, at least 0.5 of bare, delay p99 at most 50 ms.

## Arrival to screen

${n(screen.eventsPerSecond)} events/s over ${screen.runs} runs, through log, host and page, in Chromium: median ${screen.p50Ms} ms, p95 ${screen.p95Ms} ms over
${n(screen.seen)} events seen; longest task of the page ${screen.longestTaskMs} ms. Budget: p95 at most 100 ms.

## The page following a log

${n(follow.eventsPerSecond)} events/s for ${follow.seconds} s: ${follow.tasksOver50Ms} tasks over 50 ms (longest ${follow.longestTaskMs} ms); heap after collection ${follow.heapStartMb} MB at the start,
${follow.heapEndMb} MB at the end. Budget: no task over 50 ms, heap flat.
`
}
