// The check of the whole log while everything else goes on, with how far it is.

import { formatDuration } from '../../core/basics/quantities.ts'
import type { Check } from '../../core/storage/storage.ts'
import type { Clock } from '../base/clock.ts'
import type { FileWatch, LogFiles } from '../log/log-upkeep.ts'
import type { LogAccess } from '../log/port.ts'
import type { Tasks } from './tasks.ts'

/** Bytes of a log that a check gets through in a ms, measured on a slow machine: enough to say how long it will take. */
const bytesPerMs = 120_000
/** Below this nobody needs to be told. */
const worthTellingMs = 3_000

type Deps = {
  readonly log: Pick<LogAccess, 'bytes'>
  readonly files: LogFiles
  readonly clock: Clock
  readonly tasks: Tasks
}

/** Begins a check; `found` is given its result. */
export function beginCheck({ log, files, clock, tasks }: Deps, found: (check: Check) => void): void {
  void tasks.begin('check', 'Checking the log', async ({ say, signal }) => {
    const expected = (await log.bytes()) / bytesPerMs
    const inAll = expected < worthTellingMs ? '' : ` (about ${formatDuration(expected)} in all)`
    const check = await checkLog(files, clock, {
      told: ({ part, done, total }) => say(`Checking ${part}${inAll}`, done, total),
      signal,
    })
    found(check)
    return check.ok
      ? `The log is sound; the check took ${formatDuration(check.ms)}.`
      : 'The log is not sound: see what was found.'
  })
}

/** Checks the whole log; rejects as `cancelled` does when the signal ends it. */
export async function checkLog(
  files: LogFiles,
  clock: Pick<Clock, 'now' | 'monotonic'>,
  watch: FileWatch,
): Promise<Check> {
  const from = clock.monotonic()
  const findings = [...(await files.check(watch))]
  const ms = Math.round(clock.monotonic() - from)
  return { at: clock.now(), ms, ok: findings.every((finding) => finding.ok), findings }
}
