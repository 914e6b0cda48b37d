// `runlight demo`: the sample backend alone, and the list of everything there is to watch on it, each with the command
// that watches it.

import { RunlightError } from '../../core/errors.ts'
import { paramsAt, type Scenario, scenarios, startSampleBackend } from '../../demo/index.ts'
import type { CliHost } from '../host.ts'
import { shellQuote } from '../terminal/shell-quote.ts'
import { formatTable } from '../terminal/table.ts'
import { untilInterrupted } from '../until-interrupted.ts'

export type DemoOptions = { readonly port: number; readonly speed: number; readonly list?: true }

/** Serves until it is interrupted. Throws `port-in-use`. */
export async function demo(host: CliHost, { port, speed, list }: DemoOptions): Promise<number> {
  if (list === true) {
    const rows = scenarios.map((one) => [
      one.kind,
      one.name,
      one.what,
      watchCommand(one, `http://127.0.0.1:${port}`),
    ])
    // Never cut to the window: a command that is cut cannot be copied.
    for (const line of formatTable(['KIND', 'SCENARIO', 'WHAT IT SHOWS', 'COMMAND'], rows, null))
      host.out.write(`${line}\n`)
    return 0
  }
  const interrupted = untilInterrupted(host)
  const backend = await startSampleBackend({ port, speed }).catch((thrown: unknown) => {
    throw explain(thrown)
  })
  host.out.write(`The sample backend is running on ${backend.url}\n`)
  await interrupted
  await backend.close()
  return 0
}

/** The command that watches `scenario`: by its URL where that is all there is, else by its kind's parameters. */
function watchCommand(scenario: Scenario, baseUrl: string): string {
  const { url, method, body, endEvent, ...rest } = paramsAt(scenario, baseUrl)
  const words =
    url === undefined
      ? ['watch', scenario.kind, '--base-url', baseUrl, ...pairs(paramsAt(scenario, baseUrl))]
      : [
          'watch',
          url,
          ...option('--method', method),
          ...option('--body', body),
          ...option('--end-event', endEvent),
          ...pairs(rest),
        ]
  return ['runlight', ...words.map(shellQuote)].join(' ')
}

function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, value]
}

function pairs(params: Readonly<Record<string, string>>): string[] {
  return Object.entries(params).flatMap(([name, value]) => ['--set', `${name}=${value}`])
}

function explain(thrown: unknown): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
  if (!(thrown instanceof Error) || (code !== 'EADDRINUSE' && code !== 'EACCES')) return thrown
  return new RunlightError('port-in-use', thrown.message)
}
