// The grammar of `log`: the log that a team shares.

import type { Command } from 'commander'
import type { LogCopyOptions } from '../commands/log-copy.ts'
import type { LogMigrateOptions } from '../commands/log-migrate.ts'
import type { CliHost } from '../host/host.ts'
import { lazily } from './lazily.ts'
import { logCopyHelp, logMigrateHelp } from './log-help.ts'

const logCopy = lazily(() => import('../commands/log-copy.ts'), 'logCopy')
const logMigrate = lazily(() => import('../commands/log-migrate.ts'), 'logMigrate')

const json = 'print one JSON object'

/** Adds `log` to `program`. */
export function addLogCommands(program: Command, host: CliHost, done: (code: number) => void): void {
  const log = program.command('log').description('make, update and fill a log that a team shares')
  log
    .command('migrate')
    .description('make a shared log, or bring it up to date')
    .argument('[url]', 'its address: postgres://user@host:5432/database (default: $RUNLIGHT_LOG)')
    .option('--json', json)
    .addHelpText('after', logMigrateHelp)
    .action(async (url: string | undefined, options: LogMigrateOptions) =>
      done(await logMigrate(host, url, options)),
    )
  log
    .command('copy')
    .description('copy a log into another: a local one into a shared one, or back')
    .requiredOption('--from <place>', 'a data directory, or the address of a shared log')
    .requiredOption('--to <place>', 'the same; in a directory a log is made where none is')
    .option('--json', json)
    .addHelpText('after', logCopyHelp)
    .action(async (options: LogCopyOptions) => done(await logCopy(host, options)))
}
