// Keeping the log as a whole: what it weighs, retention, backups, the check; and one status of all of it that is pushed
// when it changes.

import { RunlightError } from '../../core/basics/errors.ts'
import type { RetentionRule } from '../../core/storage/retention.ts'
import type {
  Check,
  RemovalRecord,
  Restored,
  Sizes,
  Staged,
  StorageStatus,
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

type Deps = {
  readonly log: LogAccess
  readonly board: Board
  readonly settings: Settings
  readonly clock: Clock
  readonly secrets: SecretStore
  readonly onDefect: (where: string, thrown: unknown) => void
}

/** An answer is given again for at least this long, and for this many times as long as it took. */
const freshMs = 5_000
const freshFactor = 20
/** Pages by table are counted in logs of up to this size; beyond it that would take seconds. */
const countedBytes = 4e9
const remembered = 100

export type Storage = ReturnType<typeof createStorage>

export function createStorage({ log, board, settings, clock, secrets, onDefect }: Deps) {
  let removal: RemovalRecord | null = null
  let check: Check | null = null
  let staged: Staged | null = null
  let restored: Restored | null = null
  let known: { readonly sizes: Promise<Sizes>; readonly until: number; readonly done: string } | null = null

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

  const weigh = (): Promise<Sizes> => {
    const from = clock.monotonic()
    // What was done to the log since then may have changed everything.
    const done = JSON.stringify(tasks.outcomes())
    if (known !== null && from < known.until && known.done === done) return known.sizes
    const sizes = log.weigh(clock.now(), countedBytes)
    const entry = { sizes, until: Number.POSITIVE_INFINITY, done }
    known = entry
    sizes.then(
      () => {
        const took = clock.monotonic() - from
        if (known === entry)
          known = { ...entry, until: clock.monotonic() + Math.max(freshMs, took * freshFactor) }
      },
      () => {
        if (known === entry) known = null
      },
    )
    return sizes
  }

  return {
    status,
    weigh,
    history: () => log.removals(remembered),
    preview: async (rules: readonly RetentionRule[]) => (await log.plan(rules, clock.now())).preview,
    prune: forgetting.applyNow,
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
    cancel: tasks.cancel,
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
