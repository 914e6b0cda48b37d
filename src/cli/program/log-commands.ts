// The grammar of `log`: the log that a team shares.

import type { Command } from 'commander'
import { type LogMigrateOptions, logMigrate } from '../commands/log-migrate.ts'
import type { CliHost } from '../host/host.ts'
import { logMigrateHelp } from './log-help.ts'

const json = 'print one JSON object'

/** Adds `log` to `program`. */
export function addLogCommands(program: Command, host: CliHost, done: (code: number) => void): void {
  const log = program.command('log').description('make, update and fill a log that a team shares')
  log
    .command('migrate')
    .description('make a shared log, or bring it up to date')
    .argument('<url>', 'its address: postgres://user@host:5432/database')
    .option('--json', json)
    .addHelpText('after', logMigrateHelp)
    .action(async (url: string, options: LogMigrateOptions) => done(await logMigrate(host, url, options)))
}
