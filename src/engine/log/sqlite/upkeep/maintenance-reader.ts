// What housekeeping reads, over a connection of its own to the log or to a backup: weights, plans, the check, the copy.
// Each task has its own reader, on its own thread, so that neither the writer, nor the rows on the screen, nor a search
// waits for it.

import type Database from 'better-sqlite3'
import type { RetentionRule } from '../../../../core/storage/retention.ts'
import type { Finding, Restored, Sizes } from '../../../../core/storage/storage.ts'
import type { LogUpkeep } from '../../log-upkeep.ts'
import type { AtOnce } from '../../port.ts'
import { type Planned, planRemoval } from '../../removal-plan.ts'
import { type CopyProgress, copyLog, type LogCopy } from '../backup/copy-log.ts'
import { readRestored, writeRestored } from '../backup/restore.ts'
import { type CheckProgress, type CheckSteps, createCheckSteps } from './check-steps.ts'
import { weighLog, weighRuns } from './weigh.ts'

export type MaintenanceReader = AtOnce<LogUpkeep> & {
  /** The step of the check that is done next. */
  readonly nextStep: () => CheckProgress
  /** Does that step, which may take seconds. */
  readonly runStep: () => CheckProgress
  readonly findings: () => readonly Finding[]
  /** Copies what is behind the connection to `file`; with `restored` the copy says that it is a log that was restored. */
  readonly copy: (file: string, restored: Restored | null) => Promise<void>
  readonly copied: () => CopyProgress | null
  readonly cancelCopy: () => void
  readonly restored: () => Restored | null
  readonly close: () => void
}

/** `path` is the file behind `db`; `own` says that it is the log itself and no backup. */
export function createMaintenanceReader(
  db: Database.Database,
  path: string,
  own: boolean,
): MaintenanceReader {
  let steps: CheckSteps | null = null
  let copy: LogCopy | null = null
  const check = () => {
    steps ??= createCheckSteps(db, own)
    return steps
  }
  const bytes = () =>
    Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }))
  return {
    weigh: (now: number, partsUpTo: number): Sizes => weighLog(db, path, now, bytes() <= partsUpTo),
    plan: (rules: readonly RetentionRule[], now: number): Planned => planRemoval(weighRuns(db), rules, now),
    bytes,
    nextStep: () => check().next(),
    runStep: () => check().run(),
    findings: () => check().findings(),
    copy: (file, restored) => {
      copy = copyLog(db, file, {
        replace: restored !== null,
        seal: (copied) => {
          if (restored !== null) writeRestored(copied, restored)
        },
      })
      return copy.finished
    },
    copied: () => copy?.progress() ?? null,
    cancelCopy: () => copy?.cancel(),
    restored: () => readRestored(db),
    close: () => {
      db.close()
    },
  }
}
