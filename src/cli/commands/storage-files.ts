// `runlight storage backup`, `restore` and `check`: the log as a file. Backup and check work beside a Runlight that runs;
// restore is refused there, with the name of whoever holds the log.

import { resolve } from 'node:path'
import { formatBytes, formatDuration } from '../../core/basics/quantities.ts'
import { backUpLog, checkLogWhole, restoreLog } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { startProgress } from '../host/progress-line.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'
import { dirOf, type StorageOptions, working } from './storage-common.ts'

const notSound = 1

/** Copies the whole log to `file`. */
export function backUpStorage(
  host: CliHost,
  file: string,
  { json, dataDir }: StorageOptions,
): Promise<number> {
  return working(host, startProgress(host, formatBytes), async (progress) => {
    const path = resolve(file)
    const bytes = await backUpLog(dirOf(host, dataDir), path, progress)
    if (json === true) host.out.write(jsonLine({ file: path, bytes }))
    else host.out.write(`The backup is complete: ${printable(path)}, ${formatBytes(bytes)}.\n`)
    return 0
  })
}

/** Makes the backup at `file` the log, and puts the log that is there aside. */
export function restoreStorage(
  host: CliHost,
  file: string,
  { json, dataDir }: StorageOptions,
): Promise<number> {
  return working(host, startProgress(host, formatBytes), async (progress) => {
    const path = resolve(file)
    const aside = await restoreLog(dirOf(host, dataDir), path, progress)
    if (json === true) host.out.write(jsonLine({ file: path, aside }))
    else {
      host.out.write(`The log is now that of ${printable(path)}.\n`)
      if (aside !== null) host.out.write(`The log before it was put aside: ${printable(aside)}\n`)
    }
    return 0
  })
}

/** Reads every page of the log and says whether it is sound: exit code 1 where it is not. */
export function checkStorage(host: CliHost, { json, dataDir }: StorageOptions): Promise<number> {
  return working(host, startProgress(host), async (progress) => {
    const { ok, ms, findings } = await checkLogWhole(dirOf(host, dataDir), progress)
    if (json === true) host.out.write(jsonLine({ ok, ms, findings }))
    else {
      for (const finding of findings)
        host.out.write(`${finding.ok ? 'ok  ' : 'BAD '} ${printable(finding.text)}\n`)
      host.out.write(
        ok
          ? `The log is sound; the check took ${formatDuration(ms)}.\n`
          : 'The log is not sound: close Runlight, and “runlight storage salvage” copies what can be read into a new log.\n',
      )
    }
    return ok ? 0 : notSound
  })
}
