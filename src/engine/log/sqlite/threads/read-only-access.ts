// A log that can be read and not written: its folder or file is read-only, or another program holds it. Everything that
// is stored is there to be looked at; every function that would write says why it does not. Where SQLite cannot read the
// log in its place (it keeps two files beside it, and brings an older format up to date), a copy of it is read.

import { chmod, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { startThread, type Thread } from '../../../threads/start.ts'
import type { LogAccess } from '../../port.ts'
import { createRefusingWriter } from '../../refusing-writer.ts'
import { sizeOf } from '../file/inspect-log.ts'
import { logPath } from '../file/open-log.ts'
import { createLogFiles, createUpkeep } from '../upkeep/log-files.ts'
import type { Writer } from '../write/writer.ts'
import { createOpenExport } from './open-export.ts'
import type { ReaderThread } from './read-kinds.ts'
import readerPath from './reader-thread.ts?modulePath'
import type { ReviewThread } from './review-of.ts'
import reviewPath from './review-thread.ts?modulePath'
import { createWithMaintenance } from './with-maintenance.ts'
import writerPath from './writer-thread.ts?modulePath'

/** Why the log of `dataDir` could not be opened for writing, where reading it may still work; else null. */
export function whyReadOnly(dataDir: string, thrown: unknown): string | null {
  if (!(thrown instanceof RunlightError) || sizeOf(logPath(dataDir)) === null) return null
  const way = 'You can read what is there; nothing is watched.'
  if (thrown.code === 'data-dir-not-writable')
    return `Runlight may not write to ${dataDir}. ${way} Allow writing there and start Runlight again.`
  if (thrown.code === 'data-dir-in-use' && thrown.detail?.holder === 'another program')
    return `Another program holds the log in ${dataDir}. ${way} Close that program and start Runlight again.`
  return null
}

/** Opens the log of `dataDir` for reading; `sentence` is what every function that writes rejects with (`read-only`). */
export async function openLogReadOnly(dataDir: string, sentence: string): Promise<LogAccess> {
  const { reader, dir, leave } = await openReader(dataDir)
  try {
    const review = await startThread<ReviewThread>(reviewPath, { dataDir: dir, kindsDir: dataDir })
    const withMaintenance = createWithMaintenance(dataDir)
    const refuse = () => Promise.reject(new RunlightError('read-only', sentence))
    const { restored } = reader.api
    const writing = { freeSlice: refuse, emptyJournal: refuse, fillColumns: refuse, writeAnew: refuse }
    return {
      ...reader.api,
      ...createRefusingWriter(sentence),
      ...createUpkeep(withMaintenance),
      review: review.api,
      files: createLogFiles({ dataDir, session: '', withMaintenance, restored, ...writing }),
      openExport: createOpenExport(dataDir),
      readKinds: async () => {
        await Promise.all([reader.api.readKinds(), review.api.readKinds()])
      },
      place: dataDir,
      readOnly: sentence,
      death: Promise.race([reader.death, review.death]),
      close: async () => {
        await Promise.allSettled([reader.stop(), review.stop()])
        await leave()
      },
    }
  } catch (thrown) {
    await reader.stop()
    await leave()
    throw thrown
  }
}

type Opened = {
  readonly reader: Thread<ReaderThread>
  readonly dir: string
  readonly leave: () => Promise<void>
}

async function openReader(dataDir: string): Promise<Opened> {
  try {
    const reader = await startThread<ReaderThread>(readerPath, { dataDir, kindsDir: dataDir })
    return { reader, dir: dataDir, leave: async () => {} }
  } catch (thrown) {
    const needsCopy =
      thrown instanceof RunlightError && ['data-dir-not-writable', 'older-log'].includes(thrown.code)
    if (!needsCopy) throw thrown
  }
  const dir = await mkdtemp(join(tmpdir(), 'runlight-reading-'))
  const leave = () => rm(dir, { recursive: true, force: true })
  try {
    await copyLog(dataDir, dir)
    // Opened for writing once, so that the copy has the present format and its WAL is folded in.
    const writer = await startThread<Writer>(writerPath, { dataDir: dir, host: 'reader', session: '' })
    await writer.stop()
    return {
      reader: await startThread<ReaderThread>(readerPath, { dataDir: dir, kindsDir: dataDir }),
      dir,
      leave,
    }
  } catch (thrown) {
    await leave()
    throw thrown
  }
}

async function copyLog(from: string, to: string): Promise<void> {
  for (const suffix of ['', '-wal']) {
    const file = `${logPath(from)}${suffix}`
    if (sizeOf(file) === null) continue
    const copy = `${logPath(to)}${suffix}`
    await cp(file, copy)
    // A copy keeps the mode of a file that nobody may write.
    await chmod(copy, 0o600)
  }
}
