// Bringing in without an engine, for the terminal. It takes the folder's lock first and is refused, with the holder's name,
// where somebody has it. It connects to nothing.

import type { ImportReport } from '../../core/contract/calls/transcripts.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { systemClock } from '../base/clock.ts'
import { raise } from '../base/raise.ts'
import { openLog } from '../log/sqlite/threads/open-log.ts'
import { fileAt } from '../transcripts/import/file-at.ts'
import { importFile } from '../transcripts/jobs/import-job.ts'
import { noSuchRun, type Told } from './with-log.ts'

export type LogImport = {
  /** Takes in the file at `path`; `kind` for event streams. Rejects with a RunlightError, and leaves nothing half. */
  readonly take: (path: string, kind: string | null, told: Told) => Promise<ImportReport>
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
    return {
      take: async (path, kind, { told, signal }) => {
        const { file, size } = fileAt(path, kind)
        let bytes = 0
        return importFile({ log, board, clock: systemClock, scratch: dataDir }, file, {
          signal,
          update: (change) => {
            bytes = change.bytes ?? bytes
            told(`Importing ${file.name}`, bytes, size)
          },
        })
      },
      close: log.close,
    }
  } catch (thrown) {
    await log.close()
    throw thrown
  }
}
