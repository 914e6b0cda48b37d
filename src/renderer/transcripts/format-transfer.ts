// The state of a transfer in words. Pure.

import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import type { JobProgress } from '../../core/contract/calls/transcripts.ts'
import { isOver, type Transfer } from '../desk/transfers.ts'

/** The name of the transfer: the run or the file. */
export function nameOf({ name, progress }: Transfer): string {
  return name ?? progress?.report?.file ?? (progress?.type === 'export' ? 'Export' : 'The opened file')
}

/** The progress, 0–100; null where it is unknown. */
export function percentOf({ sent, progress }: Transfer): number | null {
  if (progress === null) return null
  if (progress.type === 'export') return share(progress.events, progress.total)
  // Sending the file is about a third of the work.
  const read = share(progress.bytes, progress.totalBytes)
  if (sent === null || read === null) return read
  const given = share(sent.bytes, sent.of) ?? 0
  return given * 0.3 + read * 0.7
}

function share(done: number, total: number | null): number | null {
  return total === null || total === 0 ? null : Math.min(100, (100 * done) / total)
}

/** The progress in words: counts, rate, size. */
export function formatProgress(transfer: Transfer): string {
  const { sent, progress, rate } = transfer
  if (progress === null) return sent === null ? 'Beginning…' : 'Waiting for its turn'
  if (progress.type === 'import' && sent !== null && sent.bytes < sent.of) {
    return `Handing the file over: ${formatBytes(sent.bytes)} of ${formatBytes(sent.of)}`
  }
  const counted =
    progress.total === null
      ? formatCount(progress.events, 'event')
      : `${progress.events.toLocaleString('en-US')} of ${formatCount(progress.total, 'event')}`
  const speed = rate === null ? null : `${formatRate(rate)} events/s`
  const size = progress.bytes === 0 ? null : formatBytes(progress.bytes)
  return [counted, speed, size].filter((part) => part !== null).join(' · ')
}

/** Rounded to three digits, so that it does not flicker. */
function formatRate(rate: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, rate))) - 2)
  return (Math.round(rate / step) * step).toLocaleString('en-US')
}

/** The result in a few words; null while it is running. */
export function formatEnd(transfer: Transfer): string | null {
  if (!isOver(transfer)) return null
  const { progress } = transfer
  if (progress === null || progress.state === 'working' || progress.state === 'failed') {
    return progress?.type === 'export' ? 'Not exported' : 'Not imported'
  }
  if (progress.state === 'cancelled') return progress.sentence ?? 'Cancelled'
  return progress.type === 'export' ? formatExportResult(progress) : formatImported(progress)
}

function formatExportResult({ events, bytes }: JobProgress): string {
  return `Exported ${formatCount(events, 'event')}, ${formatBytes(bytes)}`
}

function formatImported({ report }: JobProgress): string {
  const runs = report?.runs ?? []
  const made = runs.filter(({ outcome }) => outcome !== 'known').length
  const known = runs.length - made
  if (made === 0) return known === 1 ? 'Already here' : `All ${known} runs are already here`
  return known === 0
    ? `Imported ${formatCount(made, 'run')}`
    : `Imported ${formatCount(made, 'run')}, ${known} already here`
}

/** What became of several imports, in a few words; null while one of them is running, or where there is one alone. */
export function formatAll(transfers: readonly Transfer[]): string | null {
  if (transfers.length < 2 || !transfers.every(isOver)) return null
  const reports = transfers.flatMap(({ progress }) => progress?.report ?? [])
  const runs = reports.flatMap((report) => report.runs)
  const known = runs.filter(({ outcome }) => outcome === 'known').length
  const damaged = reports.filter((report) => report.damaged > 0).length
  const failed = transfers.length - reports.length
  return [
    `${formatCount(transfers.length, 'file')}: ${formatCount(runs.length - known, 'run')} imported`,
    ...(known === 0 ? [] : [`${known.toLocaleString('en-US')} already here`]),
    ...(damaged === 0 ? [] : [`${formatCount(damaged, 'file')} with problems`]),
    ...(failed === 0 ? [] : [`${formatCount(failed, 'file')} not imported`]),
  ].join(', ')
}

/** How much was redacted in an export; null for imports and while it is running. */
export function formatRedacted({ redacts, progress }: Transfer): string | null {
  if (redacts === null || progress?.state !== 'done') return null
  if (!redacts) return 'Nothing was taken out: this file may hold secrets.'
  const count = progress.redacted.reduce((sum, one) => sum + one.count, 0)
  return count === 0 ? 'Nothing in it looked like a secret.' : `${formatCount(count, 'secret')} taken out:`
}
