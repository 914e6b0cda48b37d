// The command line's grammar: every command with its options, and where its words go. What a command does is elsewhere;
// what is typed wrong ends here, with exit code 2.

import { Command, Option } from 'commander'
import type { DemoOptions } from '../commands/demo.ts'
import type { DiagnosticsOptions } from '../commands/diagnostics.ts'
import type { EventsOptions } from '../commands/events.ts'
import type { RunsOptions } from '../commands/runs.ts'
import type { SearchOptions } from '../commands/search.ts'
import type { StatsOptions } from '../commands/stats.ts'
import type { WatchOptions } from '../commands/watch.ts'
import type { CliHost } from '../host/host.ts'
import { addAccessCommands } from './access-commands.ts'
import { addAlertCommands } from './alert-commands.ts'
import { addCollectCommand } from './collect-command.ts'
import { addDigestCommand } from './digest-command.ts'
import {
  demoHelp,
  diagnosticsHelp,
  eventsHelp,
  overviewHelp,
  runsHelp,
  searchHelp,
  statsHelp,
  watchHelp,
} from './help.ts'
import { addKeepCommands } from './keep-commands.ts'
import { addKindCommands } from './kind-commands.ts'
import { lazily } from './lazily.ts'
import { addLogCommands } from './log-commands.ts'
import { collect, collectCondition, collectPair, positiveNumber, wholeNumber } from './option-values.ts'
import { dataDir, hub, tokenFile } from './place-options.ts'
import { addSalvageCommands } from './salvage-commands.ts'
import { addServeCommand } from './serve-command.ts'
import { addTapCommand } from './tap-command.ts'
import { addTranscriptCommands } from './transcript-commands.ts'

const demo = lazily(() => import('../commands/demo.ts'), 'demo')
const diagnostics = lazily(() => import('../commands/diagnostics.ts'), 'diagnostics')
const listEvents = lazily(() => import('../commands/events.ts'), 'listEvents')
const openHub = lazily(() => import('../commands/open.ts'), 'openHub')
const listRuns = lazily(() => import('../commands/runs.ts'), 'listRuns')
const search = lazily(() => import('../commands/search.ts'), 'search')
const stats = lazily(() => import('../commands/stats.ts'), 'stats')
const watch = lazily(() => import('../commands/watch.ts'), 'watch')

const port = wholeNumber(0, 65_535)

