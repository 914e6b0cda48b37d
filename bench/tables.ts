// The figures as the page docs/performance.md shows them, each beside its budget.

import type { AlertsRow } from './alerts.ts'
import type { FollowRow } from './follow.ts'
import type { BesideRow, IngestRow, ReadingRow } from './ingest.ts'
import type { LightRow } from './light.ts'
import type { RestRow } from './rest.ts'
import type { ReviewRow, Spread } from './review.ts'
import type { ScreenRow } from './screen.ts'
import type { Start } from './start.ts'
import { tapTable } from './tap/table.ts'
import type { TapRow } from './tap.ts'

export type Figures = {
  readonly date: string
  readonly machine: string
  readonly start: Start
  readonly rest: readonly RestRow[]
  readonly ingest: readonly IngestRow[]
  readonly reading: readonly ReadingRow[]
  readonly screen: readonly ScreenRow[]
  readonly follow: FollowRow
  readonly light: LightRow
  readonly alerts: AlertsRow
  readonly tap: TapRow
  readonly review: readonly ReviewRow[]
  readonly beside: readonly BesideRow[]
}

const n = (value: number) => value.toLocaleString('en-US')

const spread = ({ p50Ms, p95Ms }: Spread) => `${n(p50Ms)} / ${n(p95Ms)} ms`

/** What is measured of a large log, its budget, and how a column shows it. */
const reviewLines: readonly (readonly [string, string, (row: ReviewRow) => string])[] = [
  ['start to the first row of the board', '800 ms', (row) => `${n(row.startMs)} ms`],
  ['first rows of the run', '100 ms', (row) => `${n(row.firstRows.p50Ms)} ms`],
  ['jump anywhere', '50 ms', (row) => spread(row.jump)],
  ['next error', '50 ms', (row) => spread(row.nextError)],
  ['search everything, words', '40 ms', (row) => spread(row.words)],
  ['search everything, phrases of the text', '40 ms', (row) => spread(row.phrases)],
  ['search everything, phrases of words that most events have', '80 ms', (row) => spread(row.commonPhrases)],
  ['two field filters in the run, first rows', '300 ms for 1,000,000', (row) => spread(row.fields)],
  ['two field filters in the run, all counted', '250 ms for 1,000,000', (row) => spread(row.fieldsCounted)],
  ['scrub to any instant', '100 ms', (row) => spread(row.scrub)],
  ['renderer heap with the log open', '150 MB', (row) => `${row.heapMb} MB`],
  ['export, transcript', '500,000 events/s', (row) => `${n(row.exportPerSecond)} events/s`],
  ['export, transcript, redacted', '400,000 events/s', (row) => `${n(row.redactedPerSecond)} events/s`],
  ['import, transcript', '200,000 events/s', (row) => `${n(row.importPerSecond)} events/s`],
  ['disk with indexes, by the NDJSON', '1.6', (row) => String(row.diskOfNdjson)],
]

/** What looking back costs, and what a person would use instead. */
export function reviewTable(rows: readonly ReviewRow[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rivals = rows[0]?.rivals ?? []
  return [
    line(['', 'budget', ...rows.map((row) => `${n(row.events)} events`)]),
    line(['---', '---', ...rows.map(() => '---')]),
    ...reviewLines.map(([what, budget, show]) => line([what, budget, ...rows.map(show)])),
    ...rivals.map(({ what }, i) =>
      line([`\`${what}\``, '', ...rows.map((row) => rivalTime(row.rivals[i]?.seconds ?? null))]),
    ),
  ].join('\n')
}

const rivalTime = (seconds: number | null) => (seconds === null ? 'not installed' : `${n(seconds)} s`)

/** How long the shortest commands take. */
export function startTable({ nodeMs, rows }: Start): string {
  return `Whole process, median of alternating runs; \`node -e 0\` took ${nodeMs} ms beside them.

| | demand | measured | of Node alone, demand | measured |
|---|---|---|---|---|
${rows.map((row) => `| \`${row.command}\` | ${row.limitMs} ms | ${row.ms} ms | ${row.limitOfNode} | ${row.ofNode} |`).join('\n')}
`
}

/** What a host costs that nobody looks at. */
export function restTable(rows: readonly RestRow[]): string {
  const demands = (live: number) => (live === 0 ? ['110 MB', '8', '0.05 %'] : ['160 MB', '', '0.5 %'])
  const line = ({ liveRuns, rssMb, threads, share }: RestRow) => {
    const [memory, most, cpu] = demands(liveRuns)
    return `| ${n(liveRuns)} | ${memory} | ${rssMb} MB | ${most} | ${threads} | ${cpu} | ${share} % |`
  }
  return `\`runlight serve\` with nobody looking, a minute and a half after its start; live runs are open streams that say nothing.

| live runs | memory, demand | measured | threads, demand | measured | of a core, demand | measured |
|---|---|---|---|---|---|---|
${rows.map(line).join('\n')}
`
}

/** What judging costs, beside its budget. */
export function alertsTable({ runs, rules, changesPerSecond, share, ...sound }: AlertsRow): string {
  return `${n(runs)} runs under way, ${n(rules)} rules, ${n(changesPerSecond)} changes each second; the processor's time over the time simulated.

| | budget | measured |
|---|---|---|
| processor time of judging | 5 % of a core | ${share} % |
| false alarms in ${sound.soundHours} simulated hours of ${n(sound.soundJobs)} sound jobs | none | ${sound.falseAlarms} |
`
}

/** The p95 that is demanded, by the events in a second. */
const screenBudgetMs = (eventsPerSecond: number) => (eventsPerSecond > 1_000 ? 120 : 50)

