// Keeping the log as a whole: what it weighs, retention, backups, the check; and one status of all of it that is pushed
// when it changes.

import { RunlightError } from '../../core/basics/errors.ts'
import type { RetentionRule } from '../../core/storage/retention.ts'
import type {
  Check,
  RemovalRecord,
  Restored,
  Staged,
  StorageStatus,
  TaskType,
} from '../../core/storage/storage.ts'
import type { Clock } from '../base/clock.ts'
import type { SecretStore } from '../base/ports.ts'
import type { LogAccess } from '../log/port.ts'
import type { Board } from '../runs/board.ts'
import type { Settings } from '../settings/settings.ts'
import { createBackups } from './backups.ts'
import { beginCheck } from './checking.ts'
import { createForgetting } from './forgetting.ts'
import { createTasks } from './tasks.ts'
import { createWeighing } from './weighing.ts'

type Deps = {
  readonly log: LogAccess
  readonly board: Board
  readonly settings: Settings
  readonly clock: Clock
  readonly secrets: SecretStore
  readonly onDefect: (where: string, thrown: unknown) => void
}

const remembered = 100

export type Storage = ReturnType<typeof createStorage>

export function createStorage({ log, board, settings, clock, secrets, onDefect }: Deps) {
  let removal: RemovalRecord | null = null
  let check: Check | null = null
  let staged: Staged | null = null
  let restored: Restored | null = null

  const status = (): StorageStatus => ({
    tasks: tasks.list(),
    outcomes: tasks.outcomes(),
    removal,
    check,
    staged,
    restored,
  })
  const tell = () => board.push({ storage: status() })
  const tasks = createTasks(clock, tell, onDefect)
  const forgetting = createForgetting({
    log,
    board,
    clock,
    secrets,
    tasks,
    rules: () => settings.get().retention,
    removed: (record) => {
      removal = record
    },
  })
  const { files } = log
  const backups =
    files === null
      ? null
      : createBackups({
          files,
          clock,
          tasks,
          staged: (next) => {
            staged = next
          },
        })

  const weigh = createWeighing(log, clock, () => JSON.stringify(tasks.outcomes()))

  return {
    status,
    weigh,
    history: () => log.removals(remembered),
    preview: async (rules: readonly RetentionRule[]) => (await log.plan(rules, clock.now())).preview,
    prune: async (): Promise<void> => forgetting.applyNow(),
    backups: () => ofFile(backups).list(),
    backUp: () => ofFile(backups).backUp(),
    stage: (name: string) => ofFile(backups).stage(name),
    /** Takes a staged restore back. */
    unstage: async () => {
      await ofFile(files).unstage()
      if (staged === null) return
      staged = null
      tasks.note('restore', true, 'The restore was taken back: the log stays as it is.')
    },
    check: () =>
      beginCheck({ log, files: ofFile(files), clock, tasks }, (found) => {
        check = found
      }),
    writeAnew: async () => {
      await ofFile(files).writeAnew()
      restored = await ofFile(files).restored()
      tell()
    },
    cancel: async (type: TaskType): Promise<void> => tasks.cancel(type),
    /** Loads what is remembered and begins to apply the rules; returns what ends all of it. */
    start: async (): Promise<() => Promise<void>> => {
      removal = (await log.removals(1))[0] ?? null
      restored = (await files?.restored()) ?? null
      staged = (await files?.staged()) ?? null
      const failed = (await files?.failedRestore()) ?? null
      if (failed !== null) {
        const sentence = `The restore was not carried out, because the copied backup was no longer whole. It lies at ${failed}; the log is as it was.`
        tasks.note('restore', false, sentence)
      }
      const stop = log.readOnly === null ? forgetting.start() : () => {}
      return async () => {
        stop()
        await tasks.close()
      }
    },
  }
}

/** What only a log that is a file has. */
function ofFile<T>(part: T | null): T {
  if (part !== null) return part
  throw new RunlightError(
    'not-allowed',
    'This log is no file of this computer: it is checked and backed up where its database is kept.',
  )
}
