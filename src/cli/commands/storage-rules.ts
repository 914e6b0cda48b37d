// `runlight storage rules` and `runlight storage prune`: what is kept how long, said, changed and applied.

import { RunlightError } from '../../core/basics/errors.ts'
import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import type { Preview } from '../../core/storage/storage.ts'
import { pruneLog, type RulesThere, readRules, setRule } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { startProgress } from '../host/progress-line.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { formatTable } from '../terminal/table.ts'
import { dirOf, nothingYet, type StorageOptions, working } from './storage-common.ts'

export type RuleOptions = StorageOptions & {
  readonly kind?: string
  readonly days?: number
  readonly runs?: number
  /** In bytes. */
  readonly size?: number
  readonly remove?: true
}
export type PruneOptions = StorageOptions & { readonly dryRun?: true }

/** Prints the rules and what they would take away now; with a limit or `remove` it changes one first. */
export async function storageRules(host: CliHost, options: RuleOptions): Promise<number> {
  const { kind = null, days = null, runs = null, size = null, remove = false, json } = options
  const dir = dirOf(host, options.dataDir)
  const limited = days !== null || runs !== null || size !== null
  if (kind !== null && !limited && !remove)
    throw new RunlightError('bad-input', 'Give --days, --runs or --size for that kind, or --remove.')
  const there =
    limited || remove ? await setRule(dir, { kind, days, runs, bytes: size }) : await readRules(dir)
  if (there === null) return nothingYet(host)
  if (json === true) host.out.write(jsonLine({ rules: there.rules, preview: totals(there.preview) }))
  else writeRules(host, there)
  return 0
}

/** Applies the stored rules; `dryRun` only says what they would take away. */
export async function pruneStorage(host: CliHost, options: PruneOptions): Promise<number> {
  const dir = dirOf(host, options.dataDir)
  const planned = await readRules(dir)
  if (planned === null) return nothingYet(host)
  if (planned.rules.length === 0) {
    host.err.write(
      'runlight: There are no rules, so everything is kept: set one with “runlight storage rules”.\n',
    )
    return 0
  }
  if (options.dryRun === true) {
    if (options.json === true) host.out.write(jsonLine({ dryRun: true, ...planned.preview }))
    else host.out.write(formatPreview(planned.preview))
    return 0
  }
  return working(host, startProgress(host), async (progress) => {
    const { runs, events, bytes, rules } = await pruneLog(dir, progress)
    if (options.json === true) host.out.write(jsonLine({ dryRun: false, runs, events, bytes, rules }))
    else if (runs === 0) host.out.write('Nothing is beyond the limits: nothing was removed.\n')
    else
      host.out.write(
        `Removed ${formatCount(runs, 'run')}: ${formatCount(events, 'event')}, about ${formatBytes(bytes)}.\n`,
      )
    return 0
  })
}

function writeRules(host: CliHost, { rules, preview }: RulesThere): void {
  if (rules.length === 0) {
    host.out.write('There are no rules: everything is kept.\n')
    return
  }
  const rows = rules.map(({ kind, days, runs, bytes }) => [
    kind ?? 'all other kinds',
    days === null ? '' : formatCount(days, 'day'),
    runs === null ? '' : formatCount(runs, 'run'),
    bytes === null ? '' : formatBytes(bytes),
  ])
  const head = ['RUNS OF', 'KEPT FOR', 'AT MOST', 'TOGETHER']
  for (const line of formatTable(head, rows, host.out.columns())) host.out.write(`${line}\n`)
  host.out.write(`\n${formatPreview(preview)}`)
}

function formatPreview({ runs, events, bytes, pinned }: Preview): string {
  const kept = pinned > 0 ? `${formatCount(pinned, 'pinned run')} would go, too, but for the pin.\n` : ''
  return runs === 0
    ? `Nothing is beyond the limits now.\n${kept}`
    : `The rules take away ${formatCount(runs, 'run')}: ${formatCount(events, 'event')}, about ${formatBytes(bytes)}.\n${kept}`
}

function totals({ runs, events, bytes, pinned }: Preview) {
  return { runs, events, bytes, pinned }
}
