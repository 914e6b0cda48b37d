// Bringing in without an engine, for the terminal. It takes the folder's lock first and is refused, with the holder's name,
// where somebody has it. It connects to nothing.

import { join } from 'node:path'
import type { NewAlert } from '../../core/alerts/alert.ts'
import type { ImportReport } from '../../core/contract/calls/transcripts.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { systemClock } from '../base/clock.ts'
import { raise } from '../base/raise.ts'
import { openLog } from '../log/sqlite/threads/open-log.ts'
import { fileAt } from '../transcripts/import/file-at.ts'
import { type ImportFile, importFile } from '../transcripts/jobs/import-job.ts'
import { clearUploads, openSpool } from '../transcripts/jobs/upload.ts'
import { noSuchRun, type Told } from './with-log.ts'

export type LogImport = {
  /** Takes in the file at `path`; `kind` for event streams. Rejects with a RunlightError, and leaves nothing half. */
  readonly take: (path: string, kind: string | null, told: Told) => Promise<ImportReport>
  /** The same of what comes in `pieces`, of which a person knows the `name`; it is read when all of it is there. */
  readonly takePieces: (
    pieces: AsyncIterable<Uint8Array>,
    name: string,
    kind: string | null,
    told: Told,
  ) => Promise<ImportReport>
  readonly close: () => Promise<void>
}

/** Opens the log of `dataDir`, or a new one, for imports. Its threads read the file while they store what was read. */
export async function openImport(dataDir: string): Promise<LogImport> {
  const log = await openLog(dataDir, 'terminal')
  try {
    for (const run of await log.unfinishedImports()) await log.removeRun(run)
    const runs = new Map((await log.summaries()).map((run) => [run.id, run]))
    const board = {
      summary: (id: number) => runs.get(id) ?? raise(noSuchRun(id, dataDir)),
      adopt: (run: RunSummary) => void runs.set(run.id, run),
      remove: async (id: number) => {
        await log.removeRun(id)
        runs.delete(id)
      },
    }
    const scratch = join(dataDir, 'imports')
    clearUploads(scratch)
    const keepAlerts = async (alerts: readonly NewAlert[]) => {
      const fired = alerts.map((alert) => ({ alert, standings: [] }))
      await log.storeAlerts({ fired, changed: [], standings: [] })
    }
    const takeFile = (file: ImportFile, size: number | null, { told, signal }: Told) => {
      let bytes = 0
      return importFile({ log, board, clock: systemClock, keepAlerts, scratch, kindsDir: dataDir }, file, {
        signal,
        update: (change) => {
          bytes = change.bytes ?? bytes
          told(`Importing ${file.name}`, bytes, size)
        },
      })
    }
    return {
      take: async (path, kind, told) => {
        const { file, size } = fileAt(path, kind)
        return takeFile(file, size, told)
      },
      takePieces: async (pieces, name, kind, told) => {
        const spool = await openSpool(scratch)
        try {
          let size = 0
          for await (const piece of pieces) {
            size += piece.length
            told.told(`Receiving ${name}`, size, null)
            await spool.write(piece)
          }
          const file = { path: spool.path, name, modifiedAt: systemClock.now(), kind }
          return await takeFile(file, size, told)
        } finally {
          await spool.close()
        }
      },
      close: log.close,
    }
  } catch (thrown) {
    await log.close()
    throw thrown
  }
}
