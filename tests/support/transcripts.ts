// An engine that saves into a folder of the test's, with exports and imports said shortly.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  Exported,
  ExportFormat,
  ImportReport,
  JobProgress,
} from '../../src/core/contract/calls/transcripts.ts'
import type { EngineOptions } from '../../src/engine/index.ts'
import { freshDir, startEngine, type TestEngine } from './engine.ts'

export type TranscriptEngine = TestEngine & {
  /** Where exports go. */
  readonly folder: string
  readonly exportTo: (what: Exported, format: ExportFormat, redact: boolean) => Promise<JobProgress>
  /** The text of an export of the whole run. */
  readonly textOf: (run: number, format: ExportFormat, redact?: boolean) => Promise<string>
  readonly importFile: (path: string, kind?: string | null) => Promise<JobProgress>
  /** Imports a file of this content; its report, or the sentence of its failure. */
  readonly importText: (
    text: string | Uint8Array,
    name?: string,
    kind?: string | null,
  ) => Promise<ImportReport>
  readonly leftovers: () => string[]
}

export async function startTranscriptEngine(options: Partial<EngineOptions> = {}): Promise<TranscriptEngine> {
  const folder = freshDir()
  const engine = await startEngine({
    files: { save: async (name) => ({ type: 'file', path: join(folder, name) }) },
    ...options,
  })
  const { transcripts } = engine.engine
  const exportTo: TranscriptEngine['exportTo'] = async (what, format, redact) => {
    const { job } = await engine.call('transcripts.export', { what, format, redact })
    if (job === null) throw new Error('no place was chosen')
    await transcripts.settled(job)
    return transcripts.progress(job)
  }
  const importFile: TranscriptEngine['importFile'] = async (path, kind = null) => {
    const job = transcripts.importPath(path, kind)
    await transcripts.settled(job)
    return transcripts.progress(job)
  }
  return {
    ...engine,
    folder,
    exportTo,
    textOf: async (run, format, redact = false) => {
      const done = await exportTo(whole(run), format, redact)
      if (done.state !== 'done' || done.where === null) throw new Error(done.sentence ?? done.state)
      return readFileSync(done.where, 'utf8')
    },
    importFile,
    importText: async (text, name = 'given.runlight', kind = null) => {
      const path = join(folder, name)
      writeFileSync(path, text)
      const { report, sentence } = await importFile(path, kind)
      if (report === null) throw new Error(sentence ?? 'no report')
      return report
    },
    leftovers: () => readdirSync(folder).filter((name) => name.endsWith('.part')),
  }
}

export function whole(run: number): Exported {
  return { type: 'run', run, ranges: null, query: '' }
}
