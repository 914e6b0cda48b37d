// `runlight demo`: the sample backend alone, and the list of everything there is to watch on it, each with the command
// that watches it.

import { RunlightError } from '../../core/basics/errors.ts'
import { paramsAt, scenarios, startSampleBackend } from '../../demo/index.ts'
import type { CliHost } from '../host/host.ts'
import { untilInterrupted } from '../host/until-interrupted.ts'
import { watchCommand } from '../host/watch-command.ts'
import { formatTable } from '../terminal/table.ts'

export type DemoOptions = { readonly port: number; readonly speed: number; readonly list?: true }

/** Serves until it is interrupted. Throws `port-in-use`. */
export async function demo(host: CliHost, { port, speed, list }: DemoOptions): Promise<number> {
  if (list === true) {
    const baseUrl = `http://127.0.0.1:${port}`
    const rows = scenarios.map((one) => [
      one.kind,
      one.name,
      one.what,
      watchCommand(one.kind, paramsAt(one, baseUrl), baseUrl),
    ])
    // Never cut to the window: a command that is cut cannot be copied.
    for (const line of formatTable(['KIND', 'SCENARIO', 'WHAT IT SHOWS', 'COMMAND'], rows, null))
      host.out.write(`${line}\n`)
    return 0
  }
  const interrupted = untilInterrupted(host)
  const backend = await startSampleBackend({ port, speed }).catch((thrown: unknown) => {
    throw explainPort(thrown)
  })
  host.out.write(`The sample backend is running on ${backend.url}\n`)
  await interrupted
  await backend.close()
  return 0
}

/** A port that cannot be had, as an error for people; anything else unchanged. */
export function explainPort(thrown: unknown): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
  if (!(thrown instanceof Error) || (code !== 'EADDRINUSE' && code !== 'EACCES')) return thrown
  return new RunlightError('port-in-use', thrown.message)
}
