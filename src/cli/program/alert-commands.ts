// The grammar of the commands about alerts: `alerts` with what people do about them, and `rules`.

import { type Command, Option } from 'commander'
import { severities } from '../../core/run/attention.ts'
import type { AcknowledgeOptions, SnoozeOptions } from '../commands/alert-marks.ts'
import type { AddRuleOptions, AlertRulesOptions } from '../commands/alert-rules.ts'
import type { AlertsOptions } from '../commands/alerts.ts'
import type { CliHost } from '../host/host.ts'
import { alertRulesHelp, alertsHelp } from './alert-help.ts'
import { lazily } from './lazily.ts'
import { collect, condition, duration, text, wholeNumber } from './option-values.ts'

const alertMarksCommands = () => import('../commands/alert-marks.ts')
const acknowledge = lazily(alertMarksCommands, 'acknowledge')
const snooze = lazily(alertMarksCommands, 'snooze')
const unsnooze = lazily(alertMarksCommands, 'unsnooze')
const alertRulesCommands = () => import('../commands/alert-rules.ts')
const addRule = lazily(alertRulesCommands, 'addRule')
const listAlertRules = lazily(alertRulesCommands, 'listAlertRules')
const removeRule = lazily(alertRulesCommands, 'removeRule')
const switchRule = lazily(alertRulesCommands, 'switchRule')
const listAlerts = lazily(() => import('../commands/alerts.ts'), 'listAlerts')

const number = wholeNumber(1)
const jsonLines = 'print JSON objects, one a line'

/** Adds `alerts` and `rules` to `program`. */
export function addAlertCommands(
  program: Command,
  host: CliHost,
  dataDir: () => Option,
  done: (code: number) => void,
): void {
  const alerts = program
    .command('alerts')
    .description('list what rules have told of, and follow what they tell')
    .enablePositionalOptions()
    .option('--open', 'only those that are still so, or that nobody has seen')
    .option('--since <time>', 'only those of this long back, such as 8h', duration)
    .option('--run <n>', 'only those of this run', number)
    .option('--follow', 'go on with those that come, until you press Ctrl-C')
    .option('--json', jsonLines)
    .addOption(dataDir())
    .addHelpText('after', alertsHelp)
    .action(async (options: AlertsOptions) => done(await listAlerts(host, options)))
  const act = (name: string, description: string) =>
    alerts.command(name).description(description).option('--json', jsonLines).addOption(dataDir())
  act('acknowledge', 'note that somebody has seen them, and with them their runs')
    .argument('<alert...>', 'the numbers of the alerts', (given: string, before: readonly number[] = []) => [
      ...before,
      number(given),
    ])
    .option('--note <text>', 'who is on it, or what it was', text(2_000))
    .action(async (ids: readonly number[], _: unknown, command: Command) =>
      done(await acknowledge(host, ids, command.optsWithGlobals<AcknowledgeOptions>())),
    )
  const rest = (command: Command) =>
    command
      .option('--run <n>', 'this run', number)
      .option('--rule <rule>', 'what this rule says')
      .option('--server <name>', 'the runs of this server')
      .option('--all', 'everything: nobody is told')
  rest(act('snooze', 'put a run, a rule, a server or everything to rest'))
    .option('--for <time>', 'for so long, such as 15m or 2h (default: until it changes)', duration)
    .action(async (_: unknown, command: Command) =>
      done(await snooze(host, command.optsWithGlobals<SnoozeOptions>())),
    )
  rest(act('unsnooze', 'wake what was put to rest')).action(async (_: unknown, command: Command) =>
    done(await unsnooze(host, command.optsWithGlobals<SnoozeOptions>())),
  )

  const rules = program
    .command('rules')
    .description('list the rules that tell of runs, as sentences, or change them')
    .enablePositionalOptions()
    .option('--json', jsonLines)
    .addOption(dataDir())
    .addHelpText('after', alertRulesHelp)
    .action(async (options: AlertRulesOptions) => done(await listAlertRules(host, options)))
  const part = (name: string, description: string) =>
    rules.command(name).description(description).option('--json', jsonLines).addOption(dataDir())
  part('add', 'add a rule')
    .requiredOption('--when <when>', 'what it waits for, such as "no-event > 60s"', condition)
    .option('--name <text>', 'what it is called (default: what it says)', text(300))
    .option('--kind <kind>', 'only runs of this kind (repeatable)', collect)
    .option('--server <name>', 'only runs of this server (repeatable)', collect)
    .option('--tag <tag>', 'only runs with this tag (repeatable: one is enough)', collect)
    .option('--runs <query>', 'only runs that this search finds, such as title:nightly')
    .addOption(new Option('--severity <severity>', 'how grave it is').choices(severities).default('warning'))
    .option('--hold <time>', 'tell it only after it was so for this long, such as 5m', duration)
    .action(async (_: unknown, command: Command) =>
      done(await addRule(host, command.optsWithGlobals<AddRuleOptions>())),
    )
  const one = (name: string, description: string) =>
    part(name, description).argument('<rule>', 'its id, as “runlight rules” lists it')
  one('remove', 'remove a rule; its open alerts are over').action(
    async (id: string, _: unknown, command: Command) =>
      done(await removeRule(host, id, command.optsWithGlobals<AlertRulesOptions>())),
  )
  for (const [name, enabled] of [
    ['enable', true],
    ['disable', false],
  ] as const) {
    one(name, `switch a rule ${enabled ? 'on' : 'off'}`).action(
      async (id: string, _: unknown, command: Command) =>
        done(await switchRule(host, id, enabled, command.optsWithGlobals<AlertRulesOptions>())),
    )
  }
}
