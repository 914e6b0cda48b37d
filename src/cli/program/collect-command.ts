// The grammar of `runlight collect`.

import { type Command, Option } from 'commander'
import type { CollectOptions } from '../commands/collect.ts'
import type { CliHost } from '../host/host.ts'
import { lazily } from './lazily.ts'
import { collect as gather, listenAddress } from './option-values.ts'

const collect = lazily(() => import('../commands/collect.ts'), 'collect')

const help = `
It needs no screen and listens to nobody. As many as one likes share the runs of a log: each run is watched by one of them, and
when that one ends or is lost another goes on with it. SIGTERM hands everything over at once.

The address of the log is in the variable RUNLIGHT_LOG, or in a file (--log-file): a password does not belong on a command line.
The schema is made by “runlight log migrate” and by nothing else.

Credentials: a file of NAME=VALUE lines or a JSON object, by the names of servers, that only you may read (--secrets); variables
RUNLIGHT_SECRET_NAME, the server's name in capitals; or those that are sealed for the pool, with its private key
(--pool-key-file). Runs of servers whose credentials it lacks are left to others.

Exit codes: 0 asked to end, 1 it could not begin or end in order, 2 a wrong command line.`

export function addCollectCommand(program: Command, host: CliHost, done: (code: number) => void): void {
  program
    .command('collect')
    .description('watch the runs of a shared log, without screens')
    .option('--log <url>', 'the address of the log, as postgres://server/database (default: $RUNLIGHT_LOG)')
    .addOption(new Option('--log-file <file>', 'a file that holds the address').conflicts('log'))
    .requiredOption(
      '--name <name>',
      'what this collector is called: its own name, the same whenever it starts',
    )
    .option('--only <what>', 'nothing but server:NAME or tag:NAME (repeatable)', gather)
    .option('--data-dir <dir>', 'its own folder, for kind files and for what the database cannot take')
    .option('--secrets <file>', 'its own credentials, by the names of servers')
    .option('--pool-key-file <file>', 'the private key of the pool, in PEM')
    .option(
      '--metrics <address>',
      'answer /metrics, /healthz and /readyz there: a port of this computer, or HOST:PORT',
      listenAddress,
    )
    .addHelpText('after', help)
    .action(async (options: CollectOptions) => {
      done(await collect(host, options))
    })
}
