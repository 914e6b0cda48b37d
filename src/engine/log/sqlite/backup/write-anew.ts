// A log that was taken away under its writer, written anew from what the writer still holds open. It is put beside the
// log's place as a restore that waits, so that it takes that place at the next opening of the log, whoever opens it and
// whatever happens in between; what lies in the place by then is put aside.

import { existsSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { prepareDataDir } from '../file/open-log.ts'
import type { OwnFiles } from '../file/own-files.ts'
import { copyLog } from './copy-log.ts'
import { stagedPath, writeRestored } from './restore.ts'

/** Stages a copy of what is behind `db`. Throws where the folder is somebody else's by now, or a restore waits there. */
export async function stageAnew(db: Database.Database, dataDir: string, files: OwnFiles): Promise<void> {
  if (files.isTaken()) {
    throw new RunlightError(
      'data-dir-in-use',
      `Another Runlight uses ${dataDir} by now: close it and move its files away, then have the log written anew.`,
    )
  }
  prepareDataDir(dataDir)
  if (existsSync(stagedPath(dataDir))) {
    throw new RunlightError(
      'not-allowed',
      'A restore waits for the next start: take it back first, then have the log written anew.',
    )
  }
  const from = { at: Date.now(), file: 'the running Runlight', aside: null, session: null }
  await copyLog(db, stagedPath(dataDir), { replace: true, seal: (copied) => writeRestored(copied, from) })
    .finished
}
