// `runlight replay`: a transcript as a live endpoint of this computer, for developers' tests and for training. It touches no
// log, and connects to nothing.

import { RunlightError } from '../../core/basics/errors.ts'
import { formatCount, formatDuration } from '../../core/basics/quantities.ts'
import type { RecordedRun } from '../../core/transcript/recording.ts'
import { findFaults, replayFaults, startReplay } from '../../demo/index.ts'
import { openRecording } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { untilInterrupted } from '../host/until-interrupted.ts'
import { watchCommand } from '../host/watch-command.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'
import { formatTable } from '../terminal/table.ts'
import { explainPort } from './demo.ts'

export type ReplayOptions = {
  readonly port: number
  readonly speed: number
  readonly faults?: readonly string[]
  readonly listFaults?: true
  readonly json?: true
}

const usage = 2

/** Serves the transcript at `path` until it is interrupted. Throws a RunlightError where it cannot begin. */
export async function replay(
  host: CliHost,
  path: string | undefined,
  options: ReplayOptions,
): Promise<number> {
  if (options.listFaults === true) return listFaults(host, options.json === true)
  if (path === undefined) {
    host.err.write('runlight: Say which transcript to play back: see “runlight replay --help”.\n')
    return usage
  }
  const found = findFaults(options.faults ?? [])
  if (!found.ok)
    throw new RunlightError(
      'bad-input',
      `There is no fault ${found.name} for a recording: “runlight replay --list-faults” names those there are.`,
    )
  const interrupted = untilInterrupted(host)
  const recording = await openRecording(path)
  try {
    const { port, speed } = options
    const server = await startReplay({ runs: recording.runs, port, speed, faults: found.faults }).catch(
      (thrown: unknown) => {
        throw explainPort(thrown)
      },
    )
    if (recording.damaged > 0)
      host.err.write(
        `runlight: ${formatCount(recording.damaged, 'line')} of the file could not be used; the rest is played back.\n`,
      )
    for (const [i, run] of recording.runs.entries())
      printRun(host, run, server.url, server.targets[i] ?? '/', options)
    await interrupted
    await server.close()
    return 0
  } finally {
    recording.close()
  }
}

function printRun(
  host: CliHost,
  run: RecordedRun,
  origin: string,
  target: string,
  options: ReplayOptions,
): void {
  const { title, kind, events, lastsMs } = run
  const url = `${origin}${target}`
  const watch = commandFor(run, origin, url)
  if (options.json === true) {
    host.out.write(jsonLine({ url, title, kind, events, lastsMs, speed: options.speed, watch }))
    return
  }
  const pace = options.speed === 1 ? '' : ` at ${options.speed} times its pace`
  const length = `${formatCount(events, 'event')} in ${formatDuration(lastsMs / options.speed)}${pace}`
  host.out.write(`Playing back ${printable(title)} (${length}) on ${url}\n`)
  host.err.write(`runlight: Watch it with: ${printable(watch)}\n`)
}

/** The very parameters of the run, with this address in place of the real one. */
function commandFor({ kind, params, baseUrl }: RecordedRun, origin: string, url: string): string {
  if (params.url !== undefined) return watchCommand(kind, { ...params, url }, origin)
  if (baseUrl === '') return watchCommand(kind, { url }, origin)
  const prefix = URL.canParse(baseUrl) ? new URL(baseUrl).pathname.replace(/\/+$/, '') : ''
  return watchCommand(kind, params, `${origin}${prefix}`)
}

function listFaults(host: CliHost, json: boolean): number {
  if (json) for (const { name, what } of replayFaults) host.out.write(jsonLine({ name, what }))
  else {
    const rows = replayFaults.map(({ name, what }) => [name, what])
    for (const line of formatTable(['FAULT', 'WHAT IT DOES'], rows, null)) host.out.write(`${line}\n`)
  }
  return 0
}
