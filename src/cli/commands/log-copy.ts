// `runlight log copy`: a log moves into a shared one, or out of it. Nothing is changed where it comes from.

import { resolve } from 'node:path'
import { formatCount } from '../../core/basics/quantities.ts'
import { copyLog } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { startProgress } from '../host/progress-line.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'
import { working } from './storage-common.ts'

export type LogCopyOptions = { readonly from: string; readonly to: string; readonly json?: true }

/** Something was left out. */
const incomplete = 1

/** Copies what is in the one log into the other, and says what was. */
export function logCopy(host: CliHost, { from, to, json }: LogCopyOptions): Promise<number> {
  return working(host, startProgress(host), async (progress) => {
    const copied = await copyLog(place(from), place(to), host.version, progress)
    progress.end()
    const { runs, there, events, others, live } = copied
    if (json === true) host.out.write(jsonLine(copied))
    else {
      host.out.write(
        `Copied ${formatCount(events, 'event')} of ${formatCount(runs, 'run')} and compared them; ${formatCount(there, 'run')} ${there === 1 ? 'was' : 'were'} there already.\n`,
      )
      for (const title of others)
        host.out.write(`  not copied, it has other events there: ${printable(title)}\n`)
      for (const title of live) host.out.write(`  not copied, it is being watched: ${printable(title)}\n`)
      if (live.length > 0)
        host.out.write('Copy once more when these rest, or when their collectors have ended.\n')
    }
    return others.length + live.length === 0 ? 0 : incomplete
  })
}

function place(given: string): string {
  return given.includes('://') ? given : resolve(given)
}
