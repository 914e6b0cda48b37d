// The log of a data directory as a file: the port's LogFiles over its maintenance readers, and what the writer does of it.

import { existsSync, statSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LogFiles, LogUpkeep } from '../../log-upkeep.ts'
import { backupFolder, listBackups, placeForBackup } from '../backup/backup-folder.ts'
import { dropStaged, failedPath, stagedPath } from '../backup/restore.ts'
import { readSizes } from '../file/data-sizes.ts'
import { checkAll, copyAll, stageBackup, type WithMaintenance } from './watched-work.ts'

type Deps = Pick<LogFiles, 'restored' | 'freeSlice' | 'emptyJournal' | 'fillColumns' | 'writeAnew'> & {
  readonly dataDir: string
  /** Names this opening of the log: it never carries out a restore that it staged itself. */
  readonly session: string
  readonly withMaintenance: WithMaintenance
}

export function createLogFiles(deps: Deps): LogFiles {
  const { dataDir, session, withMaintenance, restored, freeSlice, emptyJournal, fillColumns, writeAnew } =
    deps
  const folder = backupFolder(dataDir)
  const staged = stagedPath(dataDir)
  return {
    backups: () => listBackups(folder),
    newBackup: (now) => placeForBackup(folder, now),
    copyTo: (file, watch) =>
      withMaintenance(null, async (reader) => {
        await copyAll(reader, file, null, watch)
        return (await stat(file)).size
      }),
    check: (watch) => withMaintenance(null, (reader) => checkAll(reader, watch)),
    stage: (name, at, watch) => {
      const file = join(folder, name)
      return withMaintenance(file, (reader) =>
        stageBackup(reader, file, staged, { at, file, aside: null, session }, watch),
      )
    },
    staged: async () => {
      // Not by a promise, which is the only thing in a start that would bring up libuv's four threads.
      const there = statSync(staged, { throwIfNoEntry: false })
      if (there === undefined) return null
      const known = await withMaintenance(staged, (reader) => reader.restored()).catch(() => null)
      return known === null ? null : { file: known.file, at: known.at, bytes: there.size }
    },
    unstage: async () => dropStaged(dataDir),
    failedRestore: async () => (existsSync(failedPath(dataDir)) ? failedPath(dataDir) : null),
    sizes: () => readSizes(dataDir),
    restored,
    freeSlice,
    emptyJournal,
    fillColumns,
    writeAnew,
  }
}

/** The log's weight and plans, each read by a reader of its own. */
export function createUpkeep(withMaintenance: WithMaintenance): LogUpkeep {
  return {
    weigh: (now, partsUpTo) => withMaintenance(null, (reader) => reader.weigh(now, partsUpTo)),
    plan: (rules, now) => withMaintenance(null, (reader) => reader.plan(rules, now)),
    bytes: () => withMaintenance(null, (reader) => reader.bytes()),
  }
}
