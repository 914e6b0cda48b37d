// `runlight salvage` and `runlight storage salvage`: what can be read of a damaged log becomes a new one. The one makes it
// in a folder of its own and leaves the file alone; the other puts it in the log's place and the damaged log aside.

import { resolve } from 'node:path'
import { formatCount } from '../../core/basics/quantities.ts'
import { findDataDir, type Rescued, salvageFile, salvageLog } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { startProgress } from '../host/progress-line.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'

export type SalvageOptions = { readonly json?: true; readonly dataDir?: string }
export type SalvageFileOptions = { readonly json?: true; readonly out: string }

type Told = Pick<Rescued, 'runs' | 'troubles'>

/** Something could not be read. */
const incomplete = 1

/** Makes a log in the folder `out` of what can be read of `file`. */
export function salvageDamagedFile(host: CliHost, file: string, options: SalvageFileOptions): number {
  const out = resolve(options.out)
  const { runs, troubles, isWhole } = working(host, (tell) => salvageFile(resolve(file), out, tell))
  if (options.json === true) host.out.write(jsonLine({ complete: isWhole, runs, troubles, out, aside: null }))
  else {
    writeFound(host, { runs, troubles })
    host.out.write(`The new log is in ${printable(out)}: open it with “runlight serve --data-dir”.\n`)
  }
  return isWhole ? 0 : incomplete
}

/** Puts what can be read of the data directory's log in its place. */
export function salvageStorage(host: CliHost, { json, dataDir }: SalvageOptions): number {
  const dir = findDataDir(dataDir, host.env, host.platform)
  const { result, runs, troubles, aside } = working(host, (tell) => salvageLog(dir, tell))
  const complete = result === 'sound'
  if (json === true) host.out.write(jsonLine({ complete, runs, troubles, out: dir, aside }))
  else if (complete) host.out.write('The log is sound: nothing was changed.\n')
  else {
    writeFound(host, { runs, troubles })
    host.out.write('The new log is in place: start Runlight as ever.\n')
    if (aside !== null) host.out.write(`The damaged log was put aside: ${printable(aside)}\n`)
  }
  return complete ? 0 : incomplete
}

function working<T>(host: CliHost, act: (tell: (run: unknown, done: number, of: number) => void) => T): T {
  const progress = startProgress(host)
  try {
    return act((_run, done, of) => progress.told('Salvaging runs', done, of))
  } finally {
    progress.end()
  }
}

function writeFound(host: CliHost, { runs, troubles }: Told): void {
  const events = runs.reduce((sum, run) => sum + run.events, 0)
  host.out.write(`Salvaged ${formatCount(events, 'event')} of ${formatCount(runs.length, 'run')}.\n`)
  for (const { run, title, lost, nameless } of runs) {
    const said = printable(title)
    if (nameless) host.out.write(`  run ${run}: its title, kind and server are lost; its events are there\n`)
    else if (lost !== 0)
      host.out.write(
        `  run ${run}, ${said}: ${lost === null ? 'some events are' : formatLost(lost)} lost, each place marked as a gap\n`,
      )
  }
  for (const trouble of troubles) host.out.write(`  not readable: ${printable(trouble)}\n`)
}

function formatLost(lost: number): string {
  return `${formatCount(lost, 'event')} ${lost === 1 ? 'is' : 'are'}`
}
