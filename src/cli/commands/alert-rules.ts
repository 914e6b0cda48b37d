// `runlight rules`: what tells of runs, as sentences; a rule added, removed, switched on and off.

import type { Condition } from '../../core/alerts/condition.ts'
import { everyRun, newRule } from '../../core/alerts/new-rule.ts'
import type { Rule } from '../../core/alerts/rule.ts'
import { ruleSentence } from '../../core/alerts/sentence.ts'
import type { Snooze } from '../../core/alerts/snooze.ts'
import { formatWhen } from '../../core/alerts/when-text.ts'
import { RunlightError } from '../../core/basics/errors.ts'
import { isoTime } from '../../core/basics/times.ts'
import type { Severity } from '../../core/run/attention.ts'
import {
  type AlertRulesThere,
  addAlertRule,
  findDataDir,
  readAlertRules,
  removeAlertRule,
  switchAlertRule,
} from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { formatDay } from '../terminal/format-time.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'
import { formatTable } from '../terminal/table.ts'

export type AlertRulesOptions = { readonly json?: true; readonly dataDir?: string }

export type AddRuleOptions = AlertRulesOptions & {
  readonly when: Condition
  readonly name?: string
  readonly kind?: readonly string[]
  readonly server?: readonly string[]
  readonly tag?: readonly string[]
  readonly runs?: string
  readonly severity: Severity
  /** Ms. */
  readonly hold?: number
}

type Names = AlertRulesThere['names']

/** Prints the rules and what is put to rest. */
export async function listAlertRules(host: CliHost, options: AlertRulesOptions): Promise<number> {
  const there = await readAlertRules(dirOf(host, options))
  if (there === null) {
    host.err.write('runlight: There is no log here yet, and with it come the first rules.\n')
    return 0
  }
  const { rules, snoozes, names } = there
  if (options.json === true) {
    for (const rule of rules) host.out.write(ruleLine(rule, names))
    for (const { what, until } of snoozes)
      host.out.write(jsonLine({ snoozed: what, until: until === null ? null : isoTime(until) }))
    return 0
  }
  const rows = rules.map((rule) => [
    rule.id,
    rule.enabled ? 'on' : 'off',
    rule.severity,
    printable(ruleSentence(rule, names)),
  ])
  for (const line of formatTable(['RULE', '', 'SEVERITY', 'SAYS'], rows, host.out.columns()))
    host.out.write(`${line}\n`)
  for (const snooze of snoozes) host.out.write(`${formatSnooze(snooze)}\n`)
  return 0
}

/** Stores a new rule. */
export async function addRule(host: CliHost, options: AddRuleOptions): Promise<number> {
  const { when, name, kind = [], server = [], tag = [], runs = '', severity, hold = 0 } = options
  const draft = newRule(when, {
    name: name ?? null,
    severity,
    holdMs: hold,
    scope: { ...everyRun, kinds: kind, servers: server, tags: tag, query: runs },
  })
  return told(host, options, await addAlertRule(dirOf(host, options), draft), 'Added')
}

export async function removeRule(host: CliHost, id: string, options: AlertRulesOptions): Promise<number> {
  return told(host, options, await removeAlertRule(dirOf(host, options), id), 'Removed')
}

export async function switchRule(
  host: CliHost,
  id: string,
  enabled: boolean,
  options: AlertRulesOptions,
): Promise<number> {
  const rule = await switchAlertRule(dirOf(host, options), id, enabled)
  return told(host, options, rule, enabled ? 'On' : 'Off')
}

async function told(host: CliHost, options: AlertRulesOptions, rule: Rule, what: string): Promise<number> {
  const there = await readAlertRules(dirOf(host, options))
  if (there === null) throw new RunlightError('not-found', 'The log is gone: nothing is known of its rules.')
  const { names } = there
  host.out.write(
    options.json === true
      ? ruleLine(rule, names)
      : `${what}, rule ${rule.id}: ${printable(ruleSentence(rule, names))}\n`,
  )
  return 0
}

function ruleLine(rule: Rule, names: Names): string {
  const { since, until } = rule
  const says = ruleSentence(rule, names)
  return jsonLine({
    ...rule,
    says,
    whenText: formatWhen(rule.when),
    since: isoTime(since),
    until: until === null ? null : isoTime(until),
  })
}

function formatSnooze({ what, until }: Snooze): string {
  const name =
    what.type === 'run'
      ? `run ${what.run}`
      : what.type === 'rule'
        ? `rule ${what.rule}`
        : what.type === 'server'
          ? `server ${what.server}`
          : 'everything'
  return printable(`Snoozed: ${name}, ${until === null ? 'until it changes' : `until ${formatDay(until)}`}`)
}

function dirOf(host: CliHost, { dataDir }: AlertRulesOptions): string {
  return findDataDir(dataDir, host.env, host.platform)
}
