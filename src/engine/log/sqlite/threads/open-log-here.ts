// The log in this very process, for commands of the terminal that are soon over: without threads, whose start would take
// longer than the command, and with half the memory. Only exports have a thread, which a pattern without end may need.

import { existsSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { openKinds } from '../../../base/kind-set.ts'
import type { Remote } from '../../../threads/start.ts'
import type { LogReview } from '../../log-review.ts'
import type { AtOnce, LogAccess } from '../../port.ts'
import { createRefusingWriter } from '../../refusing-writer.ts'
import { carryOutRestore, openBackup } from '../backup/restore.ts'
import { lockDataDir } from '../file/lock.ts'
import { logPath, openLogForReading, openLogForWriting, prepareDataDir } from '../file/open-log.ts'
import { storageError } from '../file/sqlite-errors.ts'
import { createReader } from '../read/reader.ts'
import { createLogFiles, createUpkeep } from '../upkeep/log-files.ts'
import { createMaintenanceReader } from '../upkeep/maintenance-reader.ts'
import type { WithMaintenance } from '../upkeep/watched-work.ts'
import { createWriter, type Writer } from '../write/writer.ts'
import { createOpenExport } from './open-export.ts'
import { reviewOf } from './review-of.ts'

const onlyReading = 'This log was opened for reading: nothing is written.'

/**
 * Opens the log of `dataDir`: to `read` beside whatever engine may be writing it, or `exclusive`, under the folder's lock.
 * Null where there is none yet. Throws a RunlightError as the engine does: `data-dir-in-use`, `newer-log`, `older-log`,
 * `damaged-log`, `data-dir-not-writable`.
 */
export function openLogHere(dataDir: string, mode: 'read' | 'exclusive'): LogAccess | null {
  if (mode === 'exclusive') return existsSync(logPath(dataDir)) ? openExclusively(dataDir) : null
  const db = openLogForReading(dataDir)
  return db === null ? null : accessOf(db, dataDir, null, () => db.close())
}

function openExclusively(dataDir: string): LogAccess {
  prepareDataDir(dataDir)
  const lock = lockDataDir(dataDir, 'terminal')
  try {
    carryOutRestore(dataDir, '')
    const db = openLogForWriting(dataDir, lock.unclean)
    const writer = createWriter(db)
    return accessOf(db, dataDir, writer, () => {
      writer.close()
      lock.release(true)
    })
  } catch (thrown) {
    lock.release(!lock.unclean)
    throw storageError(thrown, logPath(dataDir))
  }
}

/** Whoever opens a log for one command does not ask where it is. */
const alwaysThere = { look: async () => {}, watchPlace: () => new Promise<void>(() => {}) }

function accessOf(
  db: Database.Database,
  dataDir: string,
  writer: Writer | null,
  close: () => void,
): LogAccess {
  const path = logPath(dataDir)
  const { kinds } = openKinds(dataDir)
  const reader = later(createReader(db, kinds), path)
  const refuse = () => Promise.reject(new RunlightError('read-only', onlyReading))
  const refusing = {
    ...createRefusingWriter(onlyReading),
    freeSlice: refuse,
    emptyJournal: refuse,
    fillColumns: refuse,
  }
  const writing = writer === null ? refusing : { ...later(writer, path), ...alwaysThere }
  const withMaintenance = createWithMaintenanceHere(db, dataDir)
  const { restored } = reader
  const { freeSlice, emptyJournal, fillColumns } = writing
  const files = { dataDir, session: '', withMaintenance, restored, freeSlice, emptyJournal, fillColumns }
  let review: Remote<AtOnce<LogReview>> | null = null
  return {
    ...reader,
    ...writing,
    ...createUpkeep(withMaintenance),
    get review() {
      review ??= later(reviewOf(db, kinds), path)
      return review
    },
    files: createLogFiles({ ...files, writeAnew: refuse }),
    openExport: createOpenExport(dataDir),
    readKinds: async () => {},
    place: dataDir,
    readOnly: writer === null ? onlyReading : null,
    death: new Promise(() => {}),
    close: async () => close(),
  }
}

/** Readers over the command's own connection, which does nothing else meanwhile; a backup has one of its own. */
function createWithMaintenanceHere(db: Database.Database, dataDir: string): WithMaintenance {
  return async (backup, act) => {
    if (backup !== null) return withBackupHere(backup, dataDir, act)
    const reader = createMaintenanceReader(db, logPath(dataDir), true)
    // What is weighed is of one moment, whatever an engine beside this command writes meanwhile.
    const { weigh, plan } = reader
    const ofOneMoment = { ...reader, weigh: db.transaction(weigh), plan: db.transaction(plan) }
    return act(later(ofOneMoment, logPath(dataDir)))
  }
}

/** Gives `act` a maintenance reader of `backup`, which may be restored in `dataDir`. Throws where it may not. */
export const withBackupHere = async <T>(
  backup: string,
  dataDir: string,
  act: (reader: Remote<ReturnType<typeof createMaintenanceReader>>) => Promise<T>,
): Promise<T> => {
  const copy = openBackup(backup, dataDir)
  try {
    return await act(later(createMaintenanceReader(copy, backup, false), backup))
  } finally {
    copy.close()
  }
}

type Api = Readonly<Record<string, (...args: never[]) => unknown>>

/** The functions of `api` as promises, with errors for people; an interrupt is heard between two of them. */
function later<A extends Api>(api: A, path: string): Remote<A> {
  const call =
    (act: (...args: never[]) => unknown) =>
    async (...args: never[]): Promise<unknown> => {
      await new Promise<void>((resolve) => setImmediate(resolve))
      try {
        return await act(...args)
      } catch (thrown) {
        throw storageError(thrown, path)
      }
    }
  // The names are those of the very object that `A` is the type of.
  return Object.fromEntries(
    Object.entries(api).map(([name, act]) => [name, call(act)]),
  ) as unknown as Remote<A>
}
