// The grammar of `runlight tap`.

import { type Command, Option } from 'commander'
import type { TapOptions } from '../commands/tap.ts'
import type { CliHost } from '../host/host.ts'
import { lazily } from './lazily.ts'
import { collect } from './option-values.ts'
import { tapHelp } from './tap-help.ts'

const tap = lazily(() => import('../commands/tap.ts'), 'tap')

export function addTapCommand(
  program: Command,
  host: CliHost,
  dataDir: () => Option,
  done: (code: number) => void,
): void {
  program
    .command('tap')
    .description('stand between an application and its server, and record every stream that passes')
    .argument('[command...]', 'a program to start with the tap’s address, after --')
    .option('--to <url>', 'the server’s base URL, as the application would be given it')
    .option('--server <name>', 'a server that is set up: its address, certificate authority and proxy')
    .addOption(
      new Option(
        '--listen <address>',
        'where applications ask (default: 127.0.0.1:4319; with a program any port that is free)',
      ),
    )
    .option('--kind <kind>', 'the kind of what passes, where its address does not tell')
    .option('--read-as <reader>', 'what the events mean: auto, none, or the name of a reader')
    .option('--env <name>', 'the variable by which the program is told the address (repeatable)', collect)
    .addOption(dataDir())
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', tapHelp)
    .action(async (command: readonly string[], options: TapOptions) => {
      done(await tap(host, command, options))
    })
}
