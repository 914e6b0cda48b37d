// Keeping a log without an engine, for the commands of the terminal. What only reads works beside a running engine; what
// writes takes the folder's lock first and is refused, with the holder's name, where somebody has it.

import { stat } from 'node:fs/promises'
import type Database from 'better-sqlite3'
import { RunlightError } from '../../core/basics/errors.ts'
import type { MarkChange } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Check, RemovalRecord, Sizes } from '../../core/storage/storage.ts'
import { cancelled } from '../base/cancelled.ts'
import { copyLog } from '../log/sqlite/backup/copy-log.ts'
import {
  carryOutRestore,
  damagedBackup,
  openBackup,
  stagedPath,
  writeRestored,
} from '../log/sqlite/backup/restore.ts'
import { lockDataDir } from '../log/sqlite/file/lock.ts'
import { logPath, openLogForReading, prepareDataDir } from '../log/sqlite/file/open-log.ts'
import { createCheckSteps } from '../log/sqlite/upkeep/check-steps.ts'
import { weighLog } from '../log/sqlite/upkeep/weigh.ts'
import { planLog, recordOf } from '../storage/plan.ts'
import { sweep } from '../storage/sweep.ts'
import { noLog, reading, writing } from './offline-log.ts'
import { storedRules } from './rules.ts'

export type Told = {
  /** What is being done, and how far it is; `total` null while that is not known. */
  readonly told: (sentence: string, done: number, total: number | null) => void
  readonly signal: AbortSignal
}

const together = 20
const tellMs = 200
/** Lets an interrupt be heard between two slices. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve))

/** What the log of `dataDir` weighs; null where there is none yet. */
export function readSizes(dataDir: string): Sizes | null {
  return reading(dataDir, (db) => weighLog(db, logPath(dataDir), Date.now(), true))
}

/** Applies the stored rules and gives the space back. Runs that were under way count as live. */
export async function pruneLog(dataDir: string, { told, signal }: Told): Promise<Omit<RemovalRecord, 'id'>> {
  return writing(dataDir, async (writer, db) => {
    const at = Date.now()
    const { going } = planLog(db, storedRules(db), at)
    let removal: number | null = null
    let gone = 0
    while (gone < going.length && !signal.aborted) {
      const upTo = Math.min(going.length, gone + together)
      const ids = going.slice(gone, upTo).map(({ id }) => id)
      removal = writer.removeRuns(ids, recordOf(going.slice(0, upTo), 'person', at), removal)
      gone = upTo
      told('Removing runs', gone, going.length)
      await breathe()
    }
    await sweep(writer, {
      isCancelled: () => signal.aborted,
      cleared: (events) => told('Clearing removed events away', events, null),
      freeing: (bytes) => told('Giving space back to the disk', bytes, null),
      rest: breathe,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    })
    if (signal.aborted) throw cancelled()
    return recordOf(going, 'person', at)
  })
}

/** Copies the log of `dataDir` to `file`, beside whatever engine is writing it; gives its size in bytes. */
export async function backUpLog(dataDir: string, file: string, { told, signal }: Told): Promise<number> {
  const db = openLogForReading(dataDir)
  if (db === null) throw noLog(dataDir)
  try {
    await copying(db, file, false, () => {}, 'Writing the backup', { told, signal })
    return (await stat(file)).size
  } finally {
    db.close()
  }
}

/**
 * Makes the backup at `file` the log of `dataDir`; gives where the log before it lies, or null where there was none.
 * `stageOnly` leaves it to the next start.
 */
export async function restoreLog(
  dataDir: string,
  file: string,
  { told, signal, stageOnly = false }: Told & { readonly stageOnly?: boolean },
): Promise<string | null> {
  prepareDataDir(dataDir)
  const lock = lockDataDir(dataDir, 'terminal')
  try {
    const backup = openBackup(file, dataDir)
    try {
      const steps = createCheckSteps(backup, false)
      for (let next = steps.next(); next.name !== null; next = steps.run()) {
        told(`Checking ${next.name}`, next.step - 1, next.steps)
        await breathe()
        if (signal.aborted) throw cancelled()
      }
      if (steps.findings().some(({ ok }) => !ok)) throw damagedBackup(file)
      const restored = { at: Date.now(), file, aside: null, session: null }
      const seal = (copy: Database.Database) => writeRestored(copy, restored)
      await copying(backup, stagedPath(dataDir), true, seal, 'Copying the backup', { told, signal })
    } finally {
      backup.close()
    }
    if (stageOnly) return null
    return carryOutRestore(dataDir, '')
  } finally {
    lock.release(true)
  }
}

/** Checks the log of `dataDir` beside whatever engine is writing it. */
export async function checkLogWhole(dataDir: string, { told, signal }: Told): Promise<Check> {
  const db = openLogForReading(dataDir)
  if (db === null) throw noLog(dataDir)
  const from = performance.now()
  try {
    const steps = createCheckSteps(db, true)
    for (let next = steps.next(); next.name !== null; next = steps.run()) {
      told(`Checking ${next.name}`, next.step - 1, next.steps)
      await breathe()
      if (signal.aborted) throw cancelled()
    }
    const findings = [...steps.findings()]
    const ok = findings.every((finding) => finding.ok)
    return { at: Date.now(), ms: Math.round(performance.now() - from), ok, findings }
  } finally {
    db.close()
  }
}

/** Changes the marks of a run of a log that no engine has open. */
export function markRun(dataDir: string, run: number, change: MarkChange): Promise<RunSummary> {
  return writing(dataDir, async (writer) => {
    const marked = writer.mark(run, change, Date.now())
    if (marked !== null) return marked
    throw new RunlightError(
      'not-found',
      `There is no run ${run} in ${dataDir}: “runlight runs” lists those there are.`,
    )
  })
}

async function copying(
  db: Database.Database,
  file: string,
  replace: boolean,
  seal: (copy: Database.Database) => void,
  sentence: string,
  { told, signal }: Told,
): Promise<void> {
  const copy = copyLog(db, file, { replace, seal })
  const end = () => copy.cancel()
  signal.addEventListener('abort', end)
  const tell = () => told(sentence, copy.progress().done, copy.progress().total)
  const timer = setInterval(tell, tellMs)
  tell()
  if (signal.aborted) end()
  try {
    await copy.finished
  } finally {
    clearInterval(timer)
    signal.removeEventListener('abort', end)
  }
}
