// `runlight import`: transcripts, the text of event streams and HAR files into the log, each run once however often its file
// comes. What could not be used is told by its line.

import { errorData, RunlightError } from '../../core/basics/errors.ts'
import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import type { ImportReport } from '../../core/contract/calls/transcripts.ts'
import { findDataDir, openImport } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { type Progress, startProgress } from '../host/progress-line.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'
import { filesIn } from './import-folder.ts'

export type ImportOptions = { readonly kind?: string; readonly json?: true; readonly dataDir?: string }

const damaged = 1
const refused = 2
const interrupted = 130
const shownProblems = 10

const outcomes = {
  added: 'was added',
  known: 'is here already and stays as it is',
  replaced: 'was added in place of an earlier import, which was shorter',
} as const

/** What stands for standard input among the files. */
const standardInput = '-'

/**
 * Imports one file after the other, those of a folder too, and goes on where one cannot be taken in. The exit code: 0 everything was taken in, 1
 * some lines could not be used, 2 a file could not be taken in, 130 interrupted. Throws where the log cannot be had.
 */
export async function importFiles(
  host: CliHost,
  files: readonly string[],
  { kind, json, dataDir }: ImportOptions,
): Promise<number> {
  const progress = startProgress(host, formatBytes)
  let code = 0
  try {
    const log = await openImport(findDataDir(dataDir, host.env, host.platform))
    try {
      const all = files.flatMap(filesIn)
      for (const file of all) {
        const act = () =>
          file === standardInput
            ? log.takePieces(host.inputPieces(progress.signal), 'standard input', kind ?? null, progress)
            : log.take(file, kind ?? null, progress)
        const one = await take(host, file, act, progress, { json: json === true, several: all.length > 1 })
        if (one === interrupted) return interrupted
        code = Math.max(code, one)
      }
    } finally {
      await log.close()
    }
    return code
  } finally {
    progress.end()
  }
}

async function take(
  host: CliHost,
  file: string,
  act: () => Promise<ImportReport>,
  progress: Progress,
  { json, several }: { readonly json: boolean; readonly several: boolean },
): Promise<number> {
  try {
    progress.signal.throwIfAborted()
    const report = await act()
    progress.clear()
    if (json) host.out.write(jsonLine({ ...report, file }))
    else printReport(host, file, report, several)
    return report.damaged > 0 ? damaged : 0
  } catch (thrown) {
    progress.clear()
    if (progress.signal.aborted) {
      host.err.write(`runlight: Interrupted. Nothing of ${printable(file)} was taken in.\n`)
      return interrupted
    }
    if (!(thrown instanceof RunlightError) || thrown.code === 'internal') throw thrown
    const { code, message } = errorData(thrown)
    if (json) host.out.write(jsonLine({ file, error: { code, message } }))
    else host.err.write(`runlight: ${printable(message)}\n`)
    return refused
  }
}

/** Where there are `several` files, each line says of which one it is. */
function printReport(host: CliHost, file: string, report: ImportReport, several: boolean): void {
  const name = printable(file)
  const from = several ? `, from ${name}` : ''
  for (const { run, title, events, outcome } of report.runs)
    host.out.write(
      `Run ${run}, ${printable(title)}, ${formatCount(events, 'event')}, ${outcomes[outcome]}${from}.\n`,
    )
  for (const note of report.notes)
    host.err.write(`runlight: ${several ? `${name}: ` : ''}${printable(note)}\n`)
  for (const { line, reason } of report.problems.slice(0, shownProblems)) {
    const where = line === null ? name : `${name}, line ${line.toLocaleString('en-US')}`
    host.err.write(`runlight: ${where}: ${printable(reason)}.\n`)
  }
  const more = report.damaged - Math.min(shownProblems, report.problems.length)
  if (more > 0)
    host.err.write(
      `runlight: ${name}: ${more.toLocaleString('en-US')} more could not be used; --json names the first hundred.\n`,
    )
}
