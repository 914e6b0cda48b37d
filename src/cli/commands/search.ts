// `runlight search`: what fits a query, run by run and newest first, read beside whatever engine may be writing the log. It
// prints as it finds, so that the first hit does not wait for the last.

import { shellQuote } from '../../core/basics/shell-quote.ts'
import { isoTime } from '../../core/basics/times.ts'
import type { Hit, HitCount, SearchGroup } from '../../core/contract/calls/search.ts'
import { addCounts, formatHits, sumOf } from '../../core/contract/hit-counts.ts'
import { parseQuery } from '../../core/query/parse.ts'
import { widerQueries } from '../../core/query/widen.ts'
import { jobWordOf } from '../../core/run/reach.ts'
import { connectionWordOf } from '../../core/run/words.ts'
import type { CountSlice } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { formatProblems } from '../host/query-problem.ts'
import type { HubLog } from '../hub/hub-log.ts'
import { type LogOptions, openLogOf } from '../hub/open-log.ts'
import { formatDay, formatTime } from '../terminal/format-time.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'
import { cutToWidth, widthOf } from '../terminal/width.ts'

export type SearchOptions = LogOptions & { readonly json?: true; readonly limit?: number }

const nothing = 1
const usage = 2
const perSlice = 100

/** Prints the hits and gives the exit code: 0 found, 1 nothing found, 2 a query that cannot be understood. */
export async function search(host: CliHost, query: string, options: SearchOptions): Promise<number> {
  const { problems } = parseQuery(query)
  if (problems.length > 0) {
    host.err.write(formatProblems(query, problems))
    return usage
  }
  if (query.trim() === '') {
    host.err.write('runlight: There is nothing to search for: write a word, as in “runlight search disk”.\n')
    return usage
  }
  const log = await openLogOf(host, options)
  if (log === null) {
    host.err.write('runlight: No run is stored here yet: “runlight watch” begins one.\n')
    return nothing
  }
  let isGone = false
  host.out.onGone(() => {
    isGone = true
  })
  const print = options.json === true ? jsonPrinter(host) : textPrinter(host, log.isWatched)
  let left = options.limit ?? Number.POSITIVE_INFINITY
  let found = 0
  let cursor: string | null = null
  try {
    for (;;) {
      const limit = Math.min(left, perSlice)
      const slice = await log.search({ query, within: null, cursor, limit, perRun: Number.MAX_SAFE_INTEGER })
      for (const group of slice.groups) {
        print(group)
        const count = group.hits.length + (group.itself && group.hits.length === 0 ? 1 : 0)
        found += count
        left -= count
      }
      await host.out.room()
      if (slice.done || left <= 0 || isGone) break
      cursor = slice.cursor
    }
    if (found > 0 && !isGone) await printSum(host, log, query, options)
  } finally {
    await log.close()
  }
  if (found > 0) return 0
  if (options.json !== true)
    host.err.write(`runlight: Nothing in the log fits this query.${formatWider(query)}\n`)
  return nothing
}

/** Words are looked for whole: what finds those that have one of the query in them. */
function formatWider(query: string): string {
  const tries = widerQueries(query).map((wider) => `“runlight search ${shellQuote(wider.query)}”`)
  return tries.length === 0 ? '' : ` Parts of words: ${tries.join(' or ')}.`
}

/** How many there are, whatever `--limit` left out, and in which run how many. */
async function printSum(
  host: CliHost,
  log: HubLog,
  query: string,
  { json, limit }: SearchOptions,
): Promise<void> {
  const byRun = new Map<number, HitCount>()
  let cursor: string | null = null
  for (;;) {
    const slice: CountSlice = await log.searchCount({ query, cursor })
    addCounts(byRun, slice.counts)
    if (slice.done) break
    cursor = slice.cursor
  }
  const counts = [...byRun.values()].map(({ run, hits }) => ({ run, hits }))
  const { hits, runs } = sumOf(byRun, true)
  if (json === true) return void host.out.write(jsonLine({ type: 'total', hits, runs, counts }))
  const shown = limit !== undefined && limit < hits ? `the newest ${limit.toLocaleString('en-US')} of ` : ''
  host.out.write(`\n${shown}${formatHits({ hits, runs, complete: true })}\n`)
  if (runs < 2 || hits === 0) return
  const width = Math.max(...counts.map((one) => one.hits.toLocaleString('en-US').length))
  for (const one of counts)
    host.out.write(`${one.hits.toLocaleString('en-US').padStart(width + 2)}  in run ${one.run}\n`)
}

type Print = (group: SearchGroup) => void

/** A run's line stands once before its hits, however many slices they came in. */
function oncePerRun(head: (group: SearchGroup) => void): (group: SearchGroup) => void {
  let last: number | null = null
  return (group) => {
    if (group.run.id !== last) head(group)
    last = group.run.id
  }
}

function textPrinter(host: CliHost, isWatched: boolean): Print {
  const columns = host.out.columns()
  let isFirst = true
  const head = oncePerRun(({ run }) => {
    const state = `${jobWordOf(run)}, ${connectionWordOf(run.connection.state, isWatched)}`
    const line = `Run ${run.id}  ${printable(run.title)}  (${run.kind}, ${state}, ${formatDay(run.createdAt)})`
    const cut = columns === null ? line : cutToWidth(line, columns)
    host.out.write(`${isFirst ? '' : '\n'}${host.out.colours ? `\u001b[1m${cut}\u001b[0m` : cut}\n`)
    isFirst = false
  })
  return (group) => {
    head(group)
    for (const hit of group.hits) host.out.write(`${hitText(hit, columns, host.out.colours)}\n`)
  }
}

/** Number, time, name, and what was found in its surroundings. */
function hitText(hit: Hit, columns: number | null, colours: boolean): string {
  const start = `${String(hit.seq).padStart(8)}  ${formatTime(hit.at)}  ${printable(hit.name)}  `
  let room = columns === null ? Number.POSITIVE_INFINITY : Math.max(1, columns - widthOf(start))
  let line = start
  for (const { text, marked } of parts(hit)) {
    const shown = printable(text)
    const cut = room === Number.POSITIVE_INFINITY ? shown : cutToWidth(shown, room)
    room -= widthOf(cut)
    line += marked && colours ? `\u001b[33m${cut}\u001b[0m` : cut
    if (cut !== shown) break
  }
  return line
}

function* parts({ text, marks, cutBefore, cutAfter }: Hit): Generator<{ text: string; marked: boolean }> {
  if (cutBefore) yield { text: '…', marked: false }
  let at = 0
  for (const [from, to] of marks) {
    yield { text: text.slice(at, from), marked: false }
    yield { text: text.slice(from, to), marked: true }
    at = to
  }
  yield { text: text.slice(at), marked: false }
  if (cutAfter) yield { text: '…', marked: false }
}

function jsonPrinter(host: CliHost): Print {
  const head = oncePerRun(({ run, itself }) => {
    const { id, kind, server, title, createdAt, job, connection, events } = run
    host.out.write(
      jsonLine({
        type: 'run',
        run: id,
        kind,
        server,
        title,
        job: job.state,
        connection: connection.state,
        events,
        itself,
        createdAt: isoTime(createdAt),
      }),
    )
  })
  return (group) => {
    head(group)
    for (const { seq, at, attempt, name, text, marks } of group.hits) {
      host.out.write(
        jsonLine({ type: 'hit', run: group.run.id, seq, at: isoTime(at), attempt, name, text, marks }),
      )
    }
  }
}
