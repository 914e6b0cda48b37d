// Backups, written and staged for restoring while everything else goes on. A screen chooses among them by name and never
// gives a path.

import { basename } from 'node:path'
import { RunlightError } from '../../core/basics/errors.ts'
import { formatBytes } from '../../core/basics/quantities.ts'
import type { Staged } from '../../core/storage/storage.ts'
import type { Clock } from '../base/clock.ts'
import type { LogFiles } from '../log/log-upkeep.ts'
import type { Tasks } from './tasks.ts'

type Deps = {
  readonly files: LogFiles
  readonly clock: Clock
  readonly tasks: Tasks
  /** A restore was staged. */
  readonly staged: (staged: Staged | null) => void
}

export function createBackups({ files, clock, tasks, staged }: Deps) {
  return {
    list: files.backups,
    /** Begins a backup; gives the path it will have. */
    backUp: async (): Promise<{ file: string }> => {
      const file = await files.newBackup(clock.now())
      void tasks.begin('backup', 'Writing the backup', async ({ say, signal }) => {
        const bytes = await files.copyTo(file, {
          told: ({ done, total }) => say('Writing the backup', done, total),
          signal,
        })
        return `The backup is complete: ${basename(file)}, ${formatBytes(bytes)}.`
      })
      return { file }
    },
    /** Begins to check the backup `name` and to copy it beside the log. */
    stage: async (name: string): Promise<void> => {
      const { folder, files: there } = await files.backups()
      if (!there.some((file) => file.name === name))
        throw new RunlightError(
          'not-found',
          `There is no backup ${name} in ${folder}: it may have been moved.`,
        )
      void tasks.begin('restore', `Looking at ${name}`, async ({ say, signal }) => {
        await files.stage(name, clock.now(), {
          told: ({ part, done, total }) =>
            say(part === null ? `Copying ${name} beside the log` : `Checking ${name}: ${part}`, done, total),
          signal,
        })
        staged(await files.staged())
        return `${name} is whole. It becomes the log when Runlight starts next; the present log is put aside then.`
      })
    },
  }
}
