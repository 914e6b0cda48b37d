// The diagnostic file: what somebody who mends Runlight needs to know, as one text that a person can read before sending
// it. Nothing in it comes from a stream or a form: no titles, parameters, addresses of servers, events or credentials.

import { release } from 'node:os'
import { formatBytes } from '../../core/basics/quantities.ts'
import type { TapState } from '../../core/contract/calls/taps.ts'
import type { LogStatus } from '../../core/contract/contract.ts'
import type { Server } from '../../core/contract/server.ts'
import type { AppSettings } from '../../core/contract/settings.ts'
import { type AlertType, alertTypes } from '../../core/run/attention.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { connectionWords } from '../../core/run/words.ts'
import { redactText } from '../../core/secrets/redact-text.ts'
import type { AlertsHad } from '../log/alert-rows.ts'
import type { DataSizes } from '../log/log-upkeep.ts'
import { shortenHome } from './defects.ts'
import { type SlowCall, slowMs } from './slow-calls.ts'

/** How many, never which: a rule's search and an alert's cause say what a person looks for. */
type AlertCounts = {
  /** Whether each rule is on, and what it waits for. */
  readonly rules: readonly { readonly enabled: boolean; readonly when: { readonly type: AlertType } }[]
  readonly snoozes: number
  readonly open: number
  readonly had: readonly AlertsHad[]
}

export type Diagnostics = {
  readonly version: string
  readonly host: string
  /** Where the log is: a folder, or an address without credentials. */
  readonly place: string
  readonly log: LogStatus
  readonly keepsSecrets: string
  readonly settings: AppSettings
  readonly servers: readonly Pick<Server, 'auth' | 'hasSecret' | 'caPem' | 'proxyUrl'>[]
  readonly runs: readonly RunSummary[]
  /** How much passed, never who asked for what; null where it is read from outside. */
  readonly taps:
    | (Pick<TapState, 'state' | 'keepBodies'> & {
        readonly taps: readonly Pick<TapState['taps'][number], 'counts'>[]
      })
    | null
  readonly alerts: AlertCounts
  /** Null for a log that is no file. */
  readonly sizes: DataSizes | null
  /** Null where it is read from outside, which does not see them. */
  readonly slowCalls: readonly SlowCall[] | null
  /** Null where it is read from outside. */
  readonly telemetry: readonly string[] | null
  readonly defects: readonly string[]
  readonly uptimeMs: number | null
}

/** The latest runs are listed one by one, and no more of them. */
const mostRuns = 500

/** The file's text. `hide` takes out the secrets that are known by value; names and forms are taken out here. */
export function formatDiagnostics(parts: Diagnostics, now: Date, hide: (text: string) => string): string {
  const sections = [
    ['Runlight', program(parts)],
    ['Log', log(parts)],
    [`Calls of the log over ${slowMs} ms`, slowCalls(parts)],
    ['Settings', settings(parts)],
    ['Runs', runs(parts.runs)],
    ['Taps', taps(parts.taps)],
    ['Rules and alerts', alerts(parts.alerts)],
    ['Telemetry', parts.telemetry ?? ['unknown (read from outside)']],
    ['Defects, oldest first', parts.defects.length === 0 ? ['none'] : parts.defects],
  ] as const
  const text = [
    `Runlight diagnostics of ${now.toISOString()}`,
    'Without credentials, parameters, titles, addresses of servers and events. Read it before you send it.',
    ...sections.flatMap(([title, lines]) => ['', `== ${title}`, ...lines]),
    '',
  ].join('\n')
  return shortenHome(redactText(hide(text)))
}

/** The file's name: its time, in UTC. */
export function diagnosticsName(now: Date): string {
  return `runlight-diagnostics-${now.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-')}.txt`
}

function program({ version, host, keepsSecrets, uptimeMs }: Diagnostics): string[] {
  const { platform, arch, versions } = process
  const runtimes = ['electron', 'chrome', 'node', 'v8', 'openssl'].flatMap((name) =>
    versions[name] === undefined ? [] : [`${name} ${versions[name]}`],
  )
  return [
    `version ${version}, ${host} host`,
    `${platform} ${release()} ${arch}, ${runtimes.join(', ')}`,
    `memory ${formatBytes(process.memoryUsage.rss())}`,
    ...(uptimeMs === null ? [] : [`up ${Math.round(uptimeMs / 1_000).toLocaleString('en-US')} s`]),
    `credentials kept in: ${keepsSecrets}`,
  ]
}

function log({ place, log: { state, sentence }, sizes }: Diagnostics): string[] {
  return [
    `folder ${place}`,
    `state ${state}${sentence === null ? '' : `: ${sentence}`}`,
    ...(sizes === null ? [] : files(sizes)),
  ]
}

