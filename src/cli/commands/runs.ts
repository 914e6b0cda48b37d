// `runlight runs`: the runs of the log, read beside whatever engine may be writing it.

import { isoTime } from '../../core/basics/numbers.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { connectionWords, jobWords } from '../../core/run/words.ts'
import { findDataDir, openReadOnlyLog } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { formatDay } from '../terminal/format-time.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'
import { formatTable } from '../terminal/table.ts'

export type RunsOptions = { readonly json?: true; readonly dataDir?: string }

/** Prints the runs, oldest first. Throws a RunlightError where the log cannot be read. */
export async function listRuns(host: CliHost, options: RunsOptions): Promise<number> {
  const log = openReadOnlyLog(findDataDir(options.dataDir, host.env, host.platform))
  const runs = (await log?.runs()) ?? []
  await log?.close()
  if (options.json === true) {
    for (const run of runs) {
      host.out.write(runLine(run))
      await host.out.room()
    }
    return 0
  }
  if (runs.length === 0) {
    host.err.write('runlight: No run is stored here yet: “runlight watch” begins one.\n')
    return 0
  }
  const table = formatTable(head, runs.map(row), host.out.columns())
  for (const line of table) host.out.write(`${line}\n`)
  return 0
}

const head = ['RUN', 'STARTED', 'KIND', 'JOB', 'PROGRESS', 'CONNECTION', 'EVENTS', 'GAPS', 'TITLE']

function row({ id, createdAt, kind, job, connection, events, gaps, title }: RunSummary): string[] {
  return [
    String(id),
    formatDay(createdAt),
    kind,
    jobWords[job.state],
    job.percent === null ? '' : `${Math.floor(job.percent)} %`,
    connectionWords[connection.state],
    String(events),
    String(gaps),
    printable(title),
  ]
}

function runLine({
  id,
  kind,
  server,
  title,
  createdAt,
  job,
  connection,
  events,
  gaps,
  againOf,
  marks,
  imported,
}: RunSummary): string {
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
