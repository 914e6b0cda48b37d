// What housekeeping reads, over a connection of its own to the log or to a backup: weights, plans, the check, the copy.
// Each task has its own keeper, on its own thread, so that neither the writer, nor the rows on the screen, nor a search
// waits for it.

import type Database from 'better-sqlite3'
import type { RetentionRule } from '../../../../core/storage/retention.ts'
import type { Finding, Restored, Sizes } from '../../../../core/storage/storage.ts'
import { type Planned, planLog } from '../../../storage/plan.ts'
import { type CopyProgress, copyLog, type LogCopy } from '../backup/copy-log.ts'
import { readRestored, writeRestored } from '../backup/restore.ts'
import { type CheckProgress, type CheckSteps, createCheckSteps } from './check-steps.ts'
import { weighLog } from './weigh.ts'

export type Keeper = ReturnType<typeof createKeeper>

/** `path` is the file behind `db`; `own` says that it is the log itself and no backup. */
export function createKeeper(db: Database.Database, path: string, own: boolean) {
  let steps: CheckSteps | null = null
  let copy: LogCopy | null = null
  const check = () => {
    steps ??= createCheckSteps(db, own)
    return steps
  }
  return {
    weigh: (now: number, parts: boolean): Sizes => weighLog(db, path, now, parts),
    plan: (rules: readonly RetentionRule[], now: number): Planned => planLog(db, rules, now),
    nextStep: (): CheckProgress => check().next(),
    runStep: (): CheckProgress => check().run(),
    findings: (): readonly Finding[] => check().findings(),
    bytes: (): number =>
      Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true })),
    /** Copies what is behind `db` to `file`; with `restored` the copy says that it is a log that was restored. */
    copy: (file: string, restored: Restored | null): Promise<void> => {
      copy = copyLog(db, file, {
        replace: restored !== null,
        seal: (copied) => {
          if (restored !== null) writeRestored(copied, restored)
        },
      })
      return copy.finished
    },
    copied: (): CopyProgress | null => copy?.progress() ?? null,
    cancelCopy: (): void => copy?.cancel(),
    restored: (): Restored | null => readRestored(db),
    close: () => {
      db.close()
    },
  }
}
