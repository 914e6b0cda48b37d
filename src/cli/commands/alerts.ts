// `runlight alerts`: the alerts of the log, read beside whatever engine may be writing it, and those that come. What it
// follows is what another Runlight stores: nothing is judged here.

import { type Alert, isUnsettled } from '../../core/alerts/alert.ts'
import { isOpenAlert, needsSomeone } from '../../core/alerts/open-alert.ts'
import { formatCount } from '../../core/basics/quantities.ts'
import { findDataDir, openReadOnlyLog } from '../../engine/index.ts'
import { alertFields } from '../host/alert-line.ts'
import type { CliHost } from '../host/host.ts'
import { untilInterrupted } from '../host/until-interrupted.ts'
import { formatDay, formatTime } from '../terminal/format-time.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'
import { formatTable } from '../terminal/table.ts'

export type AlertsOptions = {
  readonly open?: true
  /** Ms back from now. */
  readonly since?: number
  readonly run?: number
  readonly follow?: true
  readonly json?: true
  readonly dataDir?: string
}

/** How often the log is looked at while it is followed, in ms. */
const lookEveryMs = 1_000
const mostListed = 100_000

/** Prints the alerts, oldest first: 0 where there are some, else 1. With `follow` it goes on until it is interrupted: 0. */
export async function listAlerts(host: CliHost, options: AlertsOptions): Promise<number> {
  const { follow = false, json = false } = options
  const ended = Promise.race([
    follow ? untilInterrupted(host) : new Promise<void>(() => {}),
    new Promise<void>((resolve) => host.out.onGone(resolve)),
  ])
  const since = options.since === undefined ? null : Date.now() - options.since
  const first = await read(host, options, since, null)
  const print = follow && !json ? (alert: Alert) => followed(host, alert) : null
  if (json) for (const alert of first.alerts) host.out.write(jsonLine(alertFields(alert)))
  else if (print !== null) first.alerts.forEach(print)
  else list(host, first.alerts, options.open === true)
  await host.out.room()
  if (!follow) return first.alerts.length > 0 ? 0 : 1

  const told = new Map(first.alerts.map((alert) => [alert.id, stateOf(alert)]))
  let isWatched: boolean | null = null
  for (let now = first; ; now = await read(host, options, since, now.news)) {
    if (now.isWatched !== isWatched) {
      isWatched = now.isWatched
      if (!isWatched)
        host.err.write(
          'runlight: No Runlight watches here now, and none judges: nothing comes until one does.\n',
        )
    }
    for (const alert of now.alerts) {
      if (told.get(alert.id) === stateOf(alert)) continue
      told.set(alert.id, stateOf(alert))
      host.out.write(json ? jsonLine(alertFields(alert)) : '')
      print?.(alert)
    }
    await host.out.room()
    const wait = Promise.withResolvers<'again'>()
    const timer = setTimeout(() => wait.resolve('again'), lookEveryMs)
    const next = await Promise.race([wait.promise, ended.then(() => 'over' as const)])
    clearTimeout(timer)
    if (next === 'over') return 0
  }
}

/** What a next look has to read: what is new, and of what there was that of which something is still to come. */
type News = { readonly after: number; readonly ids: readonly number[] }

type Looked = { readonly alerts: readonly Alert[]; readonly isWatched: boolean; readonly news: News | null }

/** Opens the log anew each time: another may have taken its place. `news`: what of it is not known; null: all. */
async function read(
  host: CliHost,
  options: AlertsOptions,
  since: number | null,
  news: News | null,
): Promise<Looked> {
  const { open = false, run, dataDir } = options
  const log = openReadOnlyLog(findDataDir(dataDir, host.env, host.platform))
  if (log === null) return { alerts: [], isWatched: false, news: null }
  try {
    const every = { run: null, types: [], rule: null, open: false, since: null, before: null }
    const [latest] = await log.alerts({ ...every, limit: 1 })
    const after = latest?.id ?? 0
    // Where numbers are lower than before it is another log, or alerts went with their runs.
    // An alert of a server may come to be of this run too, long after it fired.
    const known = news !== null && after >= news.after && run === undefined ? { news } : {}
    const filter = { ...every, ...known, run: run ?? null, open, since, limit: mostListed }
    const alerts = (await log.alerts(filter)).toReversed()
    const ids = alerts.filter((alert) => isOpenAlert(alert) || isUnsettled(alert)).map(({ id }) => id)
    return { alerts, isWatched: log.isWatched, news: { after, ids } }
  } finally {
    await log.close()
  }
}

/** Whatever a person should hear of again. */
function stateOf({ resolvedAt, acknowledgedAt, cause }: Alert): string {
  return `${resolvedAt} ${acknowledgedAt} ${cause}`
}

const head = ['ALERT', 'AT', 'SEVERITY', 'WHAT', 'RUN', 'TITLE', 'CAUSE', 'NOW']

function list(host: CliHost, alerts: readonly Alert[], onlyOpen: boolean): void {
  if (alerts.length === 0) {
    host.err.write(`runlight: There is no ${onlyOpen ? 'open ' : ''}alert here.\n`)
    return
  }
  const rows = alerts.map((alert) => {
    const { id, at, severity, type, title, cause } = alert
    return [
      String(id),
      formatDay(at),
      severity,
      type,
      runsCell(alert),
      printable(title),
      printable(cause),
      nowOf(alert),
    ]
  })
  for (const line of formatTable(head, rows, host.out.columns())) host.out.write(`${line}\n`)
  const needs = alerts.filter(needsSomeone).length
  host.out.write(`\n${formatCount(alerts.length, 'alert')}, ${formatCount(needs, 'needs', 'need')} someone\n`)
}

function followed(host: CliHost, alert: Alert): void {
  const { id, at, severity, type, title, cause } = alert
  const run = runsCell(alert)
  const about = run === '' ? '' : ` run ${run}`
  host.out.write(
    `${formatDay(at)}:${formatTime(at).slice(-2)}  alert ${id}  ${severity}  ${type}${about}  ${printable(title)}: ${printable(cause)}  ${nowOf(alert)}\n`,
  )
}

function runsCell({ run, many }: Alert): string {
  if (run !== null) return String(run)
  return many === null ? '' : formatCount(many.runs, 'run')
}

/** What became of it: `open`, `back after 31 s`, `seen 12:03:10`. */
function nowOf({ resolvedAt, resolution, acknowledgedAt, note }: Alert): string {
  const over = resolvedAt === null ? null : printable(resolution ?? 'over')
  const seen = acknowledgedAt === null ? null : `seen ${formatDay(acknowledgedAt)}`
  const parts = [over, seen].filter((part) => part !== null)
  return `${parts.length === 0 ? 'open' : parts.join(', ')}${note === null || note === '' ? '' : `: ${printable(note)}`}`
}
