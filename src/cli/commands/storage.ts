// `runlight storage`: what the log weighs, and of what. It works beside a Runlight that runs.

import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import { isoTime } from '../../core/basics/times.ts'
import type { Sizes } from '../../core/storage/storage.ts'
import { readSizes } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'
import { formatTable } from '../terminal/table.ts'
import { dirOf, nothingYet, type StorageOptions } from './storage-common.ts'

const shownRows = 12

/** Prints what the log weighs, and by what. */
export async function storageSizes(host: CliHost, { json, dataDir }: StorageOptions): Promise<number> {
  const sizes = await readSizes(dirOf(host, dataDir))
  if (sizes === null) return nothingYet(host)
  if (json === true) {
    host.out.write(jsonLine({ ...sizes, at: isoTime(sizes.at) }))
    return 0
  }
  host.out.write(`${printable(sizes.path)}\n${formatTotal(sizes)}\n`)
  const parts: [string, readonly Row[]][] = [
    ['KIND', sizes.kinds.map(({ kind, ...share }) => ({ name: kind, ...share }))],
    ['SERVER', sizes.servers.map(({ server, ...share }) => ({ name: server, ...share }))],
    ['MONTH', sizes.months.map(({ month, ...share }) => ({ name: month, runs: null, ...share }))],
    ['BIGGEST RUN', sizes.biggest.map((run) => ({ ...run, name: `${run.run}  ${run.title}`, runs: null }))],
  ]
  for (const [head, rows] of parts) if (rows.length > 0) writeTable(host, head, rows)
  return 0
}

type Row = {
  readonly name: string
  readonly runs: number | null
  readonly events: number
  readonly bytes: number
}

function writeTable(host: CliHost, head: string, rows: readonly Row[]): void {
  const shown = rows
    .slice(0, shownRows)
    .map(({ name, runs, events, bytes }) => [
      formatBytes(bytes).padStart(7),
      runs === null ? '' : runs.toLocaleString('en-US'),
      events.toLocaleString('en-US'),
      printable(name),
    ])
  host.out.write('\n')
  for (const line of formatTable(['SIZE', 'RUNS', 'EVENTS', head], shown, host.out.columns()))
    host.out.write(`${line}\n`)
  if (rows.length > shownRows)
    host.out.write(`… and ${(rows.length - shownRows).toLocaleString('en-US')} more\n`)
}

function formatTotal({ total, free, journal, runs, events }: Sizes): string {
  const more = [
    free > 0 ? `${formatBytes(free)} free inside` : '',
    journal > 0 ? `${formatBytes(journal)} journal` : '',
  ].filter((part) => part !== '')
  const of = more.length === 0 ? '' : ` (${more.join(', ')})`
  return `${formatBytes(total)}${of}: ${formatCount(events, 'event')} of ${formatCount(runs, 'run')}`
}