/** The program; `done` is given the exit code of the command that ran. Parsing throws commander's own errors. */
export function createProgram(host: CliHost, done: (code: number) => void): Command {
  const program = new Command('runlight')
    .description('Watches jobs that stream their progress over Server-Sent Events, and keeps every event.')
    .version(host.version)
    .exitOverride()
    .configureOutput({
      writeOut: host.out.write,
      writeErr: host.err.write,
      // Said by whoever catches the error, with what to do.
      outputError: () => {},
      getOutHelpWidth: () => host.out.columns() ?? 100,
      getErrHelpWidth: () => host.err.columns() ?? 100,
      getOutHasColors: () => host.out.colours,
      getErrHasColors: () => host.err.colours,
    })
    .addHelpText('after', overviewHelp)

  program
    .command('watch')
    .description('watch one job until it is over, and exit with its result')
    .argument('[kind|url]', 'a kind of job, or the URL of a stream')
    .addOption(
      new Option(
        '--curl <file>',
        'a request copied as curl, PowerShell, fetch, HTTP or HAR, in place of a URL; - reads standard input',
      ).conflicts(['baseUrl', 'server', 'method', 'body']),
    )
    .option('--base-url <url>', 'the server to ask, for a kind')
    .addOption(new Option('--server <name>', 'the server to ask, one that is set up').conflicts('baseUrl'))
    .option('--set <name=value>', 'a parameter of the kind (repeatable)', collectPair)
    .option('--header <line>', 'a further header, as "Name: value" (repeatable)', collect)
    .option('--bearer-env <variable>', 'the environment variable that holds a bearer token')
    .option(
      '--header-env <name=variable>',
      'a further header whose value an environment variable holds (repeatable)',
      collect,
    )
    .option('--method <method>', 'GET, POST, PUT or any other, for a URL')
    .option('--body <text>', 'the body to send, for a URL; @FILE reads it from a file, - from standard input')
    .option('--read-as <reader>', 'what the events mean: auto, none, or the name of a reader')
    .option('--end-event <name>', 'an event of this name completes the run (repeatable)', collect)
    .option('--end-data <text>', 'an event with exactly this data completes the run (repeatable)', collect)
    .option('--end-when <search>', 'an event that this search finds completes the run (repeatable)', collect)
    .option('--fail-event <name>', 'an event of this name fails the run (repeatable)', collect)
    .option('--fail-when <search>', 'an event that this search finds fails the run (repeatable)', collect)
    .option('--end-on-close', 'the end of the stream, in good order, completes the run')
    .option('--no-retry', 'never ask again for a stream that was lost')
    .option('--max-events <n>', 'stop after this many events', wholeNumber(1))
    .option('--timeout <seconds>', 'stop after this long', positiveNumber(2_000_000))
    .option(
      '--alert <when>',
      'tell when this is so, such as "no-event > 60s", and exit with 5 (repeatable)',
      collectCondition,
    )
    .option('--until-alert', 'stop at the first of these alerts')
    .option('--no-bell', 'on a terminal, neither ring nor set its title when the run needs someone')
    .addOption(dataDir())
    .addOption(hub())
    .addOption(tokenFile())
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', watchHelp)
    .action(async (target: string | undefined, options: WatchOptions) =>
      done(await watch(host, target, options)),
    )

  addTapCommand(program, host, dataDir, done)

  program
    .command('runs')
    .description('list the runs of the log')
    .option('--json', 'print one JSON object a line')
    .addOption(dataDir())
    .addOption(hub())
    .addOption(tokenFile())
    .addHelpText('after', runsHelp)
    .action(async (options: RunsOptions) => done(await listRuns(host, options)))

  program
    .command('events')
    .description('print the events of a run')
    .argument('<run>', 'the number of the run', wholeNumber(1))
    .option('--json', 'print one JSON object a line, its data whole')
    .option('--from <n>', 'the first event’s number', wholeNumber(1), 1)
    .option('--limit <n>', 'at most this many events', wholeNumber(1))
    .addOption(dataDir())
    .addOption(hub())
    .addOption(tokenFile())
    .addHelpText('after', eventsHelp)
    .action(async (run: number, options: EventsOptions) => done(await listEvents(host, run, options)))

  program
    .command('search')
    .description('find events and runs, newest first')
    .argument('<query...>', 'what to look for; put it in single quotes')
    .option('--json', 'print one JSON object a line')
    .option('--limit <n>', 'at most this many hits', wholeNumber(1))
    .addOption(dataDir())
    .addOption(hub())
    .addOption(tokenFile())
    .addHelpText('after', searchHelp)
    .action(async (query: string[], options: SearchOptions) =>
      done(await search(host, query.join(' '), options)),
    )

  addDigestCommand(program, host, dataDir, done)

  program
    .command('stats')
    .description('tell what was measured of a run, or what is usual for each kind')
    .argument('[run]', 'the number of the run', wholeNumber(1))
    .option('--json', 'print JSON objects, one a line')
    .addOption(dataDir())
    .addOption(hub())
    .addOption(tokenFile())
    .addHelpText('after', statsHelp)
    .action(async (run: number | undefined, options: StatsOptions) => done(await stats(host, run, options)))

  addServeCommand(program, host, done)

  program
    .command('open')
    .description('open a hub in the browser of this computer')
    .argument('<url>', 'the address of the hub')
    .option('--desktop', 'in the desktop app')
    .action(async (url: string, options: { readonly desktop?: true }) =>
      done(await openHub(host, url, options)),
    )

  program
    .command('demo')
    .description('run the sample backend, which speaks all the documented APIs')
    .option('--port <n>', 'the port to listen on; 0 takes any that is free', port, 4280)
    .option('--speed <x>', 'how many times as fast as in real life', positiveNumber(10_000), 1)
    .option('--list', 'list what there is to watch, and exit')
    .addHelpText('after', demoHelp)
    .action(async (options: DemoOptions) => done(await demo(host, options)))

  program
    .command('diagnostics')
    .description('print what somebody who mends Runlight needs to know, without secrets')
    .option('--out <file>', 'write it to this file instead, which must not be there yet')
    .addOption(dataDir())
    .addHelpText('after', diagnosticsHelp)
    .action(async (options: DiagnosticsOptions) => done(await diagnostics(host, options)))

  addCollectCommand(program, host, done)
  addAlertCommands(program, host, dataDir, done)
  addKindCommands(program, host, dataDir, done)
  addTranscriptCommands(program, host, dataDir, done)
  addKeepCommands(program, host, dataDir, done)
  addSalvageCommands(program, host, dataDir, done)
  addAccessCommands(program, host, done)
  addLogCommands(program, host, done)
  return program
}
