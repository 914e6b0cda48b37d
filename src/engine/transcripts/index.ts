// Taking away and bringing in, put together: the jobs, the exports with their downloads, the imports with the files that
// windows hand over.

import { RunlightError } from '../../core/basics/errors.ts'
import { fileAt } from './import/file-at.ts'
import { createExports, type Download, type ExportDeps } from './jobs/export-job.ts'
import { type ImportDeps, type ImportFile, importFile } from './jobs/import-job.ts'
import { createJobs, type TranscriptJob } from './jobs/jobs.ts'
import { clearUploads, openUpload, type Upload } from './jobs/upload.ts'

export type { Download } from './jobs/export-job.ts'

export type TranscriptDeps = Omit<ExportDeps, 'jobs'> &
  Pick<ImportDeps, 'keepAlerts' | 'board'> & {
    /** The folder for files that come in pieces: this opening's alone, and cleared at its start. */
    readonly uploads: string
    /** The data directory whose kind files read what is taken in. */
    readonly kindsDir: string
    readonly onDefect: (where: string, thrown: unknown) => void
  }

type Coming = {
  readonly upload: Upload
  readonly whole: PromiseWithResolvers<void>
  /** Ends the wait for the next piece. */
  endWait: () => void
}

/** A window that hands over no further piece for this long is gone. A file that waits for its turn has sent none yet. */
const nextPieceWithinMs = 120_000

export function createTranscripts(deps: TranscriptDeps) {
  const jobs = createJobs((thrown) => deps.onDefect('transcripts', thrown))
  const exports = createExports({ ...deps, jobs })
  const coming = new Map<number, Coming>()

  const read = async (file: ImportFile, job: TranscriptJob) => {
    const report = await importFile({ ...deps, scratch: deps.uploads }, file, job)
    return { report, notes: report.notes }
  }

  return {
    /** Removes what imports that did not end have left. Before the board takes anything up. */
    start: async (): Promise<void> => {
      if (deps.log.readOnly !== null) return
      clearUploads(deps.uploads)
      for (const run of await deps.log.unfinishedImports()) await deps.log.removeRun(run)
    },
    export: exports.start,
    download: (job: number, key: string): Download | null => exports.download(job, key),
    /** Begins an import whose file comes in pieces. */
    receive: async (file: Omit<ImportFile, 'path'> & { readonly size: number }): Promise<number> => {
      const { size, ...rest } = file
      if (size === 0)
        throw new RunlightError('bad-input', `${file.name} is empty: there is nothing to take in.`)
      const upload = await openUpload(deps.uploads, size)
      const whole = Promise.withResolvers<void>()
      whole.promise.catch(() => {})
      const id = jobs.start('import', { totalBytes: size }, async (job) => {
        const onAbort = () => whole.reject(new Error('cancelled'))
        job.signal.addEventListener('abort', onAbort, { once: true })
        try {
          await whole.promise
          return await read({ ...rest, path: upload.path }, job)
        } finally {
          coming.get(job.id)?.endWait()
          coming.delete(job.id)
          await upload.close()
        }
      })
      coming.set(id, { upload, whole, endWait: () => {} })
      return id
    },
    piece: async (id: number, bytes: Uint8Array): Promise<void> => {
      const entry = coming.get(id)
      if (entry === undefined) throw new RunlightError('not-found', 'This import is over: begin it again.')
      const isGone = () =>
        entry.whole.reject(
          new RunlightError('unreachable', 'The rest of the file never came: import it again.'),
        )
      try {
        entry.endWait()
        if (await entry.upload.put(bytes)) entry.whole.resolve()
        else if (coming.has(id)) entry.endWait = deps.clock.after(nextPieceWithinMs, isGone)
      } catch (thrown) {
        entry.whole.reject(thrown)
        throw thrown
      }
    },
    /** Imports the file at `path` of this computer, for the host itself, which tells its window of the job it gives. */
    importPath: (path: string, kind: string | null): number => {
      const { file, size } = fileAt(path, kind)
      return jobs.start('import', { totalBytes: size }, (job) => read(file, job))
    },
    progress: jobs.progress,
    cancel: jobs.cancel,
    settled: jobs.settled,
    close: jobs.close,
  }
}

export type Transcripts = ReturnType<typeof createTranscripts>
