// Exports as the engine does them: finds what is to be taken away, asks the host where it goes, and keeps the downloads that
// wait to be fetched.

import { randomBytes, timingSafeEqual } from 'node:crypto'
import { basename } from 'node:path'
import { RunlightError } from '../../../core/basics/errors.ts'
import { formatCount } from '../../../core/basics/quantities.ts'
import type { Exported, ExportFormat } from '../../../core/contract/calls/transcripts.ts'
import type { Output } from '../../../core/contract/contract.ts'
import { exportFiles } from '../../../core/contract/export-files.ts'
import type { Server } from '../../../core/contract/server.ts'
import type { Kind } from '../../../core/kind/kind.ts'
import type { Clock } from '../../base/clock.ts'
import type { FilePort, SaveTarget, SecretStore } from '../../base/ports.ts'
import type { ExportMeta, ExportSection } from '../../log/log-export.ts'
import type { LogAccess } from '../../log/port.ts'
import type { Board } from '../../runs/board.ts'
import { fileName } from '../export/file-name.ts'
import { type FoundSection, findSections, type SearchRun } from '../export/find-sections.ts'
import { runExport } from '../export/run-export.ts'
import { createStreamSink, openFileSink, type Sink } from '../export/sink.ts'
import { storedSecrets } from '../export/stored-secrets.ts'
import type { Jobs } from './jobs.ts'

export type ExportDeps = {
  readonly log: LogAccess
  readonly board: Pick<Board, 'summary' | 'job'>
  readonly kinds: ReadonlyMap<string, Kind>
  readonly server: (id: number) => Server | null
  readonly secrets: SecretStore
  readonly patterns: () => readonly string[]
  readonly search: SearchRun
  readonly files: FilePort | null
  readonly clock: Clock
  readonly version: string
  readonly jobs: Jobs
}

/** A file on its way out: its name, its media type, its bytes. */
export type Download = {
  readonly name: string
  readonly type: string
  readonly chunks: AsyncIterable<Uint8Array>
}

type Waiting = Download & { readonly key: string; readonly forget: () => void }

/** A download that nobody fetches is given up after this. */
const fetchWithinMs = 60_000

export function createExports(deps: ExportDeps) {
  const { jobs, board } = deps
  const downloads = new Map<number, Waiting>()

  const start = async (
    what: Exported,
    format: ExportFormat,
    redact: boolean,
  ): Promise<Output<'transcripts.export'>> => {
    if (deps.files === null) {
      throw new RunlightError('not-allowed', 'This host cannot save files: use “runlight export” instead.')
    }
    const summary = what.type === 'run' ? board.summary(what.run) : null
    const title =
      summary !== null
        ? `${summary.title} run ${summary.id}`
        : what.type === 'runs'
          ? formatCount(what.runs.length, 'run')
          : 'search result'
    const name = fileName(title, format)
    const target = await deps.files.save(name)
    if (target === null) return { job: null, download: null }
    const id = jobs.start('export', { where: whereOf(target, name) }, async (job) => {
      const { sink, leave } = await openSink(target, name, format, job.id, () => void jobs.cancel(job.id))
      try {
        const sections = await findSections(what, board.summary, deps.search, job.signal)
        job.update({ total: sections.reduce((sum, { events }) => sum + events, 0) })
        const meta = await metaOf(deps, format, redact, sections)
        const redacted = await runExport({
          open: deps.log.openExport,
          meta,
          title: summary?.title ?? formatCount(sections.length, 'run'),
          sections: sections.map((section) => () => toSection(deps, section, format)),
          sink,
          signal: job.signal,
          onProgress: job.add,
        })
        return { redacted: [...redacted] }
      } catch (thrown) {
        await sink.abandon()
        throw thrown
      } finally {
        leave()
      }
    })
    const key = downloads.get(id)?.key
    return { job: id, download: key === undefined ? null : `/api/export/${id}?key=${key}` }
  }

  const openSink = async (
    target: SaveTarget,
    name: string,
    format: ExportFormat,
    job: number,
    cancel: () => void,
  ): Promise<{ sink: Sink; leave: () => void }> => {
    if (target.type === 'file') return { sink: await openFileSink(target.path), leave: () => {} }
    const sink = createStreamSink(cancel)
    const stop = deps.clock.after(fetchWithinMs, cancel)
    const key = randomBytes(24).toString('base64url')
    downloads.set(job, { name, type: exportFiles[format].mediaType, chunks: sink.chunks, key, forget: stop })
    return {
      sink,
      leave: () => {
        stop()
        downloads.delete(job)
      },
    }
  }

  return {
    start,
    /** The download of `job`, once; null for whoever does not know its key. */
    download: (job: number, key: string): Download | null => {
      const waiting = downloads.get(job)
      if (waiting === undefined || !isSame(waiting.key, key)) return null
      waiting.forget()
      downloads.delete(job)
      return waiting
    },
  }
}

function whereOf(target: SaveTarget, name: string): string {
  return target.type === 'file' ? target.path : `${basename(name)}, among your downloads`
}

async function metaOf(
  deps: ExportDeps,
  format: ExportFormat,
  redact: boolean,
  sections: readonly FoundSection[],
): Promise<ExportMeta> {
  const secrets: string[] = []
  for (const { run } of redact ? sections : []) {
    const stored = await deps.log.run(run.id)
    const server = run.serverId === null ? null : deps.server(run.serverId)
    if (stored !== null) secrets.push(...(await storedSecrets(stored, server, deps.secrets)))
  }
  return {
    format,
    redact,
    by: `Runlight ${deps.version}`,
    exportedAt: deps.clock.now(),
    patterns: deps.patterns(),
    secrets: [...new Set(secrets)],
  }
}

async function toSection(
  { board, kinds }: ExportDeps,
  { run, ranges, query }: FoundSection,
  format: ExportFormat,
): Promise<ExportSection> {
  const kindLabel = kinds.get(run.kind)?.label ?? run.kind
  const job = format === 'html' ? (await board.job(run.id)).job : null
  return { run: run.id, ranges, query, kindLabel, job }
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
