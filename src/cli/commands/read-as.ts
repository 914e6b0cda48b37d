// `runlight read-as`: what the events of a run mean, said afterwards; they are read again, and stay as they were received.

import { jobWordOf } from '../../core/run/reach.ts'
import { findDataDir, readRunAs } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'

export type ReadAsOptions = { readonly json?: true; readonly dataDir?: string }

/** Reads run `run` as `reader`; refused beside a running Runlight, which has a setting for it. */
export async function readAs(
  host: CliHost,
  run: number,
  reader: string,
  options: ReadAsOptions,
): Promise<number> {
  const summary = await readRunAs(findDataDir(options.dataDir, host.env, host.platform), run, reader)
  const { title, job, connection } = summary
  if (options.json === true)
    host.out.write(
      jsonLine({ run, readAs: reader, state: job.state, cause: job.cause, connection: connection.state }),
    )
  else {
    const cause = job.cause === null ? '' : `: ${printable(job.cause)}`
    host.out.write(`Run ${run}, ${printable(title)}, read as ${reader}: ${jobWordOf(summary)}${cause}\n`)
  }
  return 0
}
