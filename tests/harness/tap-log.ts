// What the log of a tap says of the streams that passed it, held against what its client and server said.

import type { RunSummary } from '../../src/core/run/run.ts'
import { isFinished, isSettled } from '../../src/core/run/states.ts'
import { openLogForReading } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createReader } from '../../src/engine/log/sqlite/read/reader.ts'
import { runShift } from '../../src/engine/log/sqlite/rows/keys.ts'
import { unpackText } from '../../src/engine/log/sqlite/rows/text.ts'
import { dataOf } from './job-server.ts'
import type { Seen } from './tap-ledger.ts'

export type StoredRun = {
  readonly summary: RunSummary
  readonly path: string
  /** The ids of its events. */
  readonly numbers: readonly number[]
  /** How many of its events are not what was sent. */
  readonly changed: number
  readonly gaps: readonly { readonly missed: string; readonly afterSeq: number }[]
  /** What its first attempt resumed after; null where it asked for all. */
  readonly resumed: string | null
  /** Nothing moves any more, on neither side. */
  readonly isOver: boolean
}

export function storedRuns(dataDir: string): StoredRun[] {
  const db = openLogForReading(dataDir)
  if (db === null) return []
  try {
    const reader = createReader(db)
    return [...reader.summaries()].map((summary) => {
      const rows = db
        .prepare('SELECT event_id, data FROM events WHERE key >= ? AND key < ? ORDER BY key')
        .raw()
        .all(summary.id * runShift, (summary.id + 1) * runShift) as [string | null, string | Uint8Array][]
      const path = /\/(numbered|waits)\/\d/.exec(summary.title)?.[0] ?? summary.title
      const { connection, tapped } = summary
      return {
        summary,
        path,
        numbers: rows.map(([id]) => Number(id)),
        changed: rows.filter(([id, data]) => unpackText(data) !== dataOf(path, Number(id))).length,
        gaps: reader.gaps(summary.id).map(({ missed, afterSeq }) => ({ missed, afterSeq })),
        resumed: reader.attempts(summary.id)[0]?.resumedFrom ?? null,
        isOver: isSettled(connection.state) && !['open', 'slow'].includes(tapped?.client.state ?? ''),
      }
    })
  } finally {
    db.close()
  }
}

/** Who was killed; `sent`: before anybody came back; `again`: Runlight was, and its client asked once more. */
export type After = 'client' | 'server' | 'runlight' | 'sent' | 'again'

/** What the log must say of a stream's end, by who was killed: cause and client. */
const said: Readonly<Record<Exclude<After, 'sent' | 'again'>, readonly [cause: RegExp, client: RegExp]>> = {
  client: [/^The client went away/, /^gone$/],
  server: [/^The connection was (lost|reset)$/, /^(cut|gone)$/],
  runlight: [/not running/, /^unknown$/],
}

/** What is not true, as sentences. `before`: what the client had had when it asked again. */
export function logFaults(
  dataDir: string,
  after: After,
  seen: readonly Seen[],
  before: readonly Seen[] = [],
): string[] {
  const runs = storedRuns(dataDir)
  return [
    ...runs.flatMap((run) => runFaults(run, after, seen).map((fault) => `${run.path}: ${fault}`)),
    ...seen.flatMap((one) => missingFaults(one, after, runs, before)),
  ]
}

function runFaults(run: StoredRun, after: After, seen: readonly Seen[]): string[] {
  const { summary, path, numbers, changed, gaps, resumed } = run
  const one = seen.find((stream) => stream.path === path)
  if (one === undefined) return ['nobody asked for it']
  const { connection, tapped, job } = summary
  // Where Runlight was not there, once at most, and it is said.
  const holes = numbers.flatMap((n, i) => (n === (numbers[i - 1] ?? Number(resumed ?? 0)) + 1 ? [] : [i]))
  const untold = holes.filter((at) => !gaps.some((gap) => gap.afterSeq === at && gap.missed !== 'nothing'))
  const ends = after === 'sent' || after === 'again' ? null : said[after]
  const client = tapped?.client.state ?? ''
  // A run that was not yet stored when Runlight was killed is another one when its client comes back.
  const isKnown = one.run === null || one.run === tapped?.uid || (after === 'again' && resumed !== null)
  return [
    ...(changed > 0 ? [`${changed} events are not as they were sent`] : []),
    ...(resumed === null || after === 'again' ? [] : [`it resumes after ${resumed}`]),
    ...((numbers.at(-1) ?? 0) <= one.sent ? [] : [`${numbers.at(-1)} is stored and was never sent`]),
    ...(holes.length > (after === 'again' ? 1 : 0) ? [`it has holes at ${holes}`] : []),
    ...(untold.length > 0 ? [`its holes at ${untold} are not said: ${JSON.stringify(gaps)}`] : []),
    ...(isFinished(job.state ?? 'unknown') ? [`its job is said to be ${job.state}`] : []),
    ...(ends === null || (connection.state === 'ended-early' && ends[0].test(connection.cause ?? ''))
      ? []
      : [`it is ${connection.state}: ${connection.cause}`]),
    ...(ends === null || ends[1].test(client) ? [] : [`its client is ${client}`]),
    ...(after === 'sent' || isKnown ? [] : [`its client knows it as ${one.run}`]),
  ]
}

/** What a client had and the log has not, where it had to. */
function missingFaults(
  { path, had }: Seen,
  after: After,
  runs: readonly StoredRun[],
  before: readonly Seen[],
): string[] {
  const mine = runs.filter((run) => run.path === path)
  if (mine.length > 1) return [`${path} is ${mine.length} runs`]
  const last = mine[0]?.numbers.at(-1) ?? 0
  if (after === 'again') {
    const earlier = before.find((one) => one.path === path)?.had ?? 0
    return last >= had || had === earlier ? [] : [`${path}: ${had} was had, and ${last} is stored`]
  }
  // What was not committed may be missing of a Runlight that was killed.
  if (after === 'runlight' || after === 'sent') return []
  return last >= had ? [] : [`${path}: ${had} was had, and ${last} is stored`]
}