function files(sizes: DataSizes): string[] {
  return [
    ...sizes.files.map(({ name, bytes }) => `${name} ${formatBytes(bytes)}`),
    `other files ${sizes.others.toLocaleString('en-US')}`,
    `free on its disk ${sizes.free === null ? 'unknown' : formatBytes(sizes.free)}`,
  ]
}

function slowCalls({ slowCalls: slow }: Diagnostics): string[] {
  if (slow === null) return ['unknown (read from outside)']
  if (slow.length === 0) return ['none']
  return slow.map(
    ({ name, count, longestMs }) =>
      `${name} ${count.toLocaleString('en-US')} ×, longest ${Math.round(longestMs).toLocaleString('en-US')} ms`,
  )
}

/** How many, never which: a pattern or a view's query says what a person looks for. */
function settings({ settings: chosen, servers }: Diagnostics): string[] {
  const count = (test: (server: (typeof servers)[number]) => boolean) => servers.filter(test).length
  const auths = [...new Set(servers.map(({ auth }) => auth))].toSorted()
  return [
    `theme ${chosen.theme}`,
    `views ${chosen.views.length}, patterns of one's own ${chosen.redact.length}, retention rules ${chosen.retention.length}`,
    `log wrap ${chosen.log.wrap}, mono ${chosen.log.mono}, kinds with columns ${Object.keys(chosen.log.columns).length}`,
    `servers ${servers.length}: ${auths.map((auth) => `${auth} ${count((one) => one.auth === auth)}`).join(', ') || 'none'}`,
    `with a credential ${count((one) => one.hasSecret)}, an authority ${count((one) => one.caPem !== null)}, a proxy ${count((one) => one.proxyUrl !== null)}`,
  ]
}

function alerts({ rules, snoozes, open, had }: AlertCounts): string[] {
  const tell = (types: readonly AlertType[]) => {
    const counts = alertTypes.map((type) => [type, types.filter((one) => one === type).length] as const)
    return counts.flatMap(([type, n]) => (n === 0 ? [] : `${type} ${n.toLocaleString('en-US')}`)).join(', ')
  }
  const on = rules.filter(({ enabled }) => enabled)
  return [
    `rules ${rules.length}, on ${on.length}: ${tell(on.map(({ when }) => when.type)) || 'none'}`,
    `snoozed ${snoozes}, open alerts ${open.toLocaleString('en-US')}`,
    `runs that ever had: ${tell(had.flatMap(({ types }) => types)) || 'none'}`,
  ]
}

function taps(given: Diagnostics['taps']): string[] {
  if (given === null) return ['unknown (read from outside)']
  const { state, keepBodies, taps } = given
  return [
    `${state}, taps ${taps.length}, bodies ${keepBodies ? 'kept' : 'not kept'}`,
    ...taps.map(({ counts: { requests, streams, others, refused, unrecorded, lastRefusal } }, i) =>
      [
        `tap ${i + 1}: requests ${requests}, streams ${streams}, other answers ${others}, not recorded ${unrecorded}`,
        `refused ${refused}${lastRefusal === null ? '' : `, last with ${lastRefusal.status}`}`,
      ].join(', '),
    ),
  ]
}

function runs(all: readonly RunSummary[]): string[] {
  const totals = new Map<string, number>()
  for (const { kind, job, connection } of all) {
    const key = `${kind}: job ${job.state}, connection ${connectionWords[connection.state]}`
    totals.set(key, (totals.get(key) ?? 0) + 1)
  }
  const counted = [...totals].toSorted(([a], [b]) => a.localeCompare(b)).map(([key, n]) => `${n} × ${key}`)
  return [`${all.length.toLocaleString('en-US')} runs`, ...counted, ...all.slice(-mostRuns).map(runLine)]
}

function runLine({ id, kind, job, connection, events, gaps, unreadable, bytes, tapped }: RunSummary): string {
  // A job's cause is Runlight's own words only where the state is; a server's reason is a piece of an event.
  const own = job.state === 'unknown' || job.state === 'cancelled' ? job.cause : null
  return [
    `run ${id} ${kind}`,
    `job ${job.state}${own === null ? '' : ` (${own})`}`,
    `connection ${connectionWords[connection.state]}${connection.cause === null ? '' : ` (${connection.cause})`}`,
    `attempts ${connection.attempt}, events ${events}, unreadable ${unreadable}, gaps ${gaps}, ${formatBytes(bytes)}`,
    ...(tapped === undefined
      ? []
      : [`tapped, client ${tapped.client.state}, not recorded ${formatBytes(tapped.unrecorded)}`]),
  ].join('; ')
}
