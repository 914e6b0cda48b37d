// Taking away without an engine, for the terminal. It only reads, beside whatever engine is writing the log, and connects
// to nothing.

import { stat } from 'node:fs/promises'
import { RunlightError } from '../../core/basics/errors.ts'
import type { ExportFormat } from '../../core/contract/calls/transcripts.ts'
import type { Redacted } from '../../core/transcript/format.ts'
import { systemClock } from '../base/clock.ts'
import { openKinds } from '../base/kind-set.ts'
import { raise } from '../base/raise.ts'
import type { ExportSection } from '../log/log-export.ts'
import type { LogAccess } from '../log/port.ts'
import { askWhole } from '../review/ask.ts'
import { gather } from '../review/gather.ts'
import { loadSettings } from '../settings/settings.ts'
import { type FoundSection, lookForSections, nothingFound } from '../transcripts/export/find-sections.ts'
import { runExport } from '../transcripts/export/run-export.ts'
import { openFileSink, type Sink } from '../transcripts/export/sink.ts'
import { noSuchRun, type Told, withLogIfThere } from './with-log.ts'

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

/**
 * Exports from the log of `dataDir`. Rejects with a RunlightError; the `reason` of its detail is `nothing-found` where the
 * query finds nothing. Nothing is left of a file that is not whole, also when `signal` ends it.
 */
export async function exportLog(dataDir: string, wanted: LogExport, told: Told): Promise<LogExported> {
  const { to } = wanted
  if (typeof to === 'string') await refuseTaken(to)
  const exported = await withLogIfThere(dataDir, 'read', (log) => exportFrom(log, wanted, told))
  if (exported !== null) return exported
  throw new RunlightError(
    'not-found',
    `There is no log in ${dataDir} yet: “runlight watch” begins one, “runlight import” fills one.`,
  )
}

async function exportFrom(log: LogAccess, wanted: LogExport, { told, signal }: Told): Promise<LogExported> {
  const { to } = wanted
  const sections = await sectionsOf(log, wanted, signal)
  const total = sections.reduce((sum, { events }) => sum + events, 0)
  const [first] = sections
  let events = 0
  let bytes = 0
  told('Exporting', 0, total)
  const redacted = await runExport({
    open: log.openExport,
    meta: {
      format: wanted.format,
      redact: wanted.redact,
      by: `Runlight ${wanted.version}`,
      exportedAt: systemClock.now(),
      patterns: wanted.redact ? [...(await storedPatterns(log)), ...wanted.patterns] : [],
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
}

async function sectionsOf(
  log: LogAccess,
  { runs, query }: LogExport,
  signal: AbortSignal,
): Promise<FoundSection[]> {
  const known = new Map((await log.summaries()).map((run) => [run.id, run]))
  const summary = (id: number) => known.get(id) ?? raise(noSuchRun(id, log.place))
  const wholes = [...new Set(runs)].map((run) => ({ type: 'run', run, ranges: null, query }) as const)
  for (const { run } of wholes) summary(run)
  const sections: FoundSection[] = []
  for (const what of wholes.length > 0 ? wholes : [{ type: 'search', query } as const]) {
    const found = await lookForSections(
      what,
      summary,
      (input) => gather(log.review.search, input, momentMs),
      signal,
    )
    sections.push(...found)
  }
  if (sections.length === 0) throw nothingFound()
  return sections
}

async function toSection(
  log: LogAccess,
  { run, ranges, query }: FoundSection,
  format: ExportFormat,
): Promise<ExportSection> {
  const instant = format === 'html' ? await askWhole(() => log.review.instant(run.id, { type: 'end' })) : null
  const kindLabel = openKinds(log.place).kinds.get(run.kind)?.label ?? run.kind
  return { run: run.id, ranges, query, kindLabel, job: instant?.job ?? null }
}

async function storedPatterns(log: LogAccess): Promise<readonly string[]> {
  const settings = await loadSettings(log)
  return settings.get().redact
}

async function refuseTaken(path: string): Promise<void> {
  if ((await stat(path).catch(() => null)) !== null)
    throw new RunlightError('bad-input', `${path} is there already: choose another name, or remove it first.`)
}
