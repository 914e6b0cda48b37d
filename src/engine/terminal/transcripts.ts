// Taking away and bringing in without an engine, for the commands of the terminal. An export only reads, beside whatever
// engine is writing the log; an import takes the folder's lock first and is refused, with the holder's name, where somebody
// has it. Neither connects to anything.

import { stat } from 'node:fs/promises'
import { RunlightError } from '../../core/basics/errors.ts'
import type { ExportFormat, ImportReport } from '../../core/contract/calls/transcripts.ts'
import { settingsSchema } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Redacted } from '../../core/transcript/format.ts'
import { systemClock } from '../base/clock.ts'
import { kinds } from '../base/kinds.ts'
import { gather } from '../calls/search.ts'
import { logPath, openLogForReading } from '../log/sqlite/file/open-log.ts'
import { storageError } from '../log/sqlite/file/sqlite-errors.ts'
import { createReader } from '../log/sqlite/read/reader.ts'
import { openLog } from '../log/sqlite/threads/open-log.ts'
import { askWhole } from '../review/ask.ts'
import { createReview, type Review } from '../review/index.ts'
import type { ExportSection } from '../transcripts/export/export-plan.ts'
import {
  type FoundSection,
  lookForSections,
  nothingFound,
  type SearchRun,
} from '../transcripts/export/find-sections.ts'
import { runExport } from '../transcripts/export/run-export.ts'
import { openFileSink, type Sink } from '../transcripts/export/sink.ts'
import { fileAt } from '../transcripts/import/file-at.ts'
import { importFile } from '../transcripts/jobs/import-job.ts'
import type { Told } from './storage.ts'

export type LogExport = {
  /** Runs by number; none means all of them, and needs a query. */
  readonly runs: readonly number[]
  /** Only the events that it finds; '' takes whole runs. */
  readonly query: string
  readonly format: ExportFormat
  readonly redact: boolean
  /** Sources of further patterns, beside those of the settings. */
  readonly patterns: readonly string[]
  readonly version: string
  /** A file that is not there yet, or whoever takes the bytes. */
  readonly to: string | Sink
}

export type LogExported = {
  readonly runs: number
  readonly events: number
  readonly bytes: number
  readonly redacted: readonly Redacted[]
}

/** Of one question of a search, in all its slices. */
const momentMs = 250
/** Lets an interrupt be heard between two slices. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve))

/** The log as an export looks at it, on this very thread: two threads fewer, and half the memory. */
type Reading = {
  readonly runs: () => RunSummary[]
  readonly setting: (name: string) => string | null
  readonly review: Pick<Review, 'search' | 'instant'>
}

/**
 * Exports from the log of `dataDir`. Rejects with a RunlightError; the `reason` of its detail is `nothing-found` where the
 * query finds nothing. Nothing is left of a file that is not whole, also when `signal` ends it.
 */
export async function exportLog(
  dataDir: string,
  wanted: LogExport,
  { told, signal }: Told,
): Promise<LogExported> {
  const { to } = wanted
  if (typeof to === 'string') await refuseTaken(to)
  const db = openLogForReading(dataDir)
  if (db === null)
    throw new RunlightError(
      'not-found',
      `There is no log in ${dataDir} yet: “runlight watch” begins one, “runlight import” fills one.`,
    )
  const reader = createReader(db)
  const log: Reading = { runs: reader.summaries, setting: reader.setting, review: createReview(db) }
  try {
    const sections = await sectionsOf(log, dataDir, wanted, signal)
    const total = sections.reduce((sum, { events }) => sum + events, 0)
    const [first] = sections
    let events = 0
    let bytes = 0
    told('Exporting', 0, total)
    const redacted = await runExport({
      dataDir,
      meta: {
        format: wanted.format,
        redact: wanted.redact,
        by: `Runlight ${wanted.version}`,
        exportedAt: systemClock.now(),
        patterns: wanted.redact ? [...storedPatterns(log), ...wanted.patterns] : [],
        // They are in the key store of the desktop, and no terminal reads that.
        secrets: [],
      },
      title: sections.length === 1 && first !== undefined ? first.run.title : `${sections.length} runs`,
      sections: sections.map((section) => () => toSection(log, section, wanted.format)),
      sink: typeof to === 'string' ? await openFileSink(to) : to,
      signal,
      onProgress: (moreEvents, moreBytes) => {
        events += moreEvents
        bytes += moreBytes
        told('Exporting', events, total)
      },
    })
    return { runs: sections.length, events, bytes, redacted }
  } catch (thrown) {
    throw storageError(thrown, logPath(dataDir))
  } finally {
    reader.close()
  }
}

export type LogImport = {
  /** Takes in the file at `path`; `kind` for event streams. Rejects with a RunlightError, and leaves nothing half. */
  readonly take: (path: string, kind: string | null, told: Told) => Promise<ImportReport>
  readonly close: () => Promise<void>
}

/** Opens the log of `dataDir`, or a new one, for imports. */
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
        return importFile({ log, board, clock: systemClock }, file, {
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

async function sectionsOf(
  { runs: list, review }: Reading,
  dataDir: string,
  { runs, query }: LogExport,
  signal: AbortSignal,
): Promise<FoundSection[]> {
  const known = new Map(list().map((run) => [run.id, run]))
  const summary = (id: number) => known.get(id) ?? raise(noSuchRun(id, dataDir))
  const search: SearchRun = async (input) => {
    await breathe()
    return gather(review.search, input, momentMs)
  }
  const wholes = [...new Set(runs)].map((run) => ({ type: 'run', run, ranges: null, query }) as const)
  for (const { run } of wholes) summary(run)
  const sections: FoundSection[] = []
  for (const what of wholes.length > 0 ? wholes : [{ type: 'search', query } as const])
    sections.push(...(await lookForSections(what, summary, search, signal)))
  if (sections.length === 0) throw nothingFound()
  return sections
}

async function toSection(
  { review }: Reading,
  { run, ranges, query }: FoundSection,
  format: ExportFormat,
): Promise<ExportSection> {
  const ask = async () => {
    await breathe()
    return review.instant(run.id, { type: 'end' })
  }
  const instant = format === 'html' ? await askWhole(ask) : null
  const kindLabel = kinds.get(run.kind)?.label ?? run.kind
  return { run: run.id, ranges, query, kindLabel, job: instant?.job ?? null }
}

function storedPatterns(log: Reading): readonly string[] {
  const stored = log.setting('settings')
  const parsed = stored === null ? null : settingsSchema.safeParse(JSON.parse(stored))
  return parsed?.success === true ? parsed.data.redact : []
}

async function refuseTaken(path: string): Promise<void> {
  if ((await stat(path).catch(() => null)) !== null)
    throw new RunlightError('bad-input', `${path} is there already: choose another name, or remove it first.`)
}

function noSuchRun(run: number, dataDir: string): RunlightError {
  return new RunlightError(
    'not-found',
    `There is no run ${run} in ${dataDir}: “runlight runs” lists those there are.`,
  )
}

function raise(error: Error): never {
  throw error
}
