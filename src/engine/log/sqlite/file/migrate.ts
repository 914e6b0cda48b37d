// Bringing an older log up to the present format: a copy first, then every missing migration in one transaction, so that
// the log is of the one format or of the other and the way back is a file.

import { existsSync, renameSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { migrations } from '../migrations/index.ts'
import { removeLogFiles, syncDir } from './make-log.ts'
import { isFull } from './sqlite-errors.ts'

/** Migrates `db`, the log at `path`. Where it fails, the log is as it was. */
export function migrate(db: Database.Database, path: string): void {
  const from = Number(db.pragma('user_version', { simple: true }))
  if (from === migrations.length) return
  try {
    backUp(db, path, from)
    db.transaction(() => {
      for (const sql of migrations.slice(from)) db.exec(sql)
      db.pragma(`user_version = ${migrations.length}`)
    }).immediate()
  } catch (thrown) {
    if (!isFull(thrown)) throw thrown
    const bytes = Number(db.pragma('page_count', { simple: true })) * 4_096
    const megabytes = Math.ceil((bytes * 1.2) / 1e6).toLocaleString('en-US')
    throw new RunlightError(
      'storage-full',
      `There is no room for the copy that is made before the log at ${path} is brought up to date. It was left as it is: free about ${megabytes} MB and start Runlight again.`,
    )
  }
}

/** Copies the log aside, named by the format it holds. The copy takes its name when it is whole, and no copy is replaced. */
function backUp(db: Database.Database, path: string, version: number): void {
  const draft = `${path}.backup.new`
  removeLogFiles(draft)
  try {
    db.prepare('VACUUM INTO ?').run(draft)
  } catch (thrown) {
    removeLogFiles(draft)
    throw thrown
  }
  renameSync(draft, backupName(path, version))
  syncDir(path)
}

function backupName(path: string, version: number): string {
  for (let n = 1; ; n++) {
    const name = `${path}.v${version}${n === 1 ? '' : `-${n}`}.backup`
    if (!existsSync(name)) return name
  }
}
