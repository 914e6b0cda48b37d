// Backups in Runlight's own folder, written and staged for restoring while everything else goes on. A screen chooses
// among these by name and never gives a path: whoever holds the browser host's key must not get to write anywhere.

import { existsSync } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { RunlightError } from '../../core/basics/errors.ts'
import { sayBytes } from '../../core/basics/quantities.ts'
import type { Staged } from '../../core/storage/storage.ts'
import type { Clock } from '../base/clock.ts'
import { copyError } from '../log/sqlite/backup/copy-log.ts'
import { damagedBackup, stagedPath } from '../log/sqlite/backup/restore.ts'
import { isFull } from '../log/sqlite/file/sqlite-errors.ts'
import { type KeeperApi, withKeeper } from '../log/sqlite/threads/with-maintenance.ts'
import { orCancelled, type Tasks, type Work } from './tasks.ts'

type Deps = {
  readonly dataDir: string
  readonly session: string
  readonly clock: Clock
  readonly tasks: Tasks
  /** A restore was staged. */
  readonly staged: (staged: Staged | null) => void
}

const progressMs = 200
const ending = '.runlight.db'

export function createBackups({ dataDir, session, clock, tasks, staged }: Deps) {
  const folder = join(dataDir, 'backups')

  const list = async () => {
    const names = await readdir(folder).catch(() => [])
    const files = await Promise.all(
      names
        .filter((name) => name.endsWith('.db'))
        .map(async (name) => {
          const { size, mtimeMs } = await stat(join(folder, name))
          return { name, bytes: size, at: Math.round(mtimeMs) }
        }),
    )
    return { folder, files: files.sort((a, b) => b.at - a.at || b.name.localeCompare(a.name)) }
  }

  return {
    list,
    /** Begins a backup; gives the path it will have. */
    backUp: async (): Promise<{ file: string }> => {
      await mkdir(folder, { recursive: true, mode: 0o700 }).catch((thrown: unknown) => {
        throw noFolder(thrown, folder)
      })
      const file = freeName(folder, clock.now())
      void tasks.begin('backup', 'Writing the backup', (work) =>
        withKeeper(dataDir, null, async (keeper) => {
          await copy(keeper, work, 'Writing the backup', keeper.copy(file, null))
          const { size } = await stat(file)
          return `The backup is complete: ${basename(file)}, ${sayBytes(size)}.`
        }),
      )
      return { file }
    },
    /** Begins to check the backup `name` and to copy it beside the log. */
    stage: async (name: string): Promise<void> => {
      const { files } = await list()
      if (!files.some((file) => file.name === name))
        throw new RunlightError(
          'not-found',
          `There is no backup ${name} in ${folder}: it may have been moved.`,
        )
      const file = join(folder, name)
      void tasks.begin('restore', `Looking at ${name}`, (work) =>
        withKeeper(dataDir, file, async (keeper) => {
          await checkBackup(keeper, file, work)
          const restored = { at: clock.now(), file, aside: null, session }
          await copy(
            keeper,
            work,
            `Copying ${name} beside the log`,
            keeper.copy(stagedPath(dataDir), restored),
          )
          staged(await readStaged(dataDir))
          return `${name} is whole. It becomes the log when Runlight starts next; the present log is put aside then.`
        }),
      )
    },
  }
}

/** The restore that waits for the next start; null where there is none, or none that can be read. */
export async function readStaged(dataDir: string): Promise<Staged | null> {
  const path = stagedPath(dataDir)
  const there = await stat(path).catch(() => null)
  if (there === null) return null
  const known = await withKeeper(dataDir, path, (keeper) => keeper.restored()).catch(() => null)
  return known === null ? null : { file: known.file, at: known.at, bytes: there.size }
}

/** Waits for `copying`, tells how far it is, and ends it when the task is cancelled. */
async function copy(keeper: KeeperApi, work: Work, sentence: string, copying: Promise<void>): Promise<void> {
  work.onCancel(() => void keeper.cancelCopy().catch(() => {}))
  const timer = setInterval(() => {
    void keeper
      .copied()
      .then((copied) => copied !== null && work.say(sentence, copied.done, copied.total))
      .catch(() => {})
  }, progressMs)
  try {
    await copying
  } finally {
    clearInterval(timer)
  }
}

/** Throws where a page of the backup does not hold together. */
async function checkBackup(keeper: KeeperApi, file: string, work: Work): Promise<void> {
  for (let at = await keeper.nextStep(); at.name !== null; at = await orCancelled(work, keeper.runStep())) {
    work.say(`Checking ${basename(file)}: ${at.name}`, at.step - 1, at.steps)
  }
  if ((await keeper.findings()).some(({ ok }) => !ok)) throw damagedBackup(file)
}

/** A full disk says so itself; what else is in the way of the folder, a person has to look at. */
function noFolder(thrown: unknown, folder: string): unknown {
  if (isFull(thrown)) return copyError(thrown, folder)
  return new RunlightError(
    'bad-input',
    `Runlight cannot make its folder for backups, ${folder}: see that no file has that name and that you may write beside it.`,
  )
}

/** `runlight-2026-01-31-1203.runlight.db`; a name that is not taken yet. */
function freeName(folder: string, now: number): string {
  const date = new Date(now)
  const two = (part: number) => String(part).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const stamp = `runlight-${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`
  for (let n = 1; ; n++) {
    const path = join(folder, `${stamp}${n === 1 ? '' : `-${n}`}${ending}`)
    if (!existsSync(path)) return path
  }
}
