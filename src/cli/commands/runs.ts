// `runlight runs`: the runs of the log, read beside whatever engine may be writing it.

import { formatCount } from '../../core/basics/quantities.ts'
import { isoTime } from '../../core/basics/times.ts'
import { jobWordOf } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { formatNeeds, formatStandings, type Tallies, tallyOf } from '../../core/run/tally.ts'
import { connectionWordOf } from '../../core/run/words.ts'
import type { CliHost } from '../host/host.ts'
import type { LogOptions } from '../hub/open-log.ts'
import { runsOf } from '../hub/runs-of.ts'
import { formatDay } from '../terminal/format-time.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'
import { formatTable } from '../terminal/table.ts'

export type RunsOptions = LogOptions & { readonly json?: true }

/** Prints the runs, oldest first. Throws a RunlightError where the log cannot be read. */
export async function listRuns(host: CliHost, options: RunsOptions): Promise<number> {
  const { runs, isWatched } = (await runsOf(host, options)) ?? { runs: [], isWatched: false }
  if (options.json === true) {
    for (const run of runs) {
      host.out.write(runLine(run, isWatched))
      await host.out.room()
    }
    return 0
  }
  if (runs.length === 0) {
    host.err.write('runlight: No run is stored here yet: “runlight watch” begins one.\n')
    return 0
  }
  const rows = runs.map((run) => row(run, isWatched))
  for (const line of formatTable(head, rows, host.out.columns())) host.out.write(`${line}\n`)
  host.out.write(`\n${formatSum(tallyOf(runs), isWatched)}\n`)
  return 0
}

const head = ['RUN', 'STARTED', 'KIND', 'JOB', 'PROGRESS', 'CONNECTION', 'EVENTS', 'GAPS', 'TITLE']

/** `12 runs: 9 live · 4 retrying · 1 stalled · 3 need me · 2 failed`, as the window's header says it. */
function formatSum(tallies: Tallies, isWatched: boolean): string {
  const parts = [
    isWatched ? formatStandings(tallies) : 'no Runlight watches them now',
    tallies['needs-me'] > 0 ? formatNeeds(tallies['needs-me']) : '',
    tallies.failed > 0 ? `${tallies.failed.toLocaleString('en-US')} failed` : '',
  ]
  return `${formatCount(tallies.all, 'run')}: ${parts.filter((part) => part !== '').join(' · ')}`
}

function row(run: RunSummary, isWatched: boolean): string[] {
  const { id, createdAt, kind, job, connection, events, gaps, title } = run
  return [
    String(id),
    formatDay(createdAt),
    kind,
    jobWordOf(run),
    job.percent === null ? '' : `${Math.floor(job.percent)} %`,
    connectionWordOf(connection.state, isWatched),
    String(events),
    String(gaps),
    printable(title),
  ]
}

function runLine(run: RunSummary, isWatched: boolean): string {
  const { id, kind, server, title, createdAt, job, connection, events, gaps, againOf, marks, imported } = run
  return jsonLine({
    run: id,
    kind,
    server,
    title,
    job: job.state,
    jobCause: job.cause,
    percent: job.percent,
    stage: job.stage,
    connection: connection.state,
    connectionCause: connection.cause,
    watched: isWatched && !isSettled(connection.state),
    attempts: connection.attempt,
    events,
    gaps,
    againOf,
    marks: { ...marks, acknowledgedAt: marks.acknowledgedAt === null ? null : isoTime(marks.acknowledgedAt) },
    imported: imported === null ? null : { file: imported.file, at: isoTime(imported.at) },
    createdAt: isoTime(createdAt),
    finishedAt: job.finishedAt === null ? null : isoTime(job.finishedAt),
  })
}