/** How soon an event that arrives is seen. */
export function screenTable(rows: readonly ScreenRow[]): string {
  return `From the server's write to the frame that shows the event, through log, host and page, in Chromium.

| events/s | runs | median | p95 | budget | events seen | longest task |
|---|---|---|---|---|---|---|
${rows.map((row) => `| ${n(row.eventsPerSecond)} | ${row.runs} | ${row.p50Ms} ms | ${row.p95Ms} ms | ${screenBudgetMs(row.eventsPerSecond)} ms | ${n(row.seen)} | ${row.longestTaskMs} ms |`).join('\n')}
`
}

/** What the window costs, each figure beside its budget. */
export function lightTable({
  runs,
  live,
  load,
  share,
  start,
  large,
  tasks,
  shift,
  ...row
}: LightRow): string {
  const lines: readonly (readonly [string, string, string])[] = [
    ['processor time, board', '4 % of a core', `${share.board} %`],
    ['processor time, a run open beside it', '6 % of a core', `${share.run} %`],
    ['processor time, its log open', '6 % of a core', `${share.log} %`],
    ['processor time, minimised', 'none', `${share.hidden} %`],
    ['click to paint, p95', '80 ms', `${row.clickP95Ms} ms`],
    ['key to paint in the search, p95', '30 ms', `${row.keyP95Ms} ms`],
    ['Enter to the first results, p95', '150 ms', `${row.resultsP95Ms} ms`],
    ['tasks over 50 ms, starting and in use', 'none', [...start.tasks, ...tasks].join(', ') || 'none'],
    ['layout shift, starting and in use', '0', `${start.shift}, ${shift}`],
    ['script before the first paint, as it is', '300 kB', `${start.scriptKb} kB`],
    [`click to the page of a run of ${n(large.events)} events, p95`, '100 ms', `${large.p95Ms} ms`],
    [
      'tasks over 50 ms, and layout shift, opening it',
      'none, 0',
      [large.tasks.join(', ') || 'none', large.shift].join('; '),
    ],
    ['first paint', '250 ms', `${start.paintMs} ms`],
    ['first rows', '', `${start.rowsMs} ms`],
  ]
  return `${runs} runs, ${live} of them live with one event a second each, in Chromium; load of the machine ${load.map((one) => one.toFixed(1)).join(' to ')}.

| | budget | measured |
|---|---|---|
${lines.map((line) => `| ${line.join(' | ')} |`).join('\n')}
`
}

/** What reading costs. */
export function readingTable(rows: readonly ReadingRow[]): string {
  return `10 streams of 30,000 events each, as fast as they are read. Budget: reading costs no more than 15 % of ingest.

| | events/s | of events alone |
|---|---|---|
${rows.map((row) => `| ${row.what} | ${n(row.eventsPerSecond)} | ${row.ofPlain} |`).join('\n')}
`
}

export function tables({
  date,
  machine,
  start,
  rest,
  ingest,
  reading,
  screen,
  follow,
  light,
  alerts,
  tap,
  review,
  beside,
}: Figures): string {
  return `# Performance

Measured by \`npm run bench\` on ${date}: ${machine}. Server, engine and browser share the machine. Ingest figures are
medians of three; ratios are of the same run. Machines are shared and noisy: compare within one run.

## Start of a command

${startTable(start)}
## At rest

${restTable(rest)}
## Ingest over HTTP, committed with its search index

The server is a process of its own and sends as fast as it is read. *Bare* is SQLite alone: the same rows, the same tables
and text index, \`synchronous=FULL\`, 2,000 rows for each transaction, nothing before it. It merges segments of the index
within its transactions, as SQLite does by itself; Runlight merges them once nothing is written.

${ingestTable(ingest)}

Budget: at least 100,000 events/s and 0.85 of bare, delay p99 at most 50 ms, memory at its peak at most 250 MB.

## What reading costs

${readingTable(reading)}
## Arrival to screen

${screenTable(screen)}
## The page following a log

${n(follow.eventsPerSecond)} events/s for ${follow.seconds} s: ${follow.tasksOver50Ms} tasks over 50 ms (longest ${follow.longestTaskMs} ms); heap after collection ${follow.heapStartMb} MB at the start,
${follow.heapEndMb} MB at the end. Budget: no task over 50 ms, heap flat.

## What the window costs

${lightTable(light)}
## What judging rules costs

${alertsTable(alerts)}
## What the tap costs

${tapTable(tap)}
## Looking back

One run of JSON events and two hundred small ones around it, through the browser host: median / p95 of forty calls over HTTP,
each at another place. The last lines are what a person would use instead, on the transcript of the same run.

${reviewTable(review)}

## Ingest while somebody searches

Ten streams at full speed into a log of 200,000 events, on a machine whose cores they fill; the search is a phrase with a field
filter over everything. Budget: at least 0.95 of the rate with nobody searching.

${besideTable(beside)}
`
}

/** Ingest beside its yardstick. */
export function ingestTable(ingest: readonly IngestRow[]): string {
  return `| streams | events/s | bare events/s | of bare | event-loop delay p99 | memory |
|---|---|---|---|---|---|
${ingest.map((row) => `| ${row.streams} | ${n(row.eventsPerSecond)} | ${n(row.bare)} | ${row.ofBare} | ${row.delayP99Ms} ms | ${row.rssMb} MB |`).join('\n')}`
}

/** Ingest beside searches. */
export function besideTable(beside: readonly BesideRow[]): string {
  return `| searching | events/s | of alone | searches |
|---|---|---|---|
${beside.map((row) => `| ${row.searching} | ${n(row.eventsPerSecond)} | ${row.ofAlone} | ${row.searches} |`).join('\n')}`
}
