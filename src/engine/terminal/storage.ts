// Keeping a log without an engine, for the commands of the terminal. What only reads works beside a running engine; what
// writes takes the folder's lock first and is refused, with the holder's name, where somebody has it.

import { RunlightError } from '../../core/basics/errors.ts'
import type { MarkChange } from '../../core/run/mark-change.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Check, RemovalRecord, Sizes } from '../../core/storage/storage.ts'
import { cancelled } from '../base/cancelled.ts'
import { systemClock } from '../base/clock.ts'
import type { FileProgress, LogFiles } from '../log/log-upkeep.ts'
import type { LogAccess } from '../log/port.ts'
import { recordOf } from '../log/removal-plan.ts'
import { restoreHere } from '../log/sqlite/threads/restore-here.ts'
import { loadSettings } from '../settings/settings.ts'
import { checkLog } from '../storage/checking.ts'
import { sweep } from '../storage/sweep.ts'
import { noSuchRun, type Told, withLog, withLogIfThere } from './with-log.ts'

const together = 20

/** What the log of `dataDir` weighs; null where there is none yet. */
export function readSizes(dataDir: string): Promise<Sizes | null> {
  return withLogIfThere(dataDir, 'read', (log) => log.weigh(Date.now(), Number.POSITIVE_INFINITY))
}

/** Applies the stored rules and gives the space back. Runs that were under way count as live. */
export function pruneLog(dataDir: string, { told, signal }: Told): Promise<Omit<RemovalRecord, 'id'>> {
  return withLog(dataDir, 'exclusive', async (log) => {
    const at = Date.now()
    const settings = await loadSettings(log)
    const { going } = await log.plan(settings.get().retention, at)
    let removal: number | null = null
    let gone = 0
    while (gone < going.length && !signal.aborted) {
      const upTo = Math.min(going.length, gone + together)
      const ids = going.slice(gone, upTo).map(({ id }) => id)
      removal = await log.removeRuns(ids, recordOf(going.slice(0, upTo), 'person', at), removal)
      gone = upTo
      told('Removing runs', gone, going.length)
    }
    await sweep(log, {
      signal,
      cleared: (events) => told('Clearing removed events away', events, null),
      freeing: (bytes) => told('Giving space back to the disk', bytes, null),
      rest: async () => {},
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    })
    if (signal.aborted) throw cancelled()
    return recordOf(going, 'person', at)
  })
}

/** Copies the log of `dataDir` to `file`, beside whatever engine is writing it; gives its size in bytes. */
export function backUpLog(dataDir: string, file: string, { told, signal }: Told): Promise<number> {
  return withLog(dataDir, 'read', (log) =>
    filesOf(log).copyTo(file, {
      told: ({ done, total }) => told('Writing the backup', done, total),
      signal,
    }),
  )
}

/**
 * Makes the backup at `file` the log of `dataDir`; gives where the log before it lies, or null where there was none.
 * `stageOnly` leaves it to the next start.
 */
export function restoreLog(
  dataDir: string,
  file: string,
  { told, signal, stageOnly = false }: Told & { readonly stageOnly?: boolean },
): Promise<string | null> {
  const tell = ({ part, done, total }: FileProgress) =>
    told(part === null ? 'Copying the backup' : `Checking ${part}`, done, total)
  return restoreHere(dataDir, file, { told: tell, signal }, stageOnly)
}

/** Checks the log of `dataDir` beside whatever engine is writing it. */
export function checkLogWhole(dataDir: string, { told, signal }: Told): Promise<Check> {
  return withLog(dataDir, 'read', (log) =>
    checkLog(filesOf(log), systemClock, {
      told: ({ part, done, total }) => told(`Checking ${part}`, done, total),
      signal,
    }),
  )
}

/** Changes the marks of a run of a log that no engine has open. */
export function markRun(dataDir: string, run: number, change: MarkChange): Promise<RunSummary> {
  return withLog(dataDir, 'exclusive', async (log) => {
    const marked = await log.mark(run, change, Date.now())
    if (marked === null) throw noSuchRun(run, dataDir)
    return marked
  })
}

/** A folder's log is always a file. */
function filesOf({ files, place }: LogAccess): LogFiles {
  if (files === null) throw new RunlightError('not-allowed', `The log at ${place} is no file.`)
  return files
}
