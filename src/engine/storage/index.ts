// Keeping the log as a whole: what it weighs, retention, backups, the check; and one status of all of it that is pushed
// when it changes.

import { existsSync } from 'node:fs'
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
import { dropStaged, failedPath } from '../log/sqlite/backup/restore.ts'
import type { LogAccess } from '../log/sqlite/threads/open-log.ts'
import { withKeeper } from '../log/sqlite/threads/with-maintenance.ts'
import type { Board } from '../runs/board.ts'
import type { Settings } from '../settings/settings.ts'
import { createBackups, readStaged } from './backups.ts'
import { beginCheck } from './checking.ts'
import { createForgetting } from './forgetting.ts'
import { createTasks } from './tasks.ts'

type Deps = {
  readonly dataDir: string
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

export function createStorage({ dataDir, log, board, settings, clock, secrets, onDefect }: Deps) {
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
    dataDir,
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
  const backups = createBackups({
    dataDir,
    session: log.session,
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
    const sizes = withKeeper(dataDir, null, async (keeper) =>
      keeper.weigh(clock.now(), (await keeper.bytes()) <= countedBytes),
    )
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
    preview: async (rules: readonly RetentionRule[]) =>
      (await withKeeper(dataDir, null, (keeper) => keeper.plan(rules, clock.now()))).preview,
    prune: forgetting.applyNow,
    backups: backups.list,
    backUp: backups.backUp,
    stage: backups.stage,
    /** Takes a staged restore back. */
    unstage: () => {
      dropStaged(dataDir)
      if (staged === null) return
      staged = null
      tasks.note('restore', true, 'The restore was taken back: the log stays as it is.')
    },
    check: () =>
      beginCheck(dataDir, clock, tasks, (found) => {
        check = found
      }),
    writeAnew: async () => {
      await log.writeAnew()
      restored = await log.restored()
      tell()
    },
    cancel: tasks.cancel,
    /** Loads what is remembered and begins to apply the rules; returns what ends all of it. */
    start: async (): Promise<() => Promise<void>> => {
      removal = (await log.removals(1))[0] ?? null
      restored = await log.restored()
      staged = await readStaged(dataDir)
      if (existsSync(failedPath(dataDir))) {
        const sentence = `The restore was not carried out, because the copied backup was no longer whole. It lies at ${failedPath(dataDir)}; the log is as it was.`
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
