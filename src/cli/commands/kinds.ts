// `runlight kinds`: the kinds there are, what is wrong with a kind file, and what one makes of a recording.

import { oneLine } from '../../core/basics/clip.ts'
import { formatCount } from '../../core/basics/quantities.ts'
import type { KindFileProblem } from '../../core/kind-file/problem.ts'
import { jobWords } from '../../core/run/words.ts'
import {
  checkKindFile,
  findDataDir,
  type KindsThere,
  listKindsThere,
  type TriedEvent,
  type TriedRun,
  tryKind,
} from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'
import { formatTable } from '../terminal/table.ts'

export type KindsOptions = { readonly json?: true; readonly dataDir?: string }
export type KindFileOptions = { readonly json?: true }

/** Something is wrong with a kind file. */
const wrong = 1
/** Of an event's data beside its name, where the event has no message. */
const shownData = 160

/** Prints the kinds, Runlight's own first. */
export function listKinds(host: CliHost, { json, dataDir }: KindsOptions): number {
  const there = listKindsThere(findDataDir(dataDir, host.env, host.platform))
  if (json === true) {
    for (const { id, label } of there.own)
      host.out.write(jsonLine({ id, label, from: 'runlight', file: null, problems: [] }))
    for (const { id, label, file, problems } of there.files)
      host.out.write(jsonLine({ id, label, from: 'file', file, problems }))
    return 0
  }
  for (const line of formatTable(['KIND', 'LABEL', 'FROM', 'STATE'], rowsOf(there), host.out.columns()))
    host.out.write(`${line}\n`)
  host.out.write(`\nKind files are in ${printable(there.folder)}\n`)
  return 0
}

function rowsOf({ own, files }: KindsThere): string[][] {
  return [
    ...own.map(({ id, label }) => [id, label, 'Runlight', 'ready']),
    ...files.map(({ id, label, file, problems: [first, ...more] }) => [
      printable(id),
      printable(label ?? ''),
      printable(file),
      first === undefined
        ? 'ready'
        : `line ${first.line}: ${printable(first.reason)}${more.length === 0 ? '' : ` (and ${more.length} more)`}`,
    ]),
  ]
}

/** Says what is wrong with each file. The exit code: 0 nothing, 1 something. Throws where a file cannot be read. */
export function checkKindFiles(host: CliHost, files: readonly string[], { json }: KindFileOptions): number {
  let code = 0
  for (const file of files) {
    const { id, kind, problems } = checkKindFile(file)
    if (problems.length > 0) code = wrong
    if (json === true) host.out.write(jsonLine({ file, id, label: kind?.label ?? null, problems }))
    else if (kind === null) writeProblems(host, file, problems)
    else
      host.out.write(`${printable(file)}: the kind ${id}, “${printable(kind.label)}”, is as it should be.\n`)
  }
  return code
}

function writeProblems(host: CliHost, file: string, problems: readonly KindFileProblem[]): void {
  for (const { line, column, reason } of problems)
    host.err.write(`${printable(file)}:${line}:${column}: ${printable(reason)}\n`)
}

/**
 * Reads `recording` by the kind file and prints what each event says, then what became of the job and what nothing was read
 * in. The exit code: 0 read, 1 something is wrong with the kind file. Throws where one of them cannot be read.
 */
export async function tryKindFile(
  host: CliHost,
  file: string,
  recording: string,
  { json }: KindFileOptions,
): Promise<number> {
  const { kind, problems } = checkKindFile(file)
  if (kind === null) {
    if (json === true) host.out.write(jsonLine({ file, problems }))
    else writeProblems(host, file, problems)
    return wrong
  }
  const runs = await tryKind(kind, recording, async (event) => {
    host.out.write(json === true ? eventJson(event) : eventLine(event))
    await host.out.room()
  })
  for (const run of runs) host.out.write(json === true ? runJson(run) : runText(run))
  if (runs.length === 0) host.err.write('runlight: There is no run in this recording.\n')
  return 0
}

function eventJson({ run, seq, name, message, readings }: TriedEvent): string {
  return jsonLine({ type: 'event', run, seq, name, message, readings })
}

function eventLine({ seq, name, data, readings, message }: TriedEvent): string {
  const wrongs = readings.flatMap((one) => (one.type === 'unreadable' ? [one.reason] : []))
  const types = readings.map(({ type }) => type).join(', ')
  const said =
    message ??
    (readings.length === 0 ? `(unread) ${oneLine(data, shownData)}` : wrongs.length > 0 ? '' : `(${types})`)
  const all = [said, ...wrongs.map((reason) => `unreadable: ${reason}`)].filter((part) => part !== '')
  return `${String(seq).padStart(5)}  ${printable(name)}  ${printable(all.join(' · '))}\n`
}

function runJson({ run, job, events, unread, endsWell }: TriedRun): string {
  const { state, cause, progress, stages, items, facts, checks, terminal } = job
  return jsonLine({
    type: 'run',
    run,
    events,
    job: state,
    jobCause: cause,
    percent: progress.percent,
    stages: stages.length,
    items: items.length,
    facts: facts.length,
    checks: checks.length,
    textLength: job.text?.length ?? 0,
    unreadable: job.counts.unreadable,
    unread,
    terminal,
    endsWell,
  })
}

function runText({ run, job, events, unread, endsWell }: TriedRun): string {
  const { state, cause, progress, stages, items, counts } = job
  const parts = [
    progress.percent === null ? '' : `${Math.floor(progress.percent)} %`,
    stages.length === 0 ? '' : formatCount(stages.length, 'stage'),
    items.length === 0 ? '' : formatCount(items.length, 'item'),
    job.text === null ? '' : `${formatCount(job.text.length, 'character')} of text`,
  ].filter((part) => part !== '')
  const why = cause === null ? '' : `: ${printable(cause)}`
  const names = Object.entries(unread).map(
    ([name, count]) => `${printable(name)} ${count.toLocaleString('en-US')}`,
  )
  const lines = [
    `Run ${run}, ${formatCount(events, 'event')}: the job is ${jobWords[state]}${why}`,
    ...(parts.length === 0 ? [] : [`  ${parts.join(' · ')}`]),
    ...(endsWell && !job.terminal ? ['  Where its server ends the stream here, that is its good end.'] : []),
    ...(counts.unreadable > 0
      ? [`  ${formatCount(counts.unreadable, 'event')} could not be read as the file says`]
      : []),
    names.length === 0 ? '  Every event was read.' : `  Nothing was read in: ${names.join(', ')}`,
  ]
  return `\n${lines.join('\n')}\n`
}
