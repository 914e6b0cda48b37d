// `runlight export`: runs, or what a query finds, as a transcript, CSV, the text of an event stream or a report; to a file,
// or to whatever reads standard output. It reads beside whatever engine is writing the log.

import { resolve } from 'node:path'
import { RunlightError } from '../../core/basics/errors.ts'
import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import type { ExportFormat } from '../../core/contract/calls/transcripts.ts'
import { parseQuery } from '../../core/query/parse.ts'
import type { Redacted } from '../../core/transcript/format.ts'
import { exportLog, findDataDir, type Sink } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { type Progress, startProgress } from '../host/progress-line.ts'
import { formatProblems } from '../host/query-problem.ts'
import type { HubExported } from '../hub/hub-export.ts'
import { findHub } from '../hub/hub-place.ts'
import type { LogOptions } from '../hub/open-log.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'

export type ExportOptions = LogOptions & {
  readonly query?: string
  readonly format: ExportFormat
  readonly out?: string
  /** Further patterns; false leaves everything as it is. */
  readonly redact?: readonly string[] | false
  readonly json?: true
}

const nothing = 1
const usage = 2
const interrupted = 130

/** Gives the exit code: 0 exported, 1 the query finds nothing, 2 it cannot be done as given, 130 interrupted. */
export async function exportRuns(
  host: CliHost,
  runs: readonly number[],
  options: ExportOptions,
): Promise<number> {
  const problem = usageProblem(host, runs, options)
  if (problem !== null) {
    host.err.write(`runlight: ${problem}\n`)
    return usage
  }
  const { query = '', out, redact } = options
  const { problems } = parseQuery(query)
  if (problems.length > 0) {
    host.err.write(formatProblems(query, problems))
    return usage
  }
  const gone = new AbortController()
  host.out.onGone(() => gone.abort())
  const progress = startProgress(host)
  const path = out === undefined ? null : resolve(out)
  try {
    const done = await exportTo(host, runs, options, path ?? standardOutput(host), {
      ...progress,
      signal: AbortSignal.any([progress.signal, gone.signal]),
    })
    progress.end()
    if (options.json === true) host.out.write(jsonLine({ file: path, format: options.format, ...done }))
    else if (path !== null) {
      const { runs: count, events, bytes } = done
      const what = count === null ? '' : `${formatCount(count, 'run')}, `
      host.out.write(
        `Exported ${what}${formatCount(events, 'event')}, ${formatBytes(bytes)}: ${printable(path)}\n`,
      )
      host.out.write(redact === false ? 'Nothing was redacted.\n' : `${formatRedacted(done.redacted)}\n`)
    } else if (done.redacted.length > 0) host.err.write(`runlight: ${formatRedacted(done.redacted)}\n`)
    return 0
  } catch (thrown) {
    progress.end()
    if (progress.signal.aborted) {
      const left = path === null ? 'What was written is not whole.' : 'Nothing of the file was kept.'
      host.err.write(`runlight: Interrupted. ${left}\n`)
      return interrupted
    }
    // `| head` has seen enough; a disk that is full is told where all output is.
    if (gone.signal.aborted) return 0
    if (thrown instanceof RunlightError && thrown.detail?.reason === 'nothing-found') {
      host.err.write(`runlight: ${thrown.message}\n`)
      return nothing
    }
    throw thrown
  } finally {
    progress.end()
  }
}

/** From the log of a data directory or, where one is named, of a hub. */
async function exportTo(
  host: CliHost,
  runs: readonly number[],
  { hub, tokenFile, dataDir, query = '', format, redact }: ExportOptions,
  to: string | Sink,
  told: Pick<Progress, 'told' | 'signal'>,
): Promise<HubExported> {
  const patterns = redact === undefined || redact === false ? [] : redact
  const wanted = { runs, query, format, redact: redact !== false, patterns, version: host.version, to }
  if (hub === undefined) return exportLog(findDataDir(dataDir, host.env, host.platform), wanted, told)
  const { exportHub } = await import('../hub/hub-export.ts')
  return exportHub(findHub(hub, tokenFile, host.env), wanted, told)
}

function usageProblem(
  host: CliHost,
  runs: readonly number[],
  { query, out, json }: ExportOptions,
): string | null {
  if (runs.length === 0 && query === undefined)
    return 'Say what to export: the numbers of runs, or --query with what to look for.'
  if (query?.trim() === '') return 'The query is empty: write what to look for, as in --query level:error.'
  if (out !== undefined) return null
  if (json === true) return 'Give --out FILE with --json: without it, standard output is the export itself.'
  if (host.out.columns() === null) return null
  const look = runs[0] === undefined ? '“runlight search”' : `“runlight events ${runs[0]}”`
  return `An export is for a file or a program: give --out FILE, or send it on with > or |. To look at events, use ${look}.`
}

/** What was read cannot be taken back. */
function standardOutput({ out }: CliHost): Sink {
  return { write: out.send, finish: out.flush, abandon: async () => {}, keeps: false }
}

function formatRedacted(redacted: readonly Redacted[]): string {
  if (redacted.length === 0) return 'Nothing was found to redact.'
  return `Redacted: ${redacted.map(({ what, count }) => `${count.toLocaleString('en-US')} × ${printable(what)}`).join('; ')}.`
}
