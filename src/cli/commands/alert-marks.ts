// `runlight alerts acknowledge`, `snooze` and `unsnooze`: what people do about alerts, in a log that nobody has open.

import { runsOf } from '../../core/alerts/alert.ts'
import type { Snoozed } from '../../core/alerts/snooze.ts'
import { RunlightError } from '../../core/basics/errors.ts'
import { formatCount } from '../../core/basics/quantities.ts'
import { isoTime } from '../../core/basics/times.ts'
import { acknowledgeAlerts, findDataDir, snoozeAlerts, unsnoozeAlerts } from '../../engine/index.ts'
import { alertFields } from '../host/alert-line.ts'
import type { CliHost } from '../host/host.ts'
import { formatDay } from '../terminal/format-time.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'

export type AcknowledgeOptions = {
  readonly note?: string
  readonly json?: true
  readonly dataDir?: string
}

export type SnoozeOptions = {
  readonly run?: number
  readonly rule?: string
  readonly server?: string
  readonly all?: true
  /** Ms from now; absent: until it changes. */
  readonly for?: number
  readonly json?: true
  readonly dataDir?: string
}

/** Notes that someone has seen the alerts; refused beside a running Runlight, which has buttons for it. */
export async function acknowledge(
  host: CliHost,
  ids: readonly number[],
  options: AcknowledgeOptions,
): Promise<number> {
  const alerts = await acknowledgeAlerts(dirOf(host, options), ids, options.note ?? null)
  if (options.json === true) for (const alert of alerts) host.out.write(jsonLine(alertFields(alert)))
  else {
    const runs = new Set(alerts.flatMap(runsOf)).size
    host.out.write(`${formatCount(alerts.length, 'alert')} of ${formatCount(runs, 'run')} seen\n`)
  }
  return 0
}

/** Puts a run, a rule, a server or everything to rest. */
export async function snooze(host: CliHost, options: SnoozeOptions): Promise<number> {
  const what = whatOf(options)
  const until = options.for === undefined ? null : Date.now() + options.for
  if (what.type === 'all' && until === null)
    throw new RunlightError('bad-input', 'Everything is muted for a time: give --for, such as --for 1h.')
  await snoozeAlerts(dirOf(host, options), what, until)
  if (options.json === true)
    host.out.write(jsonLine({ snoozed: what, until: until === null ? null : isoTime(until) }))
  else
    host.out.write(
      `${nameOf(what)} is snoozed ${until === null ? 'until it changes' : `until ${formatDay(until)}`}\n`,
    )
  return 0
}

/** Wakes what was put to rest. */
export async function unsnooze(host: CliHost, options: SnoozeOptions): Promise<number> {
  const what = whatOf(options)
  await unsnoozeAlerts(dirOf(host, options), what)
  host.out.write(
    options.json === true ? jsonLine({ snoozed: null, was: what }) : `${nameOf(what)} is awake\n`,
  )
  return 0
}

function whatOf({ run, rule, server, all }: SnoozeOptions): Snoozed {
  const given: readonly (Snoozed | null)[] = [
    run === undefined ? null : { type: 'run', run },
    rule === undefined ? null : { type: 'rule', rule },
    server === undefined ? null : { type: 'server', server },
    all === true ? { type: 'all' } : null,
  ]
  const [what, ...more] = given.filter((one) => one !== null)
  if (what !== undefined && more.length === 0) return what
  throw new RunlightError('bad-input', 'Give one of --run, --rule, --server and --all.')
}

function nameOf(what: Snoozed): string {
  switch (what.type) {
    case 'run':
      return `Run ${what.run}`
    case 'rule':
      return `Rule ${printable(what.rule)}`
    case 'server':
      return `Server ${printable(what.server)}`
    case 'all':
      return 'Everything'
  }
}

function dirOf(host: CliHost, { dataDir }: { readonly dataDir?: string }): string {
  return findDataDir(dataDir, host.env, host.platform)
}
